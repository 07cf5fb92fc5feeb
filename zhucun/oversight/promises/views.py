"""任务单: the year's lists, one list with what the records say of it, and the sheet for the village board."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.dispatch.roster.models import Team
from zhucun.lib.asked_days import year_in
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises import lists, reading, rules
from zhucun.oversight.promises.forms import ListForm, ReasonForm
from zhucun.oversight.promises.models import AnnualTaskList
from zhucun.oversight.promises.rules import FLOW, LISTS, ListState
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    year = year_asked(request)
    rows = AnnualTaskList.objects.visible_to(request.actor).filter(year=year).select_related("team")
    table = lists.lists_table(year).bind(request, rows.with_counts(request.actor.today).in_order_of_places())
    context = {
        "table": table,
        "year": year,
        "years": [request.actor.today.year + step for step in (-1, 0, 1)],
        "without": lists.without_list(request, year),
        "may_write": request.actor.may(rules.WRITE),
    }
    return render(request, "oversight/promises/pages/list.html", context)


def year_asked(request: HttpRequest) -> int:
    return year_in(request.GET.get("year", "")) or request.actor.today.year


def list_of(request: HttpRequest, pk: int, needs: str | None = None) -> AnnualTaskList:
    rows = AnnualTaskList.objects.visible_to(request.actor, needs).select_related("team")
    return get_object_or_404(rows, pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    row = list_of(request, pk)
    actor = request.actor
    context = {
        "row": row,
        "lines": [(line, _buttons(line, row, actor)) for line in reading.lines_of(row, actor)],
        "pressing": ActForm(seen=row),
        "mark": {"draft": "todo", "handed": "waits", "agreed": "done"}[row.state],
        "verbs": _of_list(row, actor),
        "is_own": row.handed_by_person is not None and row.handed_by_person in actor.persons,
    }
    return render(request, "oversight/promises/pages/one.html", context)


def _of_list(row: AnnualTaskList, actor: Any) -> set[str]:
    """What this person could do with the list now: its buttons, within the reach of the permission."""
    reached = {rules.WRITE: _reaches(row, actor, rules.WRITE), rules.AGREE: _reaches(row, actor, rules.AGREE)}
    return {verb for verb in LISTS.possible(row, actor) if reached[LISTS.moves[verb].needs]}


def _reaches(row: AnnualTaskList, actor: Any, needs: str) -> bool:
    reach = actor.scope(needs)
    return row.team_id in reach.team or reach.covers_place(row.place_code)


def _buttons(line: reading.Line, row: AnnualTaskList, actor: Any) -> list[tuple[str, str]]:
    """(Label, address) of what may be done about one promise."""
    if row.state != ListState.AGREED:
        return []
    verbs = [verb for verb in FLOW.possible(line.row, actor) if _reaches(row, actor, FLOW.moves[verb].needs)]
    if {"accept", "return_for_more"} & set(verbs) and line.row.accepted_by not in promises.accepting(actor):
        verbs = [verb for verb in verbs if verb not in ("accept", "return_for_more")]
    if line.row.state in ("open", "done") and _reaches(row, actor, rules.WRITE) and actor.may(rules.WRITE):
        verbs.append("back_up")
    if line.row.state == "open" and _reaches(row, actor, rules.AGREE) and actor.may(rules.AGREE):
        verbs.append("move")
    addresses = {verb: reverse("oversight:promises.step", args=[line.row.pk, verb]) for verb in verbs}
    return [(label, addresses[verb]) for verb, label in LABELS.items() if verb in verbs]


LABELS = {
    "accept": "验收",
    "return_for_more": "退回再办…",
    "done": "办成了",
    "not_yet": "还没办成",
    "back_up": "勾记录",
    "move": "改期限…",
    "drop": "不办了…",
}


@page(needs=rules.WRITE)
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """The whole list of a team, for this year unless the address says another."""
    team = get_object_or_404(Team.objects.visible_to(request.actor, rules.WRITE), pk=pk)
    year = year_asked(request)
    row = AnnualTaskList.objects.filter(team=team, year=year).first()
    if row is not None and row.state != ListState.DRAFT:
        return redirect("oversight:promises.one", pk=row.pk)
    kept = list(row.promises.order_by("position")) if row else []
    most = policy.of(request.actor).promises.most
    form = ListForm(request.POST or None, most=most, year=year, kept=kept)
    if form.is_valid() and form.do(
        promises.write, team, by=request.actor, told={"year": year, "promises": form.promises}
    ):
        return redirect("oversight:promises.one", pk=form.outcome)
    context = {"form": form, "team": team, "year": year, "row": row}
    return render(request, "oversight/promises/pages/write.html", context)


@require_POST
@page(needs=rules.WRITE)
def hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, promises.hand_in, list_of(request, pk, rules.WRITE))
    return redirect("oversight:promises.one", pk=pk)


@require_POST
@page(needs=rules.AGREE)
def agree(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, promises.agree, list_of(request, pk, rules.AGREE))
    return redirect("oversight:promises.one", pk=pk)


@page(needs=rules.AGREE)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = list_of(request, pk, rules.AGREE)
    form = ReasonForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(promises.send_back, row, by=request.actor):
        return redirect("oversight:promises.one", pk=pk)
    words = {"title": "退回任务单", "question": "要改什么，一句话。队里改了再报。", "verb": "退回"}
    return render(request, "oversight/promises/pages/step.html", {"form": form, "row": row, **words})


@page(needs=rules.SEE)
def board(request: HttpRequest, pk: int) -> HttpResponse:
    """R-LOG-09: what hangs in the village, once it is agreed."""
    row = list_of(request, pk)
    if row.state != ListState.AGREED:
        raise Http404
    context = {"row": row, "promises": reading.on_the_board(row)}
    return render(request, "oversight/promises/pages/board.html", context)
