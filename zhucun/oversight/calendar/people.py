"""Who is in the teams of a month, in the order of the calendar: townships fixed, teams by seat, whoever leads first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS, Posting, RoleSpell
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.lib import halves, periods
from zhucun.lib.periods import Span
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.attendance.models import DayMark, DayStatement, MonthLine
from zhucun.oversight.attendance.reading import SHEET, Sheet, with_sheets
from zhucun.oversight.attendance.rules import SEE
from zhucun.oversight.attendance.seeing import postings_seen_by
from zhucun.policy.holidays.reading import has_own_days

COLUMNS = (
    "pk",
    "cadre",
    "cadre__person",
    "cadre__person__name",
    "team",
    "team__name",
    "place_code",
    "since",
    "seat_since",
    "until",
    "reported_on",
)
LEADING = (TeamRole.FIRST_SECRETARY, TeamRole.LEADER)


@dataclass(frozen=True)
class OnTeam:
    """One posting of the month."""

    posting: int
    cadre: int
    person: int
    name: str
    team: int
    team_name: str
    place_code: str
    since: date
    seat_since: date
    until: date | None
    reported_on: date | None

    @property
    def township_code(self) -> str:
        return self.place_code[:TOWNSHIP_DIGITS]

    def has_seat(self, day: date) -> bool:
        """Whoever is being handed a seat is there, and not counted yet (R-SEL-18)."""
        return periods.holds(self.seat_since, self.until, day)

    @property
    def village(self) -> str:
        """驻石坪村工作队 as there is room for it."""
        return self.team_name.removeprefix("驻").removesuffix("工作队") or self.team_name


LINE = (
    *("id", "version", "posting_id", "cadre_id", "place_code", "month", "state", "since_half", "until_half"),
    *("stated_on", "stated_by", "stated_for_reason", "confirmed_on", "confirmed_by", "on_paper"),
    *("verified_on", "verified_by", "reviewed_on", "reviewed_by"),
)


@dataclass(frozen=True)
class PersonsMonth:
    """One posting of a month with its line as far as a page shows it, and whether anything was said of the month."""

    one: OnTeam
    sheet: Sheet
    line: MonthLine | None
    is_said: bool
    has_own_days: bool

    @classmethod
    def of(cls, row: Sequence[Any]) -> "PersonsMonth":
        own, of_sheet = len(COLUMNS), len(COLUMNS) + len(SHEET) - 1
        told, said, own_days, *line = row[of_sheet:]
        return cls(
            OnTeam(*row[:own]),
            Sheet.of(row[0], *row[own:of_sheet], may_be_told=told),
            MonthLine(**dict(zip(LINE, line, strict=True))) if line[0] else None,
            said,
            own_days,
        )


def people_of(actor: Actor, month: Span, *, within: Iterable[str] = (), team: int | None = None) -> list[OnTeam]:
    """Whoever is within reach and was in a team on a day of the month."""
    return in_order(seen_in(actor, month, within=within, team=team))


def unseen_teams(people: Iterable[OnTeam], month: Span) -> set[int]:
    """The teams of these people that had somebody else in the month."""
    seen = list(people)
    others = Posting.objects.filter(there_in(month), team__in={one.team for one in seen})
    return set(others.exclude(pk__in=[one.posting for one in seen]).values_list("team", flat=True))


def seen_in(actor: Actor, month: Span, *, within: Iterable[str] = (), team: int | None = None) -> QuerySet[Posting]:
    seen = postings_seen_by(actor).filter(there_in(month))
    if team is not None:
        seen = seen.filter(team=team)
    if prefixes := list(within):
        seen = seen.filter(within_prefixes("place_code", prefixes))
    return seen


def is_seen(posting: Posting, actor: Actor) -> bool:
    """As `postings_seen_by`, of a row that was read already."""
    scope = actor.scope(SEE)
    return (
        scope.covers_place(posting.place_code)
        or posting.sending_unit_id in scope.sender
        or posting.team_id in scope.team
        or posting.cadre_id in scope.cadre
    )


def of_rows(postings: Iterable[Posting], team_name: str) -> list[OnTeam]:
    """Rows of a team that were read with cadre, person and spells; whoever leads first."""
    rows = sorted(postings, key=lambda one: (not _leads(one), one.seat_since, one.pk))
    return [
        OnTeam(
            row.pk,
            row.cadre_id,
            row.cadre.person_id,
            row.cadre.person.name,
            row.team_id,
            team_name,
            row.place_code,
            row.since,
            row.seat_since,
            row.until,
            row.reported_on,
        )
        for row in rows
    ]


def _leads(posting: Posting) -> bool:
    return any(spell.role in LEADING for spell in posting.spells)


def there_in(month: Span) -> Q:
    return Q(since__lt=month.until) & (Q(until__isnull=True) | Q(until__gt=month.since))


def in_order(postings: QuerySet) -> list[OnTeam]:
    return [OnTeam(*row) for row in _ordered(postings).values_list(*COLUMNS)]


def sheets_in_order(postings: QuerySet, month: date) -> list[tuple[OnTeam, Sheet]]:
    """As `in_order`, each with the line of the month, in the same query."""
    rows, own = _ordered(with_sheets(postings, month)).values_list(*COLUMNS, *SHEET[1:]), len(COLUMNS)
    return [(OnTeam(*row[:own]), Sheet.of(row[0], *row[own:])) for row in rows]


def in_one_query(postings: QuerySet, asked: Span) -> list[PersonsMonth]:
    """As `sheets_in_order`, with the line as a row, and with what else of the month need not be asked for."""
    halves_of = halves.half_of(asked.since), halves.half_of(asked.until)
    marks = DayMark.objects.filter(posting=OuterRef("pk"), half__gte=halves_of[0], half__lt=halves_of[1])
    words = DayStatement.objects.filter(posting=OuterRef("pk")).touching(*halves_of)
    noted = {"zc_told": Exists(marks), "zc_said": Exists(words), "zc_own_days": has_own_days()}
    lined = _ordered(with_sheets(postings, asked.since)).annotate(**noted)
    of_line = [f"zc_of__{name}" for name in LINE]
    rows = lined.values_list(*COLUMNS, *SHEET[1:], *noted, *of_line)
    return [PersonsMonth.of(row) for row in rows]


def _ordered(postings: QuerySet) -> QuerySet:
    leads = RoleSpell.objects.filter(posting=OuterRef("pk"), role__in=LEADING)
    return postings.annotate(zc_leads=Exists(leads)).order_by("place_code", "team", "-zc_leads", "seat_since", "pk")


def names_of(codes: Iterable[str], day: date) -> dict[str, str]:
    """What townships are called is no secret: also for whoever sees only their own line."""
    return dict(Place.objects.as_of(day).filter(code__in=set(codes)).values_list("code", "name"))


def townships_of(actor: Actor, day: date) -> dict[str, str]:
    """Code → name in their fixed order: townships are not ranked (R-BUR-02)."""
    found = Place.objects.visible_to(actor).as_of(day).filter(kind=Kind.TOWNSHIP).order_by("position", "code")
    return dict(found.values_list("code", "name"))
