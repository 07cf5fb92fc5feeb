"""Suggestions how a village's links could be balanced; accepted as one act, taken back as one (R-TASK-08)."""

import re
from collections.abc import Iterable, Sequence
from typing import TypedDict

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Household, Place, VillageGroup
from zhucun.policy import in_force as policy
from zhucun.six_ones.network import linking, rules
from zhucun.six_ones.network.models import HouseholdLink, LinkBalance, Linker
from zhucun.six_ones.network.rules import Holder, Home, Move, balanced

NUMBER = re.compile(r"\d+")
CHINESE = {word: at for at, word in enumerate("一二三四五六七八九十", start=1)}


class Step(TypedDict):
    """One household to one of the village's people."""

    household: int
    linker: int


def number_of(name: str) -> int | None:
    """3组, 第三村民小组: the number in a group's name; None where there is none."""
    if found := NUMBER.search(name):
        return int(found[0])
    words = [CHINESE[one] for one in name if one in CHINESE]
    if not words:
        return None
    if words[0] == 10:
        return 10 + (words[1] if len(words) > 1 else 0)
    return words[0]


def suggestions_for(village: Place, by: Actor) -> list[Move]:
    """Four queries."""
    numbers, today = policy.of(by).network, by.today
    linkers = Linker.objects.as_of(today).filter(village=village).order_by("pk")
    holders = [Holder(one.pk, one.name, one.group_id, numbers.most_of(one.age)) for one in linkers]
    links = HouseholdLink.objects.filter(village=village, until__isnull=True)
    of = dict(links.values_list("household", "linker"))
    homes = Household.objects.as_of(today).filter(village=village).values_list("pk", "group")
    groups = VillageGroup.objects.filter(village=village).values_list("pk", "name")
    numbered = {key: number_of(name) for key, name in groups}
    return balanced(holders, [Home(key, group, of.get(key)) for key, group in homes], numbered)


@act("link.balance", "照建议调整联户", needs=rules.KEEP, undo="link.unbalance")
def balance(village: Place, *, steps: Sequence[Step], by: Actor) -> LinkBalance:
    """Those that were looked at, and only as long as nobody changed the village's links meanwhile."""
    suggested = {(move.home, move.to) for move in suggestions_for(village, by)}
    wanted = {(one["household"], one["linker"]) for one in steps}
    if not wanted:
        raise Refused("一条也没有勾。勾上要调的再按。")
    if not wanted <= suggested:
        raise Refused("这个村的联户刚才有人改过，建议变了。再看一遍现在的建议。")
    links = _carried_out(wanted, by)
    return LinkBalance.objects.create(
        village=village,
        place_code=village.code,
        made_on=by.today,
        made_by=by.name,
        links=sorted(link.pk for link in links),
    )


def _carried_out(wanted: Iterable[tuple[int, int]], by: Actor) -> list[HouseholdLink]:
    pairs = sorted(wanted)
    homes = Household.objects.in_bulk([home for home, _ in pairs])
    linkers = Linker.objects.select_related("village").in_bulk([linker for _, linker in pairs])
    open_ones = HouseholdLink.objects.filter(household__in=list(homes), until__isnull=True).select_related("household")
    held = {link.household_id: link for link in open_ones}
    moved = [Told(held[home], {"linker": linkers[linker], "since": by.today}) for home, linker in pairs if home in held]
    added = [
        Told(linkers[linker], {"household": homes[home], "since": by.today})
        for home, linker in pairs
        if home not in held
    ]
    return [*linking.move.many(moved, by=by), *linking.add.many(added, by=by)]


@act("link.unbalance", "撤回调整联户", needs=rules.KEEP)
def unbalance(made: LinkBalance, *, by: Actor) -> LinkBalance:
    """All of it or none: not where one of its households was changed again."""
    if made.taken_back:
        raise Refused("这一次调整已经撤回了。")
    for link in HouseholdLink.objects.filter(pk__in=made.links).order_by("pk"):
        linking.take_back(link, by=by)
    made.taken_back = True
    made.save()
    return made
