"""Ratings of a cycle, in the fixed order of townships."""

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse

from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind as PlaceKind
from zhucun.oversight.rating.models import RatingSession
from zhucun.oversight.rating.rules import RatingKind, SessionState
from zhucun.web.tables import Cell, Column, Filter, Table, View


def townships(request: HttpRequest) -> list[tuple[str, str]]:
    seen = Place.objects.visible_to(request.actor).filter(kind=PlaceKind.TOWNSHIP, until__isnull=True)
    return list(seen.order_by("position", "code").values_list("code", "name"))


def sessions_table(may_hold: bool) -> Table:
    return Table(
        name="ratings",
        caption="民主测评和群众评一评",
        columns=(
            Column("team", "工作队", _team, width=28),
            Column("place", "在哪里办", lambda row: row.place_name, width=16),
            Column("kind", "怎么评", lambda row: row.get_kind_display(), width=12),
            Column("cycle", "哪一期", lambda row: cycle_words(row.cycle), sort="cycle", width=12),
            Column("held", "哪天", _days, sort="held_on", width=14, is_tight=True),
            Column("state", "办到哪一步", _state, width=14),
            Column("votes", "收回几张", _votes, numeric=True, width=10),
        ),
        views=(
            View("open", "在办的", Q(state__in=[SessionState.OPEN, SessionState.GATHERED])),
            View("closed", "办完的", Q(state=SessionState.CLOSED)),
        )
        if may_hold
        else (),
        filters=(
            Filter("township", "乡镇", townships, _within),
            Filter("kind", "怎么评", lambda request: RatingKind.choices, lambda rows, kind: rows.filter(kind=kind)),
            Filter("cycle", "哪一期", _cycles, lambda rows, cycle: rows.filter(cycle=cycle)),
        ),
        search=lambda rows, text: rows.filter(Q(team__name__icontains=text) | Q(place_name__icontains=text)),
        search_hint="找队、找村",
        order=("-cycle", F("township_position").asc(nulls_last=True), "place_code", "team__number", "kind"),
        counted=lambda count: f"{count} 次",
        empty={"text": "还没有办过。", "icon": "list-check"},
        note="只有合计，不排名。",
        may_double=False,
    )


def _within(rows: object, code: str) -> object:
    return rows.filter(place_code__gte=code, place_code__lt=f"{code}~")


def _cycles(request: HttpRequest) -> list[tuple[str, str]]:
    held = RatingSession.objects.visible_to(request.actor).order_by("-cycle").values_list("cycle", flat=True).distinct()
    return [(cycle, cycle_words(cycle)) for cycle in held]


QUARTERS = dict(zip("1234", ("一", "二", "三", "四"), strict=True))


def cycle_words(cycle: str) -> str:
    """2022Q1 → 2022 年一季度."""
    year, _, quarter = cycle.partition("Q")
    return f"{year} 年{QUARTERS[quarter]}季度" if quarter else f"{year} 年度"


def _team(row: RatingSession) -> Cell:
    return Cell(row.team.name, sub=f"队号 {row.team.number}", url=reverse("oversight:rating.one", args=[row.pk]))


def _days(row: RatingSession) -> str:
    first = f"{row.held_on.month}月{row.held_on.day}日"
    last = f"{row.until_on.month}月{row.until_on.day}日"
    return first if row.held_on == row.until_on else f"{first}—{last}"


def _state(row: RatingSession) -> Cell:
    return Cell(row.get_state_display(), sub="票太少不算" if row.is_void else "")


def _votes(row: RatingSession) -> str:
    if row.is_survey and row.state == SessionState.OPEN:
        return f"{row.slips_used} / {row.slips_made}"
    return str(sum(pile.ballots for pile in row.all_piles) or "—")
