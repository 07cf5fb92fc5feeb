"""Month reports: a month's list, one team's sheet which is confirmed, checked, printed (R-DOC-11, J11)."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.recording import Told
from zhucun.dispatch.roster.models import Team
from zhucun.lib.asked_days import month_in
from zhucun.records.diary.reading import around
from zhucun.records.monthly import acts as reports
from zhucun.records.monthly import lists, numbers, rules
from zhucun.records.monthly.forms import ReportForm, SendBackForm
from zhucun.records.monthly.models import MonthReport
from zhucun.records.monthly.rules import State, month_due
from zhucun.records.notes.rules import SEE
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer


def month_asked(request: HttpRequest) -> date:
    """The month in the address; else the latest that is reported."""
    asked = month_in(request.GET.get("month", ""))
    return min(asked, request.actor.today.replace(day=1)) if asked else month_due(request.actor.today)


@page(needs=SEE)
def month_reports(request: HttpRequest) -> HttpResponse:
    actor, month = request.actor, month_asked(request)
    teams = lists.teams_with(Team.objects.visible_to(actor), month)
    until = lists.add_months(month, 1)
    states = teams.order_by().values_list("pk", "state", "frozen")
    open_teams = {pk: frozen for pk, state, frozen in states if state in (None, State.CONFIRMED)}
    counted = numbers.numbers_of(open_teams, month, until, actor)
    to_look_at = {pk: frozen for pk, frozen in open_teams.items() if frozen is not None}
    doubts = lists.doubts_of(to_look_at, counted) if actor.may(rules.CHECK) else {}
    table = lists.reports_table(request, month, counted, doubts)
    waiting = MonthReport.objects.visible_to(actor, rules.CHECK).filter(month=month, state=State.CONFIRMED)
    context = {
        "heading": "工作队月报",
        "question": "每支队这个月做了什么；数字从台账来，队长看一句、确认，乡镇核对。",
        "table": table.bind(request, lists.doubtful_first(teams, doubts)),
        "month": month,
        "to_check": waiting.count() if actor.may(rules.CHECK) else 0,
        "checking": ActForm(),
        **around(month, actor.today),
    }
    return render(request, "records/monthly/pages/reports.html", context)


@require_POST
@page(needs=rules.CHECK)
def check_all(request: HttpRequest) -> HttpResponse:
    """All that wait in one's townships, at once; each has its own line in the log."""
    month = month_asked(request)
    rows = MonthReport.objects.visible_to(request.actor, rules.CHECK).filter(month=month, state=State.CONFIRMED)
    found = [Told(row) for row in rows if row.confirmed_person not in request.actor.persons]
    reports.check.many(found, by=request.actor)
    messages.success(request, f"核对了 {len(found)} 支队的月报。")
    return redirect(f"{reverse('records:reports')}?month={month:%Y-%m}")


@page(needs=SEE)
def month_report(request: HttpRequest, pk: int) -> HttpResponse:
    """Before it is confirmed as it stands today; afterwards as it was confirmed."""
    actor, month = request.actor, month_asked(request)
    team = get_object_or_404(Team.objects.visible_to(actor), pk=pk)
    row = MonthReport.objects.filter(team=team, month=month).first()
    shown, drafted = reports.drafts_of([team.pk], month, actor)[team.pk]
    may_confirm = _may_confirm(request, team, row, month)
    form = ReportForm(request.POST or None, seen=team, initial=_said(row, drafted)) if may_confirm else None
    if form and form.is_valid() and form.do(reports.confirm, team, by=actor, told={"month": month, **form.told()}):
        messages.success(request, f"{month.month} 月的月报确认了，等乡镇核对。")
        return redirect(f"{reverse('records:report', args=[pk])}?month={month:%Y-%m}")
    is_frozen = row is not None and row.state != State.SENT_BACK
    told = _told(row if is_frozen else None, shown, pk, month)
    context: dict[str, Any] = {
        "team": team,
        "month": month,
        "row": row,
        "numbers": told,
        "differs": any(now for *_, now in told),
        "may_renew": is_frozen and pk in actor.scope(rules.CONFIRM).team,
        "drafted": drafted,
        "form": form,
        "back_url": reverse("records:reports") + f"?month={month:%Y-%m}",
        "may_check": _may_check(request, row),
        "checking": ActForm(seen=row) if row else None,
        "sending_back": SendBackForm(seen=row) if row else None,
        **around(month, actor.today),
    }
    return render(request, "records/monthly/pages/report.html", context)


def _told(row: MonthReport | None, shown: list, team: int, month: date) -> list[tuple[str, str, str, str, str]]:
    """Label, value, unit, where its rows stand, and what the ledgers say now where that is another. A number that no
    longer is the ledger's leads to the sentence below instead of to rows that do not add up to it."""
    now = {key: value for key, _, value, _ in shown}
    found = []
    for key, label, value, unit in row.numbers if row else shown:
        other = now.get(key, value) if now.get(key, value) != value else ""
        found.append((label, value, unit, "#frozen" if other else numbers.address_of(key, team, month), other))
    return found


def _said(row: MonthReport | None, drafted: str) -> dict[str, str]:
    if row is None:
        return {"text": drafted}
    return {"text": row.text, "problems": row.problems, "next_month": row.next_month}


def _may_confirm(request: HttpRequest, team: Team, row: MonthReport | None, month: date) -> bool:
    is_theirs = team.pk in request.actor.scope(rules.CONFIRM).team
    return is_theirs and month <= month_due(request.actor.today) and (row is None or row.state != State.CHECKED)


def _may_check(request: HttpRequest, row: MonthReport | None) -> bool:
    return row is not None and request.actor.scope(rules.CHECK).covers_place(row.place_code)


def _reached(request: HttpRequest, pk: int) -> MonthReport:
    return get_object_or_404(MonthReport.objects.visible_to(request.actor, rules.CHECK), pk=pk)


def _back_to(row: MonthReport) -> HttpResponse:
    return redirect(f"{reverse('records:report', args=[row.team_id])}?month={row.month:%Y-%m}")


@require_POST
@page(needs=rules.CONFIRM)
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    row: MonthReport = get_object_or_404(MonthReport.objects.visible_to(request.actor, rules.CONFIRM), pk=pk)
    press(request, reports.renew, row)
    messages.success(request, "换成现在的数了，等乡镇再核对一次。原来的数留在改动记录里。")
    return _back_to(row)


@require_POST
@page(needs=rules.CHECK)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    row = _reached(request, pk)
    offer(request, reports.check, press(request, reports.check, row), text="核对了")
    return _back_to(row)


@require_POST
@page(needs=rules.CHECK)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = _reached(request, pk)
    form = SendBackForm(request.POST)
    if form.is_valid() and form.do(reports.send_back, row, by=request.actor):
        messages.success(request, "退回了，队长那里会看到。")
    else:
        messages.error(request, "退回要写一句哪里要再看。")
    return _back_to(row)
