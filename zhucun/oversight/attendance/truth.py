"""What a half-day was, worked out from what was said of it; a month as one text of two letters a day. Pure.

A month is judged by the numbers in force on its first day, so that a change of rules never reaches back into a month
that is being lived (R-ATT-06).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from zhucun.acts.refused import Refused
from zhucun.lib import halves, periods
from zhucun.lib.workdays import Calendar
from zhucun.oversight.attendance.rules import Side, Stay
from zhucun.policy.attendance import CATEGORIES, IN_VILLAGE, ON, REST, UNDECIDED, Category

NOT_THERE = " "  # the letter of a half-day outside somebody's stay
COUNTED = "counted"  # of policy attendance.rest_days
RANK = {Side.MEMBER: 0, Side.VILLAGE: 1, Side.TOWNSHIP: 2}


class Said(NamedTuple):
    """One side's word of one half-day."""

    half: int
    side: str
    category: str


@dataclass(frozen=True)
class Terms:
    """By what days are judged: the categories, how rest days are treated, and which days are rest days."""

    calendar: Calendar = field(default_factory=Calendar)
    categories: tuple[Category, ...] = CATEGORIES
    rest_days: str = "off"
    min_days_per_month: int = 20
    min_days_per_quarter: int = 0
    min_days_per_year: int = 200
    weekend_rota_min: int = 1
    announce_days_ahead: int = 60
    change_late_days: int = 7
    change_long_days: int = 10

    @cached_property
    def by_key(self) -> Mapping[str, Category]:
        """With what ships under those a county left out, since an older statement may name it."""
        return {one.key: one for one in (*CATEGORIES, *self.categories)}

    @cached_property
    def by_mark(self) -> Mapping[str, Category]:
        return {one.mark: one for one in self.by_key.values()}

    @cached_property
    def counted_marks(self) -> frozenset[str]:
        return frozenset(one.mark for one in self.by_key.values() if self.counts(one))

    @cached_property
    def _frames(self) -> dict[date, "Frame"]:
        return {}

    def category(self, key: str) -> Category:
        found = self.by_key.get(key)
        if found is None:
            raise Refused(f"没有“{key}”这一类。", field="category")
        return found

    def mark(self, key: str) -> str:
        return self.by_key[key].mark if key in self.by_key else self.by_key[UNDECIDED].mark

    def counts(self, category: Category) -> bool:
        """Rest counts only where the county counts rest days (R-ATT-06)."""
        return self.rest_days == COUNTED if category.key == REST else category.counts

    def frame(self, month: date) -> "Frame":
        """The month's half-days by default; worked out once."""
        first = month.replace(day=1)
        if first not in self._frames:
            self._frames[first] = Frame.of(first, self)
        return self._frames[first]

    def default(self, day: date) -> str:
        """On a working day on post, on a rest day at rest: what nobody need say (R-ATT-06)."""
        return IN_VILLAGE if self.calendar.is_working_day(day) else REST

    def meant(self, category: Category, since: int, until: int, *, rest_days_too: bool = False) -> list[int]:
        """The half-days that an entry of this span is about. A trip over a weekend leaves it to rest, unless it
        is said to have been worked or lies on rest days alone."""
        span = range(since, until)
        working = [half for half in span if self.calendar.is_working_day(halves.day_of(half))]
        if category.on == "working":
            return _some(working, f"“{category.label}”只记在工作日上，这几天都是休息日，不用记。")
        if category.on == "rest":
            rest = [half for half in span if half not in set(working)]
            return _some(rest, f"“{category.label}”只记在休息日上，这几天都是工作日，默认就是在村。")
        return working if working and not (rest_days_too or category.spans_rest) else list(span)

    def must_fit(self, category: Category, spoken: Iterable[int]) -> None:
        """Every one of these half-days may be of the category."""
        works = {self.calendar.is_working_day(halves.day_of(half)) for half in spoken}
        if (category.on == "working" and False in works) or (category.on == "rest" and True in works):
            raise Refused(f"“{category.label}”{ON[category.on]}，这几天里有不是的。", field="category", rule="R-ATT-06")


def _some(found: list[int], sentence: str) -> list[int]:
    if not found:
        raise Refused(sentence, field="category", rule="R-ATT-06")
    return found


@dataclass(frozen=True)
class Frame:
    """A month: its half-days from `since` to before `until`, with the letter that each has where nothing is said."""

    since: int
    until: int
    defaults: str
    working: tuple[bool, ...]

    @classmethod
    def of(cls, first: date, terms: Terms) -> "Frame":
        span = periods.month_of(first)
        since, until = halves.half_of(span.since), halves.half_of(span.until)
        working = tuple(terms.calendar.is_working_day(halves.day_of(half)) for half in range(since, until))
        village, rest = terms.mark(IN_VILLAGE), terms.mark(REST)
        return cls(since, until, "".join(village if works else rest for works in working), working)

    def within(self, stay: Stay | None) -> str:
        """The defaults of somebody's stay, blank outside it."""
        if stay is None:
            return NOT_THERE * len(self.defaults)
        came = max(0, stay.since - self.since)
        left = len(self.defaults) if stay.until is None else max(0, stay.until - self.since)
        kept = self.defaults[came:left]
        return f"{NOT_THERE * min(came, len(self.defaults))}{kept}".ljust(len(self.defaults), NOT_THERE)

    def only(self, since: int, until: int) -> "Frame":
        """A part of it, as a frame of its own."""
        part = slice(since - self.since, until - self.since)
        return Frame(since, until, self.defaults[part], self.working[part])

    def working_halfdays(self, stay: Stay | None) -> int:
        """How many working half-days somebody was there for."""
        if stay is None:
            return 0
        return sum(works and stay.holds(self.since + at) for at, works in enumerate(self.working))

    def required_halfdays(self, there: int, minimum_days: int) -> int:
        return required(minimum_days, working=sum(self.working), there=there)


def truth(default: str, *, member: str | None = None, village: str | None = None, township: str | None = None) -> str:
    """The township's word; else what member and village agree on; where they differ it is undecided.

    Whoever says nothing does not contradict: silence of the member is the default, of the village agreement.
    """
    if township is not None:
        return township
    own = default if member is None else member
    return own if village is None or village == own else UNDECIDED


def marks_of(frame: Frame, stay: Stay | None, said: Iterable[Said], terms: Terms) -> str:
    """A month as a text, two letters a day: `truth` for each of its half-days, blank outside the stay."""
    marks = list(frame.within(stay))
    undecided = terms.mark(UNDECIDED)
    for word in sorted(said, key=lambda one: RANK[one.side]):
        at = word.half - frame.since
        if not 0 <= at < len(marks) or marks[at] == NOT_THERE:
            continue
        mark = terms.mark(word.category)
        marks[at] = undecided if word.side == Side.VILLAGE and marks[at] != mark else mark
    return "".join(marks)


def totals_of(marks: str, terms: Terms) -> dict[str, int]:
    """Category → half-days. Their sum is the half-days of the stay, so it never exceeds the calendar's (R-ATT-07)."""
    counted = Counter(marks)
    counted.pop(NOT_THERE, None)
    return {terms.by_mark[mark].key: n for mark, n in sorted(counted.items())}


def counted_of(marks: str, terms: Terms) -> int:
    """Half-days that count as stationed (R-ATT-03)."""
    return sum(marks.count(mark) for mark in terms.counted_marks)


def has_undecided(marks: str, terms: Terms) -> bool:
    return terms.mark(UNDECIDED) in marks


def replaced(marks: str, frame: Frame, stay: Stay | None, spoken: Sequence[int], mark: str) -> str:
    """A locked month with these half-days said anew; what lies outside the stay, as it is known now, goes blank."""
    told = set(spoken)
    kept = frame.within(stay)
    letters = (
        NOT_THERE if kept[at] == NOT_THERE else mark if frame.since + at in told else _known(old, kept[at])
        for at, old in enumerate(marks)
    )
    return "".join(letters)


def _known(old: str, default: str) -> str:
    return default if old == NOT_THERE else old


def required(minimum_days: int, *, working: int, there: int) -> int:
    """Half-days asked of somebody who was there for `there` of a period's `working` half-days: the county's minimum,
    never more than there were working days, in proportion where they came or left within it (R-ATT-01, R-ATT-06)."""
    whole = min(minimum_days * halves.PER_DAY, working)
    if there >= working:
        return whole
    return min(whole * there // working, there) if working else 0
