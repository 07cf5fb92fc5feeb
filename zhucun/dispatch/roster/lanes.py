"""A person's life in lanes (screen P5): months from left to right, a lane for each measure that has something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import term_ends
from zhucun.lib.periods import add_months

LEFT, RIGHT, TOP = 64, 1000, 34
LANE = 64
MOST_MONTHS = 60


@dataclass(frozen=True)
class Tick:
    x: int
    label: str
    is_year: bool


@dataclass(frozen=True)
class Bar:
    """A span in a lane: from `x` on, `width` wide; `ahead` is what is still to come of it."""

    x: int
    width: int
    ahead: int
    label: str
    title: str


@dataclass(frozen=True)
class Lanes:
    sentence: str
    ticks: list[Tick]
    bars: list[Bar]
    today: int
    height: int = TOP + LANE + 22


def lanes_of(postings: Sequence[Posting], today: date, term_months: int) -> Lanes | None:
    """None for whoever was never posted."""
    if not postings:
        return None
    ends = [posting.until or term_ends(posting.since, term_months) for posting in postings]
    first = max(min(p.since for p in postings).replace(day=1), add_months(today.replace(day=1), -MOST_MONTHS))
    last = add_months(max([*ends, today]).replace(day=1), 1)
    scale = _Scale(first, last)
    bars = [_bar(posting, end, scale, today) for posting, end in zip(postings, ends, strict=True)]
    return Lanes(_sentence(postings), scale.ticks(), bars, scale.x(today))


class _Scale:
    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = max((last - first).days, 1)

    def x(self, day: date) -> int:
        day = min(max(day, self.first), self.last)
        return LEFT + (RIGHT - LEFT) * (day - self.first).days // self.days

    def ticks(self) -> list[Tick]:
        """A month each, of a long life every third."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = 1 if months <= 26 else 3
        days = [add_months(self.first, index) for index in range(0, months, step)]
        return [self._tick(day, is_first=index == 0) for index, day in enumerate(days)]

    def _tick(self, day: date, *, is_first: bool) -> Tick:
        is_year = is_first or day.month == 1
        return Tick(self.x(day), f"{day.year % 100}.{day.month}" if is_year else str(day.month), is_year)


def _bar(posting: Posting, end: date, scale: _Scale, today: date) -> Bar:
    x, until = scale.x(posting.since), scale.x(min(end, today) if posting.until is None else posting.until)
    roles = "、".join(lineup.first_roles(posting)) or "队员"
    label = f"{posting.team.name} {roles}"
    title = f"{label}，{posting.since:%Y-%m-%d} 起，{posting.start_basis}"
    return Bar(x, max(until - x, 3), max(scale.x(end) - until, 0), label, title)


def _sentence(postings: Sequence[Posting]) -> str:
    def said(posting: Posting) -> str:
        until = f"到 {posting.until - timedelta(days=1):%Y-%m-%d}" if posting.until else "至今"
        return f"{posting.since:%Y-%m-%d} {until}在{posting.team.name}"

    return "；".join(map(said, postings))
