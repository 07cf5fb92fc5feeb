"""Each kind of sheet a county already keeps has a slot: topics above add theirs as they come."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, QuerySet, Value

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, TeamBacking
from zhucun.org.aid.models import HouseholdAid
from zhucun.org.people.models import Cadre, Contact
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED


@dataclass(frozen=True)
class Slot:
    """`kind` is that of the importer; `held` are the rows on file of it, counted in `unit`; `note` is what for."""

    kind: str
    label: str
    note: str
    unit: str
    held: Callable[[Actor], QuerySet]
    order: int = 50
    route: str = ""  # the page that lists them
    is_typed: bool = False  # few enough to be entered on that page: no sheet is read


_slots: dict[str, Slot] = {}


def slot(one: Slot) -> Slot:
    """Register. Raises ValueError where the kind has one."""
    if one.kind in _slots:
        raise ValueError(f"two slots for {one.kind}")
    _slots[one.kind] = one
    return one


def slots() -> list[Slot]:
    return sorted(_slots.values(), key=lambda one: one.order)


def held_in(listed: list[Slot], by: Actor) -> dict[str, int]:
    """How many rows there are of each kind, in one query."""
    counted = [_counted(one.held(by), number) for number, one in enumerate(listed)]
    found = dict(counted[0].union(*counted[1:], all=True)) if counted else {}
    return {one.kind: found.get(number, 0) for number, one in enumerate(listed)}


def _counted(rows: QuerySet, number: int) -> QuerySet:
    numbered = rows.order_by().annotate(zc_slot=Value(number, BigIntegerField())).values("zc_slot")
    return numbered.annotate(zc_count=Count("pk")).values_list("zc_slot", "zc_count")


def _open(model: type) -> Callable[[Actor], QuerySet]:
    return lambda by: model.objects.visible_to(by).filter(until__isnull=True)


slot(
    Slot(
        "places",
        "区划代码表",
        "先有村，别的表才对得上。",
        "处",
        lambda by: Place.objects.visible_to(by).filter(kind__in=SERVED, until__isnull=True),
        10,
        "dispatch:villages",
    )
)
slot(
    Slot(
        "unit_village_pairing",
        "单位结对村",
        "哪个单位做哪支队的后盾，核定几人。",
        "支队",
        _open(TeamBacking),
        20,
        "dispatch:teams",
    )
)
slot(
    Slot(
        "member_roster",
        "驻村工作队花名册",
        "现在在册的人，按补录进来。",
        "人",
        lambda by: Posting.objects.visible_to(by).on_roster(by.today),
        30,
        "dispatch:members",
    )
)
slot(
    Slot(
        "cadre_list",
        "干部名册",
        "以后选派要用的人，不派驻。",
        "人",
        lambda by: Cadre.objects.visible_to(by),
        40,
    )
)
slot(Slot("village_facts", "村情表", "村的帮扶单位和联系人。", "人", _open(Contact), 50, "dispatch:units"))
slot(Slot("household_helpers", "结对帮扶责任人名单", "谁帮扶哪几户。", "人", _open(HouseholdAid), 60))
