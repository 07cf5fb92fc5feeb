"""Reads days: a month of many people in two queries, a day, a year; what is locked from what was frozen.

These read postings that the caller has found within reach (`Posting.objects.visible_to`).
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import F, FilteredRelation, Q, QuerySet

from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.oversight.attendance.models import DayMark, DayStatement
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

    def lived(self, today: date) -> str:
        """The letters up to and with today: what is to come is not said to have been (R-ATT-07)."""
        return self.marks[: max(0, halves.beyond(today) - self.frame.since)]

    def counted_to(self, today: date) -> int:
        """Half-days that count up to and with today: the one figure of screen, phone and paper."""
        return counted_of(self.lived(today), self.terms)

    def totals_to(self, today: date) -> dict[str, int]:
        return totals_of(self.lived(today), self.terms)

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


@dataclass(frozen=True)
class Sheet:
    """A posting with its line of a month, if there is one. `may_be_told`: False where nothing is known to be said."""

    posting: int
    stay: Stay | None
    line: int | None = None
    state: State | None = None
    frozen: str = ""
    may_be_told: bool = True

    @classmethod
    def of(cls, posting: int, came: date | None, left: date | None, *line: Any, may_be_told: bool = True) -> "Sheet":
        key, state, marks = line
        frozen = marks if state in LOCKED else ""
        return cls(posting, Stay.of(came, left), key, State(state) if state else None, frozen, may_be_told)

    @property
    def is_open(self) -> bool:
        return self.may_be_told and self.state not in LOCKED


SHEET = ("pk", "reported_on", "until", "zc_line", "zc_line_state", "zc_line_marks")  # what Sheet.of takes


def with_sheets(postings: QuerySet, month: date) -> QuerySet:
    """Each with its line of the month, in the same query."""
    line = FilteredRelation("month_lines", condition=Q(month_lines__month=month_key(month)))
    told = {"zc_line": F("zc_of__pk"), "zc_line_state": F("zc_of__state"), "zc_line_marks": F("zc_of__marks")}
    return postings.annotate(zc_of=line).annotate(**told)


def sheets_of(postings: Collection[int], month: date) -> list[Sheet]:
    rows = with_sheets(Posting.objects.filter(pk__in=list(postings)), month).order_by()
    return [Sheet.of(*row) for row in rows.values_list(*SHEET)]


def month_of(postings: Collection[int], month: date, terms: Terms) -> dict[int, Month]:
    """Every posting's month, in two queries however many there are."""
    return months_from(sheets_of(postings, month), month, terms)


def months_from(sheets: Collection[Sheet], month: date, terms: Terms) -> dict[int, Month]:
    """As `month_of`, in one query more: the lines were read with the people."""
    first = month.replace(day=1)
    frame = terms.frame(first)
    said = _said([one.posting for one in sheets if one.is_open], frame.since, frame.until)
    made = {}
    for one in sheets:
        words, asks = said.get(one.posting, NONE)
        marks = one.frozen or marks_of(frame, one.stay, words, terms)
        made[one.posting] = Month(one.posting, first, one.stay, marks, terms, one.line, one.state, asks)
    return made


def _said(keys: Sequence[int], since: int, until: int) -> dict[int, tuple[list[Said], bool]]:
    """Posting → what was said of its half-days, and whether some of it asks."""
    if not keys:
        return {}
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
    """Each posting's day, in two queries; of a locked month as it was frozen."""
    return days_from(sheets_of(postings, day), day, terms)


def days_from(sheets: Collection[Sheet], day: date, terms: Terms) -> dict[int, Day]:
    """As `today`, in one query more; in none where nothing can have been said."""
    since = halves.half_of(day)
    at = since - terms.frame(day).since
    said = _said([one.posting for one in sheets if one.is_open], since, since + halves.PER_DAY)
    frame = terms.frame(day).only(since, since + halves.PER_DAY)
    found = {}
    for one in sheets:
        words, _ = said.get(one.posting, NONE)
        letters = one.frozen[at : at + 2] if one.frozen else marks_of(frame, one.stay, words, terms)
        found[one.posting] = Day(day, *letters)
    return found


NONE: tuple[list[Said], bool] = ([], False)


def category_of(day: Day, terms: Terms) -> Category | None:
    """What to say of somebody's day in one word: that of the morning, or of the afternoon of who comes at noon."""
    mark = day.morning if day.morning != NOT_THERE else day.afternoon
    return terms.by_mark.get(mark)


def questions_of(postings: Collection[int]) -> list[DayStatement]:
    return list(DayStatement.objects.questions().filter(posting__in=postings).order_by("since_half", "pk"))
