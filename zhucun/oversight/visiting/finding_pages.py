"""发现的问题: the list, where the office ticks what goes into letters; one finding; entering one without a visit."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Team
from zhucun.oversight.onsite import finding_acts as findings
from zhucun.oversight.onsite import rules
from zhucun.oversight.onsite.facts import Facts
from zhucun.oversight.onsite.models import Finding
from zhucun.oversight.onsite.rules import FLOW, Deadline
from zhucun.oversight.visiting import lists
from zhucun.oversight.visiting.forms import FindingForm, ReasonForm
from zhucun.oversight.visiting.record_pages import MOST_OFFERED, teams_called
from zhucun.oversight.visiting.showing import address_of, mark_of
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm
from zhucun.web.page import page
from zhucun.web.undo import offer


@dataclass(frozen=True)
class Step:
    act: Act
    form: type[ActForm]
    label: str
    question: str


STEPS = {
    "settle": Step(findings.settle, ReasonForm, "当场改了", "写一句怎么改的、谁看过。不进整改交办。"),
    "drop": Step(findings.drop, ReasonForm, "不交办", "写一句为什么。对方看得到。"),
    "reopen": Step(findings.reopen, ActForm, "重新处理", "回到待处理，可以再并入整改交办。"),
}


@page(needs=rules.SEE)
def ledger(request: HttpRequest) -> HttpResponse:
    """Ticked findings go to the page where letters are written, once there is one."""
    table = lists.findings_table(request).bind(request, lists.finding_rows(request))
    letters = address_of("oversight:rectification.compose")
    if letters and request.actor.may(rules.SETTLE) and table.view is table.table.first:
        action = reverse("oversight:findings.letter")
        table.pick = {"action_url": action, "name": "finding", "label": "并入整改交办", "unit": "个"}
    context = {"table": table, "may_enter": request.actor.may(rules.ENTER)}
    return render(request, "oversight/visiting/pages/findings.html", context)


@require_POST
@page(needs=rules.SETTLE)
def letter(request: HttpRequest) -> HttpResponse:
    """What was ticked, told to the page that writes letters."""
    letters, ticked = address_of("oversight:rectification.compose"), request.POST.getlist("finding")
    if not letters or not ticked:
        return redirect("oversight:findings")
    return redirect(f"{letters}?{urlencode({'finding': ticked}, doseq=True)}")


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    days = policy.of(request.actor, finding.found_on).rectification
    may = request.actor.scope(rules.SETTLE).covers_place(finding.place_code)
    verbs = [verb for verb in STEPS if may and verb in FLOW.possible(finding, request.actor)]
    context = {
        "finding": finding,
        "mark": mark_of(finding),
        "days": days.in_words(Deadline(finding.deadline_class)),
        "steps": [(verb, STEPS[verb].label) for verb in verbs],
        "before": list(_before(request, finding)),
    }
    return render(request, "oversight/visiting/pages/finding.html", context)


def _finding(request: HttpRequest, pk: int) -> Finding:
    rows = Finding.objects.visible_to(request.actor).select_related(*Finding.NAMED_WITH, "visit__place")
    return get_object_or_404(rows, pk=pk)


def _before(request: HttpRequest, finding: Finding) -> list[Finding]:
    """The same kind found with the same team before."""
    same = Finding.objects.visible_to(request.actor).filter(team=finding.team_id, kind=finding.kind)
    return list(same.filter(found_on__lte=finding.found_on).exclude(pk=finding.pk).order_by("-found_on", "-pk")[:10])


@page(needs=rules.SETTLE)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    finding, told = _finding(request, pk), STEPS[verb]
    form = told.form(request.POST or None, seen=finding)
    if form.is_valid() and form.do(told.act, finding, by=request.actor):
        if told.act.undo:
            offer(request, told.act, pk, text=f"{told.label}，记下了")
        return redirect("oversight:findings.one", pk=pk)
    words = {"title": told.label, "verb": told.label, "question": told.question}
    return render(request, "oversight/visiting/pages/step.html", {"finding": finding, "form": form, **words})


@page(needs=rules.ENTER)
def choose(request: HttpRequest) -> HttpResponse:
    """Which team it is about."""
    text = request.GET.get("q", "")
    found = {"text": text, "teams": teams_called(text, request.actor, rules.ENTER), "most": MOST_OFFERED}
    words = {"title": "记发现的问题", "route": "oversight:findings.enter", "groups": None, "may_choose": True}
    return render(request, "oversight/visiting/pages/choose.html", {**found, **words})


@page(needs=rules.ENTER)
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    by = request.actor
    team = get_object_or_404(Team.objects.visible_to(by, rules.ENTER), pk=pk)
    if by.today < team.since:
        raise Refused("这支队还没有成立。")
    is_office = by.scope(rules.SETTLE).covers_place(team.place_code)
    people = Facts([(team, by.today)], by).people_of(team, by.today)
    form = FindingForm(
        request.POST or None,
        people=people,
        policy=policy.of(by),
        is_office=is_office,
        initial={"found_on": by.today, "source": "township"},
    )
    if form.is_valid() and form.do(findings.enter, team, by=by):
        return redirect("oversight:findings.one", pk=form.outcome)
    return render(request, "oversight/visiting/pages/enter.html", {"form": form, "team": team})
