"""What a year owes to whom: the rows of a county put together for the pure rules, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import DateField, F, IntegerField, QuerySet, Sum, Value
from django.db.models.functions import Cast

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, RoleSpell, Team, TeamBacking
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.incentives.benefits import due
from zhucun.incentives.benefits.arrivals import arrived
from zhucun.incentives.benefits.due import CareOn, Given, Line, Month, Seat, Standing, Stay
from zhucun.incentives.benefits.models import (
    AccidentInsurance,
    BenefitPayment,
    CareVisit,
    HealthCheck,
    postings_reached,
)
from zhucun.incentives.benefits.rules import SEE
from zhucun.lib.periods import Span, year_of
from zhucun.org.people.rules import sending_level
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import LOCKED
from zhucun.policy import in_force as policy
from zhucun.policy.benefit_values import Care

COUNTY_DIGITS = 6


@dataclass(frozen=True)
class Owed:
    """All lines of a year, of persons and of teams."""

    lines: Sequence[Line]

    @cached_property
    def by_unit(self) -> Mapping[int | None, list[Line]]:
        """None holds what finance owes."""
        found: dict[int | None, list[Line]] = defaultdict(list)
        for line in self.lines:
            found[line.unit].append(line)
        return found

    @cached_property
    def by_posting(self) -> Mapping[int, list[Line]]:
        found: dict[int, list[Line]] = defaultdict(list)
        for line in self.lines:
            if line.posting is not None:
                found[line.posting].append(line)
        return found

    @property
    def missing(self) -> list[Line]:
        return missing_of(self.lines)


def missing_of(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if line.standing is Standing.MISSING]


def care_of(actor: Actor, county_code: str) -> CareOn:
    """The county's numbers by day, each looked up once."""
    known: dict[date, Care] = {}

    def on(day: date) -> Care:
        if day not in known:
            known[day] = policy.known_to(actor, day, [county_code])[county_code].care
        return known[day]

    return on


def owed_in(year: int, actor: Actor, county_code: str, *, postings: QuerySet[Posting] | None = None,
            teams: QuerySet[Team] | None = None) -> Owed:  # fmt: skip
    """Of the postings and teams the actor reaches in a county, or of those given."""
    span, care = year_of(date(year, 1, 1)), care_of(actor, county_code)
    reached = postings_reached(actor).filter(team__county_code=county_code) if postings is None else postings
    stays = _stays(reached, span)
    found = list(_of_persons(stays, year, actor.today, care))
    if teams is None:
        teams = Team.objects.visible_to(actor, SEE).filter(county_code=county_code)
    day = due.reckoned_on(year, actor.today)
    seats, numbers = _seats(teams.as_of(day), day), care(day)
    came = arrived([seat.team for seat in seats], year)
    for seat in seats:
        found += due.lines_of_team(seat, came.get(seat.team, {}), year, actor.today, numbers)
    return Owed(found)


def lines_of_postings(postings: Iterable[Posting], year: int, actor: Actor, county_code: str) -> list[Line]:
    """The same of persons whose postings were read already; funds of their teams are not theirs."""
    span = year_of(date(year, 1, 1))
    stays = [Stay(*(getattr(one, name) for name in STAY)) for one in postings if one.reported_on]
    within = [stay for stay in stays if stay.since < span.until and (stay.until is None or stay.until > span.since)]
    return list(_of_persons(within, year, actor.today, care_of(actor, county_code)))


def funds_on(day: date, teams: QuerySet[Team], care: Care) -> list[Line]:
    """What a year promises the teams there are on a day, whatever came in of it."""
    seats = _seats(teams.as_of(day), day)
    return [line for seat in seats for line in due.lines_of_team(seat, {}, day.year, day, care)]


STAY = ("pk", "cadre_id", "team_id", "sending_unit_id", "sending_level", "reported_on", "until")


def _stays(postings: QuerySet[Posting], span: Span) -> list[Stay]:
    rows = postings.overlapping(span.since, span.until).filter(reported_on__lt=span.until)
    return [Stay(*row) for row in rows.order_by("place_code", "pk").values_list(*STAY)]


def _of_persons(stays: Sequence[Stay], year: int, today: date, care: CareOn) -> Iterator[Line]:
    keys, cadres = [stay.posting for stay in stays], [stay.cadre for stay in stays]
    months, given = _months(keys, year), _Given(keys, cadres, year)
    for stay in stays:
        yield from due.lines_of(stay, months.get(stay.posting, ()), given(stay), year, today, care)


def _months(postings: Collection[int], year: int) -> Mapping[int, list[Month]]:
    rows = MonthLine.objects.filter(posting__in=postings, month__gte=f"{year}-01", month__lte=f"{year}-12")
    found: dict[int, list[Month]] = defaultdict(list)
    columns = ("posting", "month", "state", "counted_halfdays", "verified_on")
    for posting, month, state, halfdays, locked_on in rows.order_by("month").values_list(*columns):
        is_locked = state in LOCKED
        found[posting].append(Month(month, halfdays if is_locked else None, locked_on if is_locked else None))
    return found


class _Given:
    """What each stay was given, read at once."""

    def __init__(self, postings: Collection[int], cadres: Collection[int], year: int) -> None:
        self._paid: dict[int, dict[tuple[str, str], int]] = defaultdict(dict)
        self._covers: dict[int, list[tuple[date, date]]] = defaultdict(list)
        self._checks: dict[int, list[date]] = defaultdict(list)
        self._visits: dict[int, list[date]] = defaultdict(list)
        paid = BenefitPayment.objects.standing().filter(posting__in=postings, month__startswith=str(year))
        summed = paid.order_by().values_list("posting", "what", "month").annotate(fen_sum=Sum("fen"))
        for posting, what, month, fen in summed:
            self._paid[posting][what, month] = fen
        covers = AccidentInsurance.objects.standing().of_cadres(cadres).filter(until__gt=date(year, 1, 1))
        checks = HealthCheck.objects.standing().of_cadres(cadres).filter(year=year)
        visits = CareVisit.objects.standing().of_cadres(cadres).filter(on__year=year)
        for kind, cadre, day, until in dated_of(covers, checks, visits):
            if until is not None:
                self._covers[cadre].append((day, until))
            else:
                (self._checks if kind == CHECK else self._visits)[cadre].append(day)

    def __call__(self, stay: Stay) -> Given:
        cadre = stay.cadre
        return Given(
            self._paid.get(stay.posting, {}),
            self._covers.get(cadre, ()),
            self._checks.get(cadre, ()),
            self._visits.get(cadre, ()),
        )


COVER, CHECK, CARE_VISIT = KINDS = range(3)


def dated_of(covers: QuerySet, checks: QuerySet, visits: QuerySet) -> Iterator[tuple[int, int, date, date | None]]:
    """(kind, cadre, day, until): ledgers of one shape are asked in one query."""
    told = (_dated(covers, COVER, "since", "until"), _dated(checks, CHECK, "done_on"), _dated(visits, CARE_VISIT, "on"))
    for kind, cadre, day, until in told[0].union(*told[1:], all=True):
        yield kind, cadre, _as_day(day), until and _as_day(until)


def _dated(rows: QuerySet, kind: int, day: str, until: str = "") -> QuerySet:
    ends = F(until) if until else Value(None)
    said = {"zc_day": Cast(F(day), DateField()), "zc_until": Cast(ends, DateField())}
    numbered = rows.order_by().annotate(zc_kind=Value(kind, IntegerField()), **said)
    return numbered.values_list("zc_kind", "cadre", *said)


def _as_day(value: date | str) -> date:
    """SQLite gives back text of what it has cast."""
    return date.fromisoformat(value[:10]) if isinstance(value, str) else value


def _seats(teams: QuerySet[Team], day: date) -> list[Seat]:
    keys = list(teams.order_by("place_code", "pk").values_list("pk", flat=True))
    backing = TeamBacking.objects.as_of(day).filter(team__in=keys)
    units = {team: (unit, code) for team, unit, code in backing.values_list("team", "unit", "unit__place_code")}
    leads = _first_secretaries(keys, day)
    return [_seat(key, units.get(key), leads.get(key)) for key in keys]


def _seat(team: int, backing: tuple[int, str] | None, first: Stay | None) -> Seat:
    unit, code = backing or (None, "")
    return Seat(team, unit, sending_level(code) if code else "", first)


def _first_secretaries(teams: Collection[int], day: date) -> dict[int, Stay]:
    columns = {name: F(f"posting__{name}") for name in STAY if name != "pk"}
    held = RoleSpell.objects.as_of(day).filter(role=TeamRole.FIRST_SECRETARY, posting__team__in=teams)
    there = held.filter(posting__reported_on__isnull=False).annotate(**{f"of_{k}": v for k, v in columns.items()})
    rows = there.order_by("pk").values_list("posting", *(f"of_{name}" for name in columns))
    return {row[2]: Stay(*row) for row in rows}
