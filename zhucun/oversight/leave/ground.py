"""What a leave is judged by, read once for however many postings: policy, calendar, offices, mates, what was taken."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, Sum

from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.lib.workdays import Calendar
from zhucun.oversight.attendance.models import DayMark, DayStatement
from zhucun.oversight.attendance.rules import Side, Stands
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.offices import COUNTY_DIGITS, Offices
from zhucun.oversight.leave.rules import STANDING, TAKEN
from zhucun.policy import in_force
from zhucun.policy.attendance import IN_VILLAGE, REST_DUTY
from zhucun.policy.holidays.reading import calendars_of
from zhucun.policy.profile import Leave

OPENING = "leave_taken"  # the kind of opening values that hold half-days of leave taken before the system


@dataclass(frozen=True)
class Span:
    """What of a request the others are judged by."""

    cadre: int
    since_half: int
    until_half: int
    key: int | None
    kind: str
    length_halfdays: int
    is_taken: bool
    words: str = ""

    def covers(self, half: int) -> bool:
        return self.since_half <= half < self.until_half


@dataclass(frozen=True)
class Word:
    """What somebody said of their own days, other than by leave; a half-day of it takes no second word."""

    statement: int
    since_half: int
    until_half: int
    halves: frozenset[int]

    @property
    def words(self) -> str:
        return halves.in_words(self.since_half, self.until_half)


@dataclass(frozen=True)
class Mate:
    posting: int
    cadre: int
    team: int
    name: str
    since: date
    until: date | None

    def is_seated(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass
class Ground:
    """Read by `ground_of`; `add` keeps what the same batch has asked for already."""

    day: date
    offices: Offices
    policies: dict[str, Leave]
    calendars: dict[str, Calendar]
    mates: dict[int, list[Mate]]
    spans: dict[int, list[Span]] = field(default_factory=lambda: defaultdict(list))
    away: dict[int, list[tuple[int, int]]] = field(default_factory=lambda: defaultdict(list))
    said: dict[int, list[Word]] = field(default_factory=lambda: defaultdict(list))
    opening: dict[tuple[int, int], int] = field(default_factory=dict)

    def policy_of(self, posting: Posting) -> Leave:
        return self.policies[posting.place_code[:COUNTY_DIGITS]]

    def calendar_of(self, posting: Posting) -> Calendar:
        return self.calendars[posting.place_code[:COUNTY_DIGITS]]

    def others(self, posting: Posting) -> list[Mate]:
        return [mate for mate in self.mates[posting.team_id] if mate.cadre != posting.cadre_id]

    def is_away(self, cadre: int, half: int) -> bool:
        on_leave = any(span.covers(half) for span in self.spans[cadre])
        return on_leave or any(since <= half < until for since, until in self.away[cadre])

    def is_anybody_there(self, posting: Posting, half: int) -> bool:
        day = halves.day_of(half)
        return any(mate.is_seated(day) and not self.is_away(mate.cadre, half) for mate in self.others(posting))

    def taken(self, cadre: int, year: int, kind: str = "") -> list[Span]:
        """Granted leave that began in the year, those that are asked for included where a limit is watched."""
        return [
            span
            for span in self.spans[cadre]
            if halves.day_of(span.since_half).year == year and (span.kind == kind if kind else span.is_taken)
        ]

    def add(self, span: Span) -> None:
        self.spans[span.cadre].append(span)


def ground_of(postings: Sequence[Posting], day: date, *, first: date, last: date) -> Ground:
    """`first` and `last` are the days between which leave is asked for. A fixed number of queries."""
    counties = {posting.place_code[:COUNTY_DIGITS] for posting in postings}
    profiles = in_force.on_each(day, counties)
    teams = {posting.team_id for posting in postings}
    found = Ground(
        day=day,
        offices=Offices(postings, day),
        policies={code: profile.leave for code, profile in profiles.items()},
        calendars=calendars_of(counties),
        mates=_mates(teams, first),
    )
    _read_leaves(found, {mate.cadre for mates in found.mates.values() for mate in mates}, first.year)
    _read_away(found, halves.half_of(first), halves.beyond(last))
    _read_said(found, {posting.cadre_id for posting in postings}, halves.half_of(first), halves.beyond(last))
    _read_opening(found, {posting.cadre_id for posting in postings}, first.year, last.year)
    return found


def _mates(teams: Iterable[int], first: date) -> dict[int, list[Mate]]:
    rows = Posting.objects.filter(Q(until__isnull=True) | Q(until__gt=first), team__in=set(teams))
    found: dict[int, list[Mate]] = defaultdict(list)
    columns = ("pk", "cadre", "team", "cadre__person__name", "seat_since", "until")
    for row in rows.order_by("seat_since", "pk").values_list(*columns):
        mate = Mate(*row)
        found[mate.team].append(mate)
    return found


def _read_leaves(ground: Ground, cadres: set[int], year: int) -> None:
    """From the year's first day on: what overlaps, who is away, what was taken."""
    rows = LeaveRequest.objects.filter(cadre__in=cadres, state__in=STANDING)
    rows = rows.filter(until_half__gt=halves.half_of(date(year, 1, 1)))
    for row in rows:
        ground.add(span_of(row))


def span_of(row: LeaveRequest) -> Span:
    until = row.back_half if row.back_half is not None else row.until_half
    words = f"{row.span}（{row.kind_label}，{row.get_state_display()}）"
    told = (row.pk, row.kind, row.length_halfdays, row.state in TAKEN, words)
    return Span(row.cadre_id, row.since_half, min(until, row.until_half), *told)


def _read_away(ground: Ground, since: int, until: int) -> None:
    """Trips, training, rest by rota: who is not in the village by their own word."""
    cadres = {mate.cadre for mates in ground.mates.values() for mate in mates}
    rows = DayStatement.objects.filter(cadre__in=cadres, side=Side.MEMBER, state=Stands.STANDING, source="")
    rows = rows.filter(since_half__lt=until, until_half__gt=since).exclude(category__in=(IN_VILLAGE, REST_DUTY))
    for cadre, first, end in rows.values_list("cadre", "since_half", "until_half"):
        ground.away[cadre].append((first, end))


def _read_said(ground: Ground, cadres: set[int], since: int, until: int) -> None:
    marks = DayMark.objects.filter(cadre__in=cadres, side=Side.MEMBER, half__gte=since, half__lt=until)
    rows = marks.filter(statement__source="").order_by("statement__since_half", "half")
    columns = ("cadre", "statement", "statement__since_half", "statement__until_half", "half")
    found: dict[tuple[int, int, int, int], set[int]] = defaultdict(set)
    for cadre, statement, begin, end, half in rows.values_list(*columns):
        found[cadre, statement, begin, end].add(half)
    for (cadre, statement, begin, end), spoken in found.items():
        ground.said[cadre].append(Word(statement, begin, end, frozenset(spoken)))


def _read_opening(ground: Ground, cadres: set[int], first: int, last: int) -> None:
    rows = OpeningBalance.objects.filter(kind=OPENING, cadre__in=cadres, month__year__range=(first, last))
    for cadre, year, amount in rows.values_list("cadre", "month__year").annotate(n=Sum("amount")).order_by():
        ground.opening[cadre, year] = amount
