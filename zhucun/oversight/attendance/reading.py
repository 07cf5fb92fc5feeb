"""Reads days: a month of many people in three queries, a day, a year; what is locked from what was frozen.

These read postings that the caller has found within reach (`Posting.objects.visible_to`).
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple

from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.oversight.attendance.models import DayMark, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import LOCKED, State, Stay, month_key
from zhucun.oversight.attendance.truth import (
    NOT_THERE,
    Frame,
    Said,
    Terms,
    counted_of,
    has_undecided,
    marks_of,
    totals_of,
)
from zhucun.policy.attendance import Category


class Day(NamedTuple):
    """A day's two letters; blank where somebody was not there."""

    day: date
    morning: str
    afternoon: str

    @property
    def letters(self) -> str:
        """One where both halves are alike."""
        return self.morning if self.morning == self.afternoon else f"{self.morning}{self.afternoon}"


@dataclass(frozen=True)
class Month:
    """One posting's month as it stands. `marks` has two letters a day; of a locked one they were frozen."""

    posting: int
    first_day: date
    stay: Stay | None
    marks: str
    terms: Terms = field(repr=False, compare=False)
    line: int | None = None
    state: State | None = None
    asks: bool = False

    @property
    def is_locked(self) -> bool:
        return self.state in LOCKED

    @property
    def frame(self) -> Frame:
        return self.terms.frame(self.first_day)

    @cached_property
    def totals(self) -> dict[str, int]:
        return totals_of(self.marks, self.terms)

    @cached_property
    def counted_halfdays(self) -> int:
        return counted_of(self.marks, self.terms)

    @cached_property
    def working_halfdays(self) -> int:
        return self.frame.working_halfdays(self.stay)

    @property
    def has_undecided(self) -> bool:
        return has_undecided(self.marks, self.terms)

    @property
    def is_there(self) -> bool:
        """Whether any half-day of the month lies in the posting."""
        return bool(self.marks.strip(NOT_THERE))

    @property
    def required_halfdays(self) -> int:
        return self.frame.required_halfdays(self.working_halfdays, self.terms.min_days_per_month)

    @property
    def is_below(self) -> bool:
        return self.counted_halfdays < self.required_halfdays

    def days(self) -> Iterator[Day]:
        first = self.first_day.toordinal()
        for at in range(0, len(self.marks), halves.PER_DAY):
            yield Day(date.fromordinal(first + at // 2), self.marks[at], self.marks[at + 1])

    def on(self, day: date) -> Day:
        at = (day.toordinal() - self.first_day.toordinal()) * halves.PER_DAY
        return Day(day, self.marks[at], self.marks[at + 1])

    def is_over(self, today: date) -> bool:
        """Whether nothing of it is still to come: the month is past, or the person has left."""
        end = self.frame.until if self.stay is None or self.stay.until is None else self.stay.until
        return min(end, self.frame.until) <= halves.beyond(today)


def month_of(postings: Collection[int], month: date, terms: Terms) -> dict[int, Month]:
    """Every posting's month, in three queries however many there are."""
    first = month.replace(day=1)
    frame, keys = terms.frame(first), list(postings)
    stays = {pk: Stay.of(*days) for pk, *days in _stays(keys)}
    lines = {line[0]: line[1:] for line in _lines(keys, month_key(first))}
    said = _said([pk for pk in keys if not _is_frozen(lines.get(pk))], frame.since, frame.until)
    made = {}
    for pk in keys:
        key, state, frozen = lines.get(pk, (None, None, ""))
        words, asks = said.get(pk, NONE)
        marks = frozen or marks_of(frame, stays[pk], words, terms)
        made[pk] = Month(pk, first, stays[pk], marks, terms, key, State(state) if state else None, asks)
    return made


def _is_frozen(line: tuple | None) -> bool:
    return line is not None and line[1] in LOCKED


def _stays(keys: Sequence[int]) -> Iterable[tuple]:
    return Posting.objects.filter(pk__in=keys).order_by().values_list("pk", "reported_on", "until")


def _lines(keys: Sequence[int], month: str) -> Iterable[tuple]:
    rows = MonthLine.objects.filter(posting__in=keys, month=month).order_by()
    return rows.values_list("posting", "pk", "state", "marks")


def _said(keys: Sequence[int], since: int, until: int) -> dict[int, tuple[list[Said], bool]]:
    """Posting → what was said of its half-days, and whether some of it asks."""
    found: dict[int, tuple[list[Said], bool]] = {}
    marks = DayMark.objects.filter(posting__in=keys, half__gte=since, half__lt=until).order_by()
    for posting, half, side, category, asks in marks.values_list(
        "posting", "half", "side", "category", "statement__asks"
    ):
        words, asked = found.get(posting, ([], False))
        words.append(Said(half, side, category))
        found[posting] = words, asked or asks
    return found


def today(postings: Collection[int], day: date, terms: Terms) -> dict[int, Day]:
    """Each posting's day, in three queries; of a locked month as it was frozen."""
    keys, since = list(postings), halves.half_of(day)
    at = since - terms.frame(day).since
    frozen = {pk: marks for pk, _, state, marks in _lines(keys, month_key(day)) if state in LOCKED}
    said = _said([pk for pk in keys if pk not in frozen], since, since + halves.PER_DAY)
    frame = terms.frame(day).only(since, since + halves.PER_DAY)
    found = {}
    for pk, *days in _stays(keys):
        words, _ = said.get(pk, NONE)
        letters = frozen[pk][at : at + 2] if pk in frozen else marks_of(frame, Stay.of(*days), words, terms)
        found[pk] = Day(day, *letters)
    return found


NONE: tuple[list[Said], bool] = ([], False)


def category_of(day: Day, terms: Terms) -> Category | None:
    """What to say of somebody's day in one word: that of the morning, or of the afternoon of who comes at noon."""
    mark = day.morning if day.morning != NOT_THERE else day.afternoon
    return terms.by_mark.get(mark)


def questions_of(postings: Collection[int]) -> list[DayStatement]:
    return list(DayStatement.objects.questions().filter(posting__in=postings).order_by("since_half", "pk"))
