"""国家系统变动名单: who came, went or changed in a month, in the order of the national system's columns, to be typed in
there (R-DOC-01). The columns are the county's own; ID numbers and telephones are left to the pen."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from zhucun.dispatch.roster import lineup
from zhucun.dispatch.roster.models import Posting, RoleSpell, TeamPlace
from zhucun.dispatch.roster.placed import placed
from zhucun.dispatch.roster.rules import EXPORT, SEE, TeamRole
from zhucun.org.people.sheets import EDUCATION_COLUMN, SENDING_LEVEL, SEX_COLUMN
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import birth_month, day
from zhucun.sheets.values import several, text
from zhucun.web.ledgers import OFFICE_SIGNS, Asked, Ledger, Per, Row, by_pen, ledger

TITLE = "国家系统变动名单"
CAME, WENT, CHANGED = "新增", "退出", "调整"
PARTY_MEMBER, NOT_SAID = "中共党员", ""
ONE_DAY = timedelta(days=1)
KINDS = {
    "sex": SEX_COLUMN.kind,
    "birth_month": birth_month(),
    "education": EDUCATION_COLUMN.kind,
    "sending_level": SENDING_LEVEL,
    "roles": several(dict(TeamRole.choices), {}, "队内职务"),
    "since": day(),
    "last_day": day(),
}
PEN, WIDE, NARROW = "pen", 18, 12


def sheet_of(asked: Asked) -> Sheet:
    """As the county has it on the month's last day."""
    columns = policy.of(asked.by, min(asked.last, asked.by.today)).national.columns
    return Sheet("national_changes", TITLE, tuple(_column(at, one.label, one.holds) for at, one in enumerate(columns)))


def _column(at: int, label: str, holds: str) -> Column:
    key = f"{holds}{at}"
    if holds == PEN:
        return by_pen(key, label, width=WIDE)
    width = NARROW if holds in KINDS else WIDE
    return Column(key, label, KINDS.get(holds, text()), width=width, value=lambda row: row[holds])


def changed_in(asked: Asked) -> list[tuple[str, Posting]]:
    """Each with what it was; who came and went within the month is both."""
    seen = Posting.objects.visible_to(asked.by, EXPORT)
    until = asked.until
    went = seen.filter(until__gt=asked.since, until__lte=until)
    came = seen.filter(since__gte=asked.since, since__lt=until)
    others = seen.filter(since__lt=asked.since).exclude(until__lte=until)
    roles = RoleSpell.objects.filter(since__gte=asked.since, since__lt=until).values("posting")
    moved = TeamPlace.objects.filter(since__gte=asked.since, since__lt=until, is_main=True).values("team")
    changed = others.filter(pk__in=roles) | others.filter(team__in=moved)
    parts = ((CAME, came), (WENT, went), (CHANGED, changed.distinct()))
    return [(what, row) for what, rows in parts for row in _loaded(rows, asked)]


def _loaded(rows: QuerySet[Posting], asked: Asked) -> QuerySet[Posting]:
    day = min(asked.last, asked.by.today)
    named = rows.with_ranks(day).select_related("cadre__person", "sending_unit", "team").defer(*lineup.HIDDEN)
    seats = Prefetch("team__team_places", lineup.seats_on(day), to_attr="places_of_day")
    return placed(named.prefetch_related(seats), day)


def rows_of(asked: Asked) -> Iterator[Row]:
    county = Place.objects.filter(code=asked.by.county_code, until__isnull=True).values_list("name", flat=True).first()
    for what, posting in changed_in(asked):
        yield {"change": what, "county": county or "", **_values(posting)}


def _values(posting: Posting) -> dict[str, Any]:
    cadre, person = posting.cadre, posting.cadre.person
    seat = posting.team.places_of_day[0].place if posting.team.places_of_day else None
    return {
        "name": person.name,
        "sex": person.sex,
        "birth_month": person.birth_month,
        "party": PARTY_MEMBER if cadre.party_joined_on else NOT_SAID,
        "education": cadre.education,
        "unit": posting.sending_unit.name,
        "post": cadre.post,
        "rank": cadre.rank,
        "sending_level": posting.sending_level,
        "roles": tuple(role for role in lineup.RANK if getattr(posting, f"is_{role.value}")),
        "township": posting.township,
        "place": seat.name if seat else posting.village_name,
        "place_code": seat.code if seat else posting.place_code,
        "since": posting.since,
        "last_day": posting.until - ONE_DAY if posting.until else None,
        "basis": posting.start_basis,
    }


def said(asked: Asked) -> str:
    """国家系统：本月变动 5 人（新增 2、退出 2、调整 1）."""
    found = changed_in(asked)
    people = len({posting.cadre_id for _, posting in found})
    counts = "、".join(f"{what} {n}" for what in (CAME, WENT, CHANGED) if (n := sum(one == what for one, _ in found)))
    return f"{asked.since.month}月变动 {people} 人" + (f"（{counts}）" if counts else "")


NATIONAL_LEDGER = ledger(
    Ledger(
        "national-changes",
        "R-DOC-01",
        TITLE,
        "这个月谁来了、走了、换了职务或村，按国家系统的列和次序，照着录。列在办法参数里改；证件号、电话留给手写。",
        SEE,
        Per.MONTH,
        sheet_of,
        rows_of,
        OFFICE_SIGNS,
        is_wide=True,
        says=said,
    )
)
