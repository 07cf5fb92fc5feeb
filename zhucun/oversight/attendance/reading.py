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
from zhucun.oversight.attendance.late import OwnWord, asked_halfdays
from zhucun.oversight.attendance.models import DayMark, DayStatement
from zhucun.oversight.attendance.rules import LOCKED, Side, State, Stay, month_key
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
    asked_halves: tuple[int, ...] = ()  # they count as told while the township is asked about them (R-ATT-08)

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

    def asked_to(self, today: date) -> int:
        """How many of those half-days that are counted somebody is still asked about; of a locked month none."""
        return sum(half < halves.beyond(today) for half in self.asked_halves)

    def asked_in_words(self, today: date) -> str:
        """Beside the number wherever it stands, as long as the township is asked (R-ATT-08)."""
        asked = self.asked_to(today)
        return f"其中 {halves.length_in_words(asked)}记得晚或记得长，等乡镇问" if asked else ""

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
        found = said.get(one.posting, NOTHING)
        marks = one.frozen or marks_of(frame, one.stay, found.words, terms)
        asked = asked_halfdays(found.own.values(), terms) if found.own else ()
        made[one.posting] = Month(one.posting, first, one.stay, marks, terms, one.line, one.state, found.asks, asked)
    return made


@dataclass
class Found:
    """What was said of somebody's half-days, whether some of it asks, and the member's own statements among it."""

    words: list[Said] = field(default_factory=list)
    asks: bool = False
    own: dict[int, OwnWord] = field(default_factory=dict)

    def add(self, half: int, side: str, category: str, asks: bool, statement: int, *facts: Any) -> None:
        self.words.append(Said(half, side, category))
        self.asks = self.asks or asks
        *of_word, source, entered_for = facts
        if side == Side.MEMBER and not (source or entered_for):
            self.own.setdefault(statement, OwnWord(category, *of_word)).halves.append(half)

    def leave_settled_out(self) -> None:
        """What the township has said something of is asked about no more."""
        settled = {word.half for word in self.words if word.side == Side.TOWNSHIP}
        for word in self.own.values() if settled else ():
            word.halves = [half for half in word.halves if half not in settled]


NOTHING = Found()
OF_STATEMENT = ("asks", "pk", "entered_on", "since_half", "until_half", "source", "entered_for_reason")


def _said(keys: Sequence[int], since: int, until: int) -> dict[int, Found]:
    """Of each posting of which anything was said."""
    if not keys:
        return {}
    found: dict[int, Found] = {}
    marks = DayMark.objects.filter(posting__in=keys, half__gte=since, half__lt=until).order_by()
    for posting, *word in marks.values_list(
        "posting", "half", "side", "category", *(f"statement__{name}" for name in OF_STATEMENT)
    ):
        found.setdefault(posting, Found()).add(*word)
    for one in found.values():
        one.leave_settled_out()
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
        words = said.get(one.posting, NOTHING).words
        letters = one.frozen[at : at + 2] if one.frozen else marks_of(frame, one.stay, words, terms)
        found[one.posting] = Day(day, *letters)
    return found


def category_of(day: Day, terms: Terms) -> Category | None:
    """What to say of somebody's day in one word: that of the morning, or of the afternoon of who comes at noon."""
    mark = day.morning if day.morning != NOT_THERE else day.afternoon
    return terms.by_mark.get(mark)


def questions_of(postings: Collection[int]) -> list[DayStatement]:
    return list(DayStatement.objects.questions().filter(posting__in=postings).order_by("since_half", "pk"))
