"""One household: who goes, when it was visited and is due, what was noted about it, its matters, links and 结对."""

from dataclasses import dataclass

from zhucun.acts.actor import Actor
from zhucun.org.aid.models import HouseholdAid
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.org.places.models import Household
from zhucun.policy import in_force as policy
from zhucun.policy.network_values import VisitRhythm
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import SEE as SEE_RECORDS
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import SEE as SEE_MATTERS
from zhucun.six_ones.network.models import HouseholdLink
from zhucun.six_ones.network.rules import SEE as SEE_LINKS
from zhucun.six_ones.visiting.due import VISIT
from zhucun.six_ones.visiting.models import HouseholdKind
from zhucun.six_ones.visiting.rhythms import rhythm_called

SHOWN = 12


@dataclass(frozen=True)
class Story:
    """What is known of a household, as far as this reader may see it. At most five queries."""

    rhythm: VisitRhythm
    visits: list[WorkRecord]
    others: list[WorkRecord]
    matters: list[UrgentMatter]
    links: list[HouseholdLink]
    aids: list[HouseholdAid]
    kinds: list[HouseholdKind]

    @property
    def link(self) -> HouseholdLink | None:
        return next((one for one in self.links if one.until is None), None)

    @property
    def aid(self) -> HouseholdAid | None:
        return next((one for one in self.aids if one.until is None), None)

    @property
    def kind(self) -> HouseholdKind | None:
        return next((one for one in self.kinds if one.until is None), None)


def story_of(home: Household, actor: Actor) -> Story:
    """`home` comes with its day (visiting.due)."""
    noted = _noted(home, actor)
    return Story(
        rhythm_called(home.rhythm, policy.of(actor), actor),
        [one for one in noted if one.kind == VISIT][:SHOWN],
        [one for one in noted if one.kind != VISIT][:SHOWN],
        _matters(home, actor),
        _links(home, actor),
        _aids(home, actor),
        list(HouseholdKind.objects.visible_to(actor).filter(household=home).order_by("-since")),
    )


def _noted(home: Household, actor: Actor) -> list[WorkRecord]:
    if not actor.may(SEE_RECORDS):
        return []
    seen = WorkRecord.objects.visible_to(actor).standing().filter(households=home)
    hidden = [f"posting__cadre__person__{name}" for name in ("phone", "id_number")]
    loaded = seen.select_related("team", "posting__cadre__person").defer(*hidden)
    return list(loaded.order_by("-happened_on", "-pk")[: 4 * SHOWN])


def _matters(home: Household, actor: Actor) -> list[UrgentMatter]:
    if not actor.may(SEE_MATTERS):
        return []
    seen = UrgentMatter.objects.visible_to(actor).standing().filter(household=home)
    return list(seen.select_related("team", "unit").order_by("-raised_on", "-pk")[:SHOWN])


def _links(home: Household, actor: Actor) -> list[HouseholdLink]:
    if not actor.may(SEE_LINKS):
        return []
    seen = HouseholdLink.objects.visible_to(actor).filter(household=home)
    return list(seen.select_related("linker").order_by("-since", "-pk"))


def _aids(home: Household, actor: Actor) -> list[HouseholdAid]:
    if not actor.may(SEE_PEOPLE):
        return []
    seen = HouseholdAid.objects.visible_to(actor).filter(household=home).defer("phone")
    return list(seen.select_related("unit").order_by("-since", "-pk"))
