"""Asks: every form says who asks, on what basis, how often and for what; what it costs a person is added up (R-BUR-05).

A form declares it as a class attribute, `ask = asks(Ask(…))`, and the page shows it folded below the button; a button
that asks for nothing more than a press declares it beside its act.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

# Who fills it in, by the roles for which a county sets how much it may be (burden.minutes_per_month).
MEMBER, LEADER, VILLAGE = "member", "team_leader", "village_secretary"
TOWNSHIP, SECRETARY, UNIT, OFFICE = "attendance_clerk", "township_secretary", "unit_liaison", "county_officer"
FILLED_BY = {
    MEMBER: "队员",
    LEADER: "第一书记、队长",
    VILLAGE: "村书记",
    TOWNSHIP: "乡镇干事",
    SECRETARY: "乡镇党委书记",
    UNIT: "单位联络员",
    OFFICE: "县驻村办干事",
}
ALSO = {LEADER: (LEADER, MEMBER)}  # a leader fills what every member fills, too
A_PRESS = 15  # seconds; what costs 0 minutes is one press
MONTHS = 12
RULE_IDS = re.compile(r"（[^（）]*R-[A-Z]+-\d+[^（）]*）")


@dataclass(frozen=True)
class Often:
    """How often in words, and how many times a year that is for one person; the second is an estimate where it hangs
    on what happens."""

    label: str
    times_a_year: int | Fraction


EVERY_WEEK = Often("每周一次", 52)
EVERY_MONTH = Often("每月一次", 12)
EVERY_QUARTER = Often("每季一次", 4)
TWICE_A_YEAR = Often("半年一次", 2)
EVERY_YEAR = Often("每年一次", 1)
EVERY_TWO_YEARS = Often("每轮一次，两年", Fraction(1, 2))


def when(label: str, *, times_a_year: int) -> Often:
    """Only when something happens: `when("有变动时", times_a_year=12)`."""
    return Often(label, times_a_year)


@dataclass(frozen=True)
class Ask:
    """`minutes` is what one time takes, 0 a single press; `role` is who fills it in, one or several of FILLED_BY."""

    key: str
    label: str
    who_asks: str
    basis: str
    how_often: Often
    what_for: str
    minutes: int
    role: str | tuple[str, ...]

    @property
    def roles(self) -> tuple[str, ...]:
        return (self.role,) if isinstance(self.role, str) else self.role

    @property
    def is_regular(self) -> bool:
        """Comes round by the calendar or at least each quarter; the rest is for what rarely happens."""
        return self.how_often.times_a_year >= EVERY_QUARTER.times_a_year

    @property
    def filled_by(self) -> str:
        return "、".join(FILLED_BY[role] for role in self.roles)

    @property
    def ground(self) -> str:
        """The basis as people read it: numbers of rules are for programs and help."""
        return RULE_IDS.sub("", self.basis)

    @property
    def takes(self) -> str:
        return f"约 {self.minutes} 分钟" if self.minutes else "按一下"

    @property
    def seconds_a_month(self) -> Fraction:
        return Fraction((self.minutes * 60 or A_PRESS) * self.how_often.times_a_year) / MONTHS


_asks: dict[str, Ask] = {}


def asks(ask: Ask) -> Ask:
    """Register; declaring the same again changes nothing."""
    if unknown := set(ask.roles) - set(FILLED_BY):
        raise ValueError(f"ask {ask.key} is filled in by nobody we know: {unknown}")
    if _asks.setdefault(ask.key, ask) != ask:
        raise ValueError(f"ask {ask.key} is declared twice")
    return ask


def all_asks() -> Mapping[str, Ask]:
    return dict(sorted(_asks.items()))
