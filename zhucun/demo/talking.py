"""What follows: 双约谈 of those graded 一般, heads of six units talked to at one meeting, 问责 by its documents."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands
from zhucun.demo.invented_overseen import INSPECTORS_OF
from zhucun.demo.invented_talks import (
    ACCOUNTS,
    BY_TOWNSHIP,
    BY_UNIT,
    FIX_BY,
    FOLLOWED_UP,
    MEETING,
    MET,
    NOTICED,
    OPENED,
    OUTCOMES,
    POINTS_TOWNSHIP,
    POINTS_UNIT,
    PROMISE,
    REASON,
    SAID,
    STATED_ON,
    STATEMENT,
    UNIT_HEADS,
    Account,
)
from zhucun.demo.people_of import PeopleOf
from zhucun.demo.story import NAMES
from zhucun.dispatch.roster.models import Posting
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.oversight.accountability import acts as accountability
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.talks import acts as talks
from zhucun.oversight.talks.models import TalkRecord
from zhucun.oversight.talks.rules import Kind

HeadOf = Callable[[Unit, date], Actor]
DUTY = "分管负责人"


class Talking:
    """`on(day)` sends the notices, holds the talks and enters the decisions of the day."""

    def __init__(self, home: Place, hands: Hands, people: PeopleOf, head_of: HeadOf) -> None:
        self._home, self._hands, self._people, self._head_of = home, hands, people, head_of
        self._steps: dict[date, Callable[[date], None]] = {
            OPENED: self._open,
            BY_TOWNSHIP: self._by_townships,
            BY_UNIT: self._by_units,
            FOLLOWED_UP: self._follow_up,
            NOTICED: self._notify_heads,
            STATED_ON: self._heads_state,
            MET: self._meet,
        }

    @property
    def days(self) -> set[date]:
        return {*self._steps, *(one.on for one in ACCOUNTS)}

    def on(self, day: date) -> None:
        if day in self._steps:
            self._steps[day](day)
        whom = {"members": self._members, "units": self._of_units}
        for one in (one for one in ACCOUNTS if one.on == day):
            calls = [(self._home, {**_told(one), **told}) for told in whom[one.whom](one)]
            self._hands.do(accountability.record, calls, by=self._leader(day))

    def _leader(self, day: date) -> Actor:
        return self._hands.of("county_office_leader", self._home.code, day)

    # ── 双约谈 ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _open(self, day: date) -> None:
        rows = Consequence.objects.proposed().filter(opens="dual_talk").order_by("pk")
        self._hands.do(consequences.open_it, [(row, {}) for row in rows], by=self._leader(day))

    def _talks(self, kind: Kind) -> list[TalkRecord]:
        rows = TalkRecord.objects.filter(kind=kind).select_related("posting__sending_unit", "unit")
        return list(rows.order_by("pk"))

    def _by_townships(self, day: date) -> None:
        calls = [
            (row, _said(POINTS_TOWNSHIP, at, day), self._people.secretary(row.place_code[:9], day))
            for at, row in enumerate(self._talks(Kind.DUAL_TOWNSHIP))
        ]
        self._hands.carry(talks.hold, calls, by=self._hands.house(self._home.code, day))

    def _by_units(self, day: date) -> None:
        calls = [
            (row, _said(POINTS_UNIT, at, day), self._head_of(row.posting.sending_unit, day))
            for at, row in enumerate(self._talks(Kind.DUAL_UNIT))
        ]
        self._hands.carry(talks.hold, calls, by=self._hands.house(self._home.code, day))

    def _follow_up(self, day: date) -> None:
        for at, row in enumerate(self._talks(Kind.DUAL_TOWNSHIP)):
            by = self._people.secretary(row.place_code[:9], day)
            talks.follow_up(row, on=day, note=OUTCOMES[at % len(OUTCOMES)], by=by)

    # ── the meeting ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _department(self, day: date) -> Actor:
        return self._hands.of("organisation_department", self._home.code, day)

    def _notify_heads(self, day: date) -> None:
        units = Unit.objects.filter(name__in=UNIT_HEADS, county_code=self._home.code).order_by("pk")
        told = {"reason": REASON, "planned_on": MET}
        self._hands.do(talks.notify_unit, [(unit, told) for unit in units], by=self._department(day))

    def _heads_state(self, day: date) -> None:
        """Half of them in writing; the others say it there."""
        for row in self._talks(Kind.UNIT_HEAD)[::2]:
            talks.state_own(row, statement=STATEMENT, by=self._head_of(row.unit, day))

    def _meet(self, day: date) -> None:
        told = {"held_on": day, "points": MEETING, "fix_by": FIX_BY}
        calls = [
            (row, {**told, "commitment": UNIT_HEADS[row.unit.name], "statement": "" if row.stated_on else STATEMENT})
            for row in self._talks(Kind.UNIT_HEAD)
        ]
        self._hands.do(talks.hold, calls, by=self._department(day))

    # ── 问责 ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _members(self, one: Account) -> Iterator[dict[str, Any]]:
        """Of those who are there and of whom nothing else is told."""
        rows = Posting.objects.filter(until__isnull=True, since__lt=date(2022, 1, 1))
        rows = rows.filter(place_code__startswith=self._home.code).exclude(cadre__person__name__in=NAMES).order_by("pk")
        start = ACCOUNTS.index(one)
        yield from ({"posting": row} for row in list(rows)[7 + start :: 41][: one.count])

    def _of_units(self, one: Account) -> Iterator[dict[str, Any]]:
        """Deputy heads, who answer for those their unit sent; nobody who inspects others is among them."""
        rows = Unit.objects.filter(county_code=self._home.code, deputy_name__gt="").exclude(name__in=INSPECTORS_OF)
        units = list(rows.order_by("pk"))
        start = ACCOUNTS.index(one)
        for unit in units[5 + 2 * start :: 17][: one.count]:
            yield {"person_name": unit.deputy_name, "duty": DUTY, "unit": unit}


def _said(points: str, at: int, day: date) -> dict[str, Any]:
    return {"held_on": day, "points": points, "commitment": PROMISE, "statement": SAID[at % len(SAID)]}


def _told(one: Account) -> dict[str, Any]:
    names = ("kind", "document", "decided_by", "reason", "effect_until")
    return {**{name: getattr(one, name) for name in names}, "decided_on": one.on}
