"""Open seats: since when, until when they must be filled; read in one query for all teams that are short (R-SEL-11)."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import BigIntegerField, CharField, F, IntegerField, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Greatest

from zhucun.dispatch.roster.figures.asked import Asked
from zhucun.dispatch.roster.models import ApprovedSize, Posting
from zhucun.dispatch.roster.rules import Held, open_seats, seat_due, seat_events
from zhucun.lib.periods import holds

TEAM, SIZE, POSTING = range(3)
SINCE = F("since")
COLUMNS = ("zc_team", "zc_kind", "zc_key", "zc_follows", "zc_since", "until", "zc_size", "zc_code")


@dataclass
class Short:
    """A team with open seats: what was approved for it, who was in it, and for each open seat since when."""

    code: str = ""
    formed: date = date.min
    approved: int = 0
    sizes: list[tuple[date, int]] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)
    open_since: list[date] = field(default_factory=list)

    def missing(self, day: date) -> int:
        there = sum(holds(one.since, one.until, day) for one in self.held)
        return max(self.approved - there, 0)


def with_vacancy(asked: Asked, rows: QuerySet) -> QuerySet:
    """Adds `headcount`, `approved_size` (核定, else what the county sets for all) and `vacancy`."""
    default = asked.number_by_county("place_code", lambda profile: profile.selection.approved_size)
    counted = rows.with_headcount(asked.day).annotate(
        approved_size=Coalesce(F("approved"), default, output_field=IntegerField())
    )
    return counted.annotate(vacancy=Greatest(F("approved_size") - F("headcount"), 0, output_field=IntegerField()))


def short_teams(asked: Asked) -> dict[int, Short]:
    """The teams with open seats by key; asked once for a question."""
    if "short" not in asked.memo:
        asked.memo["short"] = _read(asked)
    return asked.memo["short"]


def _read(asked: Asked) -> dict[int, Short]:
    found: dict[int, Short] = defaultdict(Short)
    for team, kind, key, follows, since, until, size, code in _spells(asked):
        short = found[team]
        if kind == TEAM:
            short.code, short.formed, short.approved = code, since, size
        elif kind == POSTING:
            short.held.append(Held(key, since, until, follows))
        else:
            short.sizes.append((since, size))
    for short in found.values():
        events = seat_events(short.held, short.sizes, asked.day)
        seats = open_seats(events, short.missing(asked.day), short.formed)
        short.open_since = sorted(seat.day for seat in seats)
    return dict(found)


def _spells(asked: Asked) -> QuerySet:
    """Of each short team itself with what is approved on the day, then its sizes so far, then its postings."""
    short = with_vacancy(asked, asked.teams()).filter(vacancy__gt=0)
    teams = _columns(short, F("pk"), TEAM, F("approved_size"), code=F("place_code"))
    sizes = _columns(ApprovedSize.objects.filter(team__in=short.values("pk")), F("team_id"), SIZE, F("size"))
    postings = Posting.objects.filter(team__in=short.values("pk"))
    held = _columns(postings, F("team_id"), POSTING, Value(0), since=F("seat_since"), follows=F("succeeds_id"))
    return teams.union(sizes, held, all=True).order_by("zc_team", "zc_kind", "zc_since")


def _columns(
    rows: QuerySet,
    team: F,
    kind: int,
    size: object,
    *,
    since: F = SINCE,
    follows: object = Value(None),
    code: object = Value(""),
) -> QuerySet:
    named = rows.order_by().annotate(
        zc_team=team,
        zc_kind=Value(kind, IntegerField()),
        zc_key=F("pk"),
        zc_since=since,
        zc_follows=Cast(follows, BigIntegerField()),
        zc_size=Cast(size, IntegerField()),
        zc_code=Cast(code, CharField()),
    )
    return named.values_list(*COLUMNS)


def dues(asked: Asked, short: Short) -> list[date]:
    """Until when each open seat is to be filled."""
    days = asked.profile_of(short.code).selection.vacancy_days
    return [seat_due(since, days) for since in short.open_since]


def late(asked: Asked) -> list[int]:
    """Teams with a seat that should have been filled before the day."""
    return [key for key, short in short_teams(asked).items() if any(due < asked.day for due in dues(asked, short))]
