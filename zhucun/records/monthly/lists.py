"""The list of a month's reports: every team, townships in their order, the doubtful ones first."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, When
from django.http import HttpRequest
from django.urls import reverse

from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.roster.team_list import Offered
from zhucun.lib.periods import add_months
from zhucun.records.monthly.models import MonthReport
from zhucun.records.monthly.numbers import all_numbers
from zhucun.records.monthly.rules import State
from zhucun.records.notes.lists import within
from zhucun.web.tables import Cell, Column, Filter, Table, View

WORDS = {None: "还没确认", **{state.value: state.label for state in State}}
MARKS = {None: "todo", "confirmed": "waits", "sent_back": "soon", "checked": "done"}


def teams_with(teams: QuerySet, month: date) -> QuerySet:
    """Teams there were in the month, each with its `report` and `state` of it."""
    there = teams.filter(since__lt=add_months(month, 1)).filter(Q(until__isnull=True) | Q(until__gt=month))
    of_month = FilteredRelation("month_reports", condition=Q(month_reports__month=month))
    joined = there.annotate(of_month=of_month).in_order_of_places()
    return joined.annotate(
        report=F("of_month__pk"),
        state=F("of_month__state"),
        frozen=F("of_month__numbers"),
        report_version=F("of_month__version"),
    )


def unreported(teams: QuerySet, month: date) -> QuerySet:
    """Teams there were in the month that nobody has confirmed it for, or whose report was sent back."""
    there = teams.filter(since__lt=add_months(month, 1)).filter(Q(until__isnull=True) | Q(until__gt=month))
    done = MonthReport.objects.filter(team=OuterRef("pk"), month=month).exclude(state=State.SENT_BACK)
    return there.filter(~Exists(done))


def doubts_of(frozen: Mapping[int, Any], counted: Mapping[int, Mapping[str, int]]) -> dict[int, str]:
    """Of confirmed months those to be looked at first, with why: nothing in it, or the ledgers say otherwise by now."""
    known, found = all_numbers(), {}
    for team, told in frozen.items():
        then = {key: shown for key, _, shown, _ in told or []}
        now = {one.key: one.shown(counted.get(team, {}).get(one.key, 0)) for one in known}
        if set(then.values()) <= {"0"}:
            found[team] = "没有记录"
        elif any(now.get(key, value) != value for key, value in then.items()):
            found[team] = "台账又改过"
    return found


def doubtful_first(teams: QuerySet, doubts: Mapping[int, str]) -> QuerySet:
    return teams.annotate(zc_first=Case(When(pk__in=list(doubts), then=0), default=1))


def reports_table(
    request: HttpRequest, month: date, counted: Mapping[int, Mapping[str, int]], doubts: Mapping[int, str]
) -> Table:
    offered = Offered(request.actor)
    return Table(
        name="month_reports",
        caption=f"{month.year}年{month.month}月工作队月报",
        columns=(
            Column("team", "工作队", lambda row: _team(row, month), width=24),
            Column("state", "到哪一步", _state, width=12, is_tight=True),
            *((Column("doubt", "先看", lambda row: doubts.get(row.pk, ""), width=12),) if doubts else ()),
            *(_number(one, counted) for one in all_numbers()),
        ),
        filters=(Filter("township", "乡镇", offered.townships, within),),
        views=(
            View("none", "还没确认", Q(state__isnull=True) | Q(state=State.SENT_BACK)),
            View("confirmed", "待核对", Q(state=State.CONFIRMED)),
            View("checked", "已核对", Q(state=State.CHECKED)),
        ),
        order=("zc_first", "township_position", "place_code"),
        per_page=60,
        counted=lambda count: f"{count} 支队",
        note="数字从台账来，不用填；没有记录的月份照实是 0，不排名。",
        empty={"text": "没有这样的队。", "icon": "circle-check"},
    )


def _team(row: Team, month: date) -> Cell:
    return Cell(row.name, url=f"{reverse('records:report', args=[row.pk])}?month={month:%Y-%m}")


def _state(row: Team) -> Cell:
    word = WORDS[row.state]
    return Cell(word, template="records/monthly/pages/_state_cell.html", context=(MARKS[row.state], word))


def _number(number: Any, counted: Mapping[int, Mapping[str, int]]) -> Column:
    def value(row: Team) -> str:
        """Of a confirmed one as it was frozen."""
        frozen = {key: shown for key, _, shown, _ in row.frozen or []}
        return frozen.get(number.key) or number.shown(counted.get(row.pk, {}).get(number.key, 0))

    return Column(number.key, f"{number.label}（{number.unit}）", value, numeric=True, plain=value, width=8)
