"""最近变动: who came, who left, who was given a role, newest first, from the ledgers themselves."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import CharField, DateField, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from zhucun.dispatch.roster import rules
from zhucun.dispatch.roster.models import Posting, RoleSpell
from zhucun.dispatch.roster.rules import StartKind, TeamRole
from zhucun.lib import periods

CAME, LEFT, ROLE = "came", "left", "given"
LATER_FIRST = {LEFT: 0, ROLE: 1, CAME: 2}  # within a day: one leaves at its end, and comes at its beginning
COLUMNS = ("zc_what", "zc_on", "zc_kind", "zc_cadre", "zc_name", "zc_team", "zc_team_name")
WORDS = {**dict(StartKind.choices), **dict(TeamRole.choices)}
ONE_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


@dataclass(frozen=True)
class Change:
    """`on` is the first day of a posting or role, and of one who left the last day."""

    what: str
    on: date
    kind: str
    cadre_id: int
    name: str
    team_id: int
    team_name: str

    @property
    def word(self) -> str:
        """How somebody left is not said in a list of names (R-TLK-09)."""
        return rules.LEFT if self.what == LEFT else WORDS.get(self.kind, "")

    @property
    def did(self) -> str:
        return {CAME: "到", LEFT: "离开", ROLE: "任"}[self.what]


def recent_changes(postings: QuerySet[Posting], day: date, *, most: int = 8) -> list[Change]:
    """The last changes of the year until the day, among the postings one may see. One query, whatever the kinds."""
    from_day = day - A_YEAR
    came = _columns(postings.filter(since__gt=from_day, since__lte=day), CAME, F("since"), F("start_kind"))
    left = _columns(postings.filter(until__gt=from_day, until__lte=day), LEFT, _last_day(), F("end_kind"))
    roles = RoleSpell.objects.filter(
        _given_later(), since__gt=from_day, since__lte=day, posting__in=postings.values("pk")
    )
    given = _columns(roles, ROLE, F("since"), F("role"), "posting__")
    found = came.union(left, given, all=True).order_by("-zc_on", "-zc_what", "zc_team", "zc_cadre")
    return [Change(*row) for row in found[:most]]


@dataclass(frozen=True)
class Spell:
    """A role held from `since` to before `until`."""

    role: str
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        return periods.holds(self.since, self.until, day)


def changes_among(postings: Iterable[tuple[Posting, Iterable[Spell]]], day: date) -> list[Change]:
    """The same of postings that are loaded already, with their roles."""
    changes = [change for posting, spells in postings for change in _changes_of(posting, spells, day)]
    return sorted(changes, key=_newest_first)


def _newest_first(change: Change) -> tuple[int, int, int, int]:
    """As `recent_changes` orders them, whose database compares LEFT, ROLE and CAME as words."""
    return -change.on.toordinal(), LATER_FIRST[change.what], change.team_id, change.cadre_id


def _changes_of(posting: Posting, spells: Iterable[Spell], day: date) -> Iterator[Change]:
    who = (posting.cadre_id, posting.cadre.person.name, posting.team_id, posting.team.name)
    from_day = day - A_YEAR
    if from_day < posting.since <= day:
        yield Change(CAME, posting.since, posting.start_kind, *who)
    if posting.until and from_day < posting.until <= day:
        yield Change(LEFT, posting.until - ONE_DAY, posting.end_kind, *who)
    for spell in spells:
        if posting.seat_since < spell.since and from_day < spell.since <= day:
            yield Change(ROLE, spell.since, spell.role, *who)


def _given_later() -> Q:
    """A role that came with the posting is no change of its own."""
    return Q(since__gt=F("posting__seat_since"))


def _columns(rows: QuerySet, what: str, on: Combinable, kind: F, prefix: str = "") -> QuerySet:
    named = {
        "zc_what": Value(what, CharField()),
        "zc_on": Cast(on, DateField()),
        "zc_kind": Cast(kind, CharField()),
        "zc_cadre": F(f"{prefix}cadre_id"),
        "zc_name": F(f"{prefix}cadre__person__name"),
        "zc_team": F(f"{prefix}team_id"),
        "zc_team_name": F(f"{prefix}team__name"),
    }
    return rows.order_by().annotate(**named).values_list(*COLUMNS)


def _last_day() -> ExpressionWrapper:
    return ExpressionWrapper(F("until") - Value(ONE_DAY, DurationField()), output_field=DateField())
