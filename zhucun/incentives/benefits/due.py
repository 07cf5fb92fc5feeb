"""What is owed to a person or a team, given the days and what was given: pure, one line for each promise and period.

A sum rests on days the township has locked (R-CARE-03); what is not due yet is not missing.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from zhucun.lib import periods
from zhucun.lib.periods import Span
from zhucun.policy.benefit_values import (
    BACKING_UNIT,
    FIRST_SECRETARY_FUND,
    HEALTH_CHECK,
    INSURANCE,
    LIVING,
    PER,
    PHONE,
    SENDING_UNIT,
    TEAM_FUND,
    TRANSPORT,
    VISIT,
    Care,
    Entitled,
)

MID_MONTH = 15  # who is there on this day has the month
CareOn = Callable[[date], Care]


class Standing(Enum):
    DONE = "到位"
    MISSING = "应发未发"
    COMING = "还没到期"
    WAITING = "等核定天数"
    CLAIMED = "凭单据报"


@dataclass(frozen=True, slots=True)
class Stay:
    """A person's stay: from the day they arrived; `level` is who sends, `unit` the sending unit."""

    posting: int
    cadre: int
    team: int
    unit: int
    level: str
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return periods.holds(self.since, self.until, day)

    def within(self, span: Span) -> Span | None:
        since, until = max(self.since, span.since), min(self.until or span.until, span.until)
        return Span(since, until) if since < until else None


@dataclass(frozen=True, slots=True)
class Seat:
    """A team in a year: who stands behind it, who its first secretary is, as of the day reckoned."""

    team: int
    backing_unit: int | None
    backing_level: str
    first_secretary: Stay | None


@dataclass(frozen=True, slots=True)
class Month:
    """A month of the sheet: counted half-days once locked, and since when."""

    month: str
    halfdays: int | None
    locked_on: date | None


@dataclass(frozen=True, slots=True)
class Line:
    """One promise of one period. `due` and `given` are fen, or times; of insurance days. `unit` is who owes it, none
    where finance does."""

    what: str
    period: str
    payer: str
    unit: int | None
    due: int
    given: int
    due_on: date | None
    standing: Standing
    posting: int | None
    team: int
    note: str = ""

    @property
    def is_money(self) -> bool:
        return self.what in PER

    @property
    def missing(self) -> int:
        return self.due - self.given if self.standing is Standing.MISSING else 0


@dataclass(frozen=True)
class Given:
    """What the ledgers hold of one person: paid fen by (what, month), covers, days of checks and of visits."""

    paid: Mapping[tuple[str, str], int]
    covers: Sequence[tuple[date, date]] = ()
    checks: Sequence[date] = ()
    visits: Sequence[date] = ()


NOTHING = Given({})


def standing_of(due: int, given: int, due_on: date, today: date) -> Standing:
    if given >= due:
        return Standing.DONE
    return Standing.MISSING if today > due_on else Standing.COMING


def due_for_days(halfdays: int, per_day: int) -> int:
    """Half-days at half the daily rate; a half fen is rounded up, for the person."""
    return (halfdays * per_day + 1) // 2


def month_end(month: str) -> date:
    return periods.month_of(date.fromisoformat(f"{month}-01")).last_day


def last_day_of(year: int, month: int) -> date:
    """Of a month a county sets: what lies beyond the twelfth is the year's end."""
    return periods.month_of(date(year, min(max(month, 1), 12), 1)).last_day


def reckoned_on(year: int, today: date) -> date:
    """A running year is reckoned today, one that is over by its last day."""
    return min(today, date(year, 12, 31))


# ── of a person ──


def lines_of(stay: Stay, months: Sequence[Month], given: Given, year: int, today: date, care: CareOn) -> Iterator[Line]:
    yield from _living(stay, months, given, today, care)
    yield from _phone(stay, given, year, today, care)
    yield from _transport(stay, given, year, care)
    yield from _yearly(stay, given, year, today, care(reckoned_on(year, today)))


def _line(stay: Stay, row: Entitled, period: str, due: int, given: int, due_on: date | None, standing: Standing,
          note: str = "") -> Line:  # fmt: skip
    unit = stay.unit if row.payer == SENDING_UNIT else None
    return Line(row.what, period, row.payer, unit, due, given, due_on, standing, stay.posting, stay.team, note)


def living_due(month: Month, row: Entitled, within_days: int) -> tuple[int, date] | None:
    """How much and by when; None as long as nobody has locked the days."""
    if month.halfdays is None or month.locked_on is None:
        return None
    begins = max(month.locked_on, month_end(month.month))
    return due_for_days(month.halfdays, row.fen), begins + timedelta(days=within_days)


def _living(stay: Stay, months: Sequence[Month], given: Given, today: date, care: CareOn) -> Iterator[Line]:
    for month in months:
        numbers = care(month_end(month.month))
        if (row := numbers.entitled(LIVING, stay.level)) is None:
            continue
        paid = given.paid.get((LIVING, month.month), 0)
        if (known := living_due(month, row, numbers.paid_within_days)) is None:
            yield _line(stay, row, month.month, 0, paid, None, Standing.WAITING)
            continue
        due, due_on = known
        days = f"{(month.halfdays or 0) // 2}{'.5' if (month.halfdays or 0) % 2 else ''} 天"
        yield _line(stay, row, month.month, due, paid, due_on, standing_of(due, paid, due_on, today), days)


def months_there(stay: Stay, year: int, today: date) -> Iterator[str]:
    """A month is had by who is there in its middle, so that one who changes teams has it once."""
    for number in range(1, 13):
        middle = date(year, number, MID_MONTH)
        if middle <= today and stay.holds(middle):
            yield f"{year}-{number:02}"


def _phone(stay: Stay, given: Given, year: int, today: date, care: CareOn) -> Iterator[Line]:
    for month in months_there(stay, year, today):
        end = month_end(month)
        numbers = care(end)
        if row := numbers.entitled(PHONE, stay.level):
            paid, due_on = given.paid.get((PHONE, month), 0), end + timedelta(days=numbers.paid_within_days)
            yield _line(stay, row, month, row.fen, paid, due_on, standing_of(row.fen, paid, due_on, today))


def _transport(stay: Stay, given: Given, year: int, care: CareOn) -> Iterator[Line]:
    """Nobody records trips: it is claimed with tickets, so that it is never missing."""
    for (what, month), paid in given.paid.items():
        row = care(month_end(month)).entitled(TRANSPORT, stay.level)
        if what == TRANSPORT and row and month.startswith(str(year)):
            yield _line(stay, row, month, paid, paid, None, Standing.CLAIMED)


def _yearly(stay: Stay, given: Given, year: int, today: date, numbers: Care) -> Iterator[Line]:
    row = numbers.entitled(INSURANCE, stay.level)
    if row and (line := _insured(stay, given, row, year, today, numbers.insurance_alert_days)):
        yield line
    if not stay.holds(reckoned_on(year, today)):
        return
    due_on = last_day_of(year, numbers.check_due_month)
    for what, times, days in (
        (HEALTH_CHECK, numbers.checks_per_year, given.checks),
        (VISIT, numbers.visits_per_year, given.visits),
    ):
        if times and (row := numbers.entitled(what, stay.level)):
            done = [day for day in days if day.year == year]
            note = "、".join(f"{day.month}月{day.day}日" for day in sorted(done))
            standing = standing_of(times, len(done), due_on, today)
            yield _line(stay, row, str(year), times, len(done), due_on, standing, note)


def uncovered(span: Span, covers: Sequence[tuple[date, date]]) -> int:
    """Days of the span that no cover holds."""
    left, at = 0, span.since
    for since, until in sorted(covers):
        if until <= at:
            continue
        left += max((min(since, span.until) - at).days, 0)
        at = max(at, min(until, span.until))
    return left + max((span.until - at).days, 0)


def _insured(stay: Stay, given: Given, row: Entitled, year: int, today: date, alert_days: int) -> Line | None:
    """What is missing is cover today; a day of the past without it cannot be given any more and is told beside."""
    day = reckoned_on(year, today)
    span = stay.within(Span(date(year, 1, 1), day + timedelta(days=1)))
    if span is None:
        return None
    bare = uncovered(span, given.covers)
    ends = max((until for since, until in given.covers if since <= day < until), default=None)
    note = f"有 {bare} 天没有保" if bare else ""
    if not stay.holds(day):
        standing = Standing.DONE
    elif ends is None:
        standing, note = Standing.MISSING, f"{note}，现在没有保" if day == today else note
    else:
        last = ends - timedelta(days=1)
        expires = (last - day).days <= alert_days
        standing = Standing.COMING if expires else Standing.DONE
        note = "，".join(filter(None, (f"{'只' if expires else ''}保到 {last:%Y-%m-%d}", note)))
    return _line(stay, row, str(year), span.days, span.days - bare, None, standing, note)


# ── of a team ──


def lines_of_team(seat: Seat, arrived: Mapping[str, int], year: int, today: date, numbers: Care) -> Iterator[Line]:
    """`arrived` is what came in of each fund in the year (R-CARE-01, R-CARE-02)."""
    due_on = last_day_of(year, numbers.fund_due_month)
    for what, level, sender in _funds(seat):
        if row := numbers.entitled(what, level):
            unit = {SENDING_UNIT: sender, BACKING_UNIT: seat.backing_unit}.get(row.payer)
            given = arrived.get(what, 0)
            standing = standing_of(row.fen, given, due_on, today)
            yield Line(what, str(year), row.payer, unit, row.fen, given, due_on, standing, None, seat.team)


def _funds(seat: Seat) -> Iterator[tuple[str, str, int | None]]:
    if first := seat.first_secretary:
        yield FIRST_SECRETARY_FUND, first.level, first.unit
    if seat.backing_unit is not None:
        yield TEAM_FUND, seat.backing_level, None
