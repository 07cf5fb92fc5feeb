"""Why a record of a figure came or went between two days, in a sentence with its day."""

from datetime import date, timedelta

from zhucun.acts.rows import Dated
from zhucun.dispatch.roster.figure_records import members, places, teams, units
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.rules import LEFT
from zhucun.lib.periods import full_years
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place, PlaceTag
from zhucun.web.figures import RowsShown, Why, show_rows


def _began(row: Dated, then: date, now: date) -> bool:
    return then < row.since <= now


def _ended(row: Dated, then: date, now: date) -> bool:
    return row.until is not None and then < row.until <= now


def _last_day(row: Dated) -> date | None:
    return row.until - timedelta(days=1) if row.until else None


def why_member(row: Posting, then: date, now: date, came: bool) -> Why:
    if came and then < row.seat_since <= now:
        return Why(row.seat_since, _how_begun(row), row.start_basis)
    if not came and _ended(row, then, now):
        return Why(_last_day(row), LEFT)
    if came and row.reported_on and then < row.reported_on <= now:
        return Why(row.reported_on, "报到")
    return _birthday(row, then, now) or Why(None, "职务、任期或资料有变化")


def _how_begun(row: Posting) -> str:
    if row.succeeds:
        return f"接替{row.succeeds.cadre.person.name}"
    return row.get_start_kind_display()


def _birthday(row: Posting, then: date, now: date) -> Why | None:
    """A birthday in between, by the birth month."""
    born = row.cadre.person.birth_month
    if born is None or full_years(born, then) == full_years(born, now):
        return None
    years = full_years(born, now)
    return Why(date(born.year + years, born.month, 1), f"满 {years} 周岁")


def why_team(row: Team, then: date, now: date, came: bool) -> Why:
    if came and _began(row, then, now):
        return Why(row.since, "组建")
    if not came and _ended(row, then, now):
        return Why(_last_day(row), "撤销")
    return Why(None, "队员、职务、核定或驻点有变化")


def why_pair(row: PlaceTag, then: date, now: date, came: bool) -> Why:
    if came and _began(row, then, now):
        return Why(row.since, f"列入{row.get_tag_display()}", row.basis)
    if not came and _ended(row, then, now):
        return Why(_last_day(row), f"不再是{row.get_tag_display()}")
    return Why(None, "来了工作队" if came else "工作队走了")


def why_place(row: Place, then: date, now: date, came: bool) -> Why:
    if not came and _ended(row, then, now):
        return Why(_last_day(row), "点位撤并")
    return Why(None, "类别或工作队有变化")


def why_unit(row: Unit, then: date, now: date, came: bool) -> Why:
    return Why(None, "这以后有人在册或有队后盾" if came else "这以后没有人在册或没有队后盾")


show_rows("posting", RowsShown("place_code", members.list_members, members.named_members, members.member, why_member))
show_rows("team", RowsShown("place_code", teams.list_teams, teams.named_teams, teams.team, why_team))
show_rows("pair", RowsShown("place__code", places.list_pairs, places.named_pairs, places.pair, why_pair))
show_rows("place", RowsShown("code", places.list_places, places.named_places, places.place, why_place))
show_rows("unit", RowsShown("", units.list_units, units.named_units, units.unit, why_unit))
