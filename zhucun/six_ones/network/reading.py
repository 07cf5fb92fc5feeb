"""One village as its page shows it: people with their households, and those without anybody."""

from collections import defaultdict
from dataclasses import dataclass, field

from zhucun.acts.actor import Actor
from zhucun.org.places.models import Household, Place
from zhucun.policy import in_force as policy
from zhucun.six_ones.network.models import HouseholdLink, Linker


@dataclass(frozen=True)
class Keeper:
    """Somebody with their links of today, each with its household."""

    row: Linker
    age: str
    most: int
    links: list[HouseholdLink] = field(default_factory=list)

    @property
    def is_heavy(self) -> bool:
        return len(self.links) > self.most


@dataclass(frozen=True)
class VillageLinks:
    keepers: list[Keeper]
    without: list[Household]
    homes: int

    @property
    def linked(self) -> int:
        return self.homes - len(self.without)

    @property
    def share(self) -> int:
        """Whole per cent."""
        return self.linked * 100 // self.homes if self.homes else 0

    @property
    def heavy(self) -> list[Keeper]:
        return [one for one in self.keepers if one.is_heavy]


def links_of(village: Place, actor: Actor) -> VillageLinks:
    """Three queries."""
    day, numbers = actor.today, policy.of(actor).network
    ages = {one.key: one.label for one in numbers.bounds}
    linkers = Linker.objects.as_of(day).filter(village=village).select_related("group").order_by("group__name", "pk")
    found = HouseholdLink.objects.of_homes_there(day).filter(village=village).select_related("household__group")
    of: dict[int, list[HouseholdLink]] = defaultdict(list)
    for link in found.order_by("household__group__name", "household__head_name", "pk"):
        of[link.linker_id].append(link)
    keepers = [Keeper(one, ages.get(one.age, ""), numbers.most_of(one.age), of[one.pk]) for one in linkers]
    linked = {link.household_id for links in of.values() for link in links}
    homes = Household.objects.as_of(day).filter(village=village).select_related("group")
    listed = list(homes.order_by("group__name", "head_name", "pk"))
    return VillageLinks(keepers, [one for one in listed if one.pk not in linked], len(listed))
