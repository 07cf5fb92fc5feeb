"""Deciding on a draft: this team as it is, a reason to keep it, a lock, a change of hands, adopting the whole."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.dispatch.formation import acts as formation
from zhucun.dispatch.formation import rules
from zhucun.dispatch.formation.deciding import may_be_said, must_not_be_shut, said_of
from zhucun.dispatch.formation.models import FormationPlan, PlanDecision
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.workbench import swapping, words
from zhucun.dispatch.workbench.adopting import Adoption
from zhucun.dispatch.workbench.bench import Workbench
from zhucun.dispatch.workbench.forms import ReasonForm, SwapForm
from zhucun.dispatch.workbench.views import plan_of, workbench_of
from zhucun.org.people.models import Cadre
from zhucun.web.addresses import own_path
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_CHOICES = 20


def _back(request: HttpRequest, row: FormationPlan, *, otherwise: str = "") -> HttpResponse:
    here = reverse("dispatch:formation.one", args=[row.pk])
    return redirect(own_path(request.POST.get("back", ""), otherwise or here))


def _team(request: HttpRequest, pk: Any) -> Team:
    return get_object_or_404(Team.objects.visible_to(request.actor), pk=pk)


def _cadre(request: HttpRequest, pk: Any) -> Cadre:
    rows = Cadre.objects.visible_to(request.actor).select_related("person")
    return get_object_or_404(rows.defer("person__phone", "person__id_number"), pk=pk)


def _posted(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() else 0


def _at(row: FormationPlan, team: int) -> str:
    return f"{reverse('dispatch:formation.one', args=[row.pk])}?team={team}"


@require_POST
@page(needs=rules.FORM)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """就这样，下一支: `back` is the address of the next team."""
    row = plan_of(request, pk)
    team = _team(request, _posted(request, "team"))
    key = press(request, formation.settle, row, team=team)
    offer(request, formation.settle, key, text=f"{team.name}就这样")
    return _back(request, row)


@page(needs=rules.FORM)
def keep(request: HttpRequest, pk: int, team_pk: int) -> HttpResponse:
    row, team = plan_of(request, pk), _team(request, team_pk)
    must_not_be_shut(row)
    words = {
        "heading": f"保留{team.name}",
        "question": "有的要求没做到，仍然这样配。写一句为什么，以后查得到。",
        "submit_label": "保留",
        "cancel_url": _at(row, team.pk),
    }
    return _with_a_reason(request, row, formation.keep, {"team": team}, "理由记下了，这支队保留", **words)


def _with_a_reason(
    request: HttpRequest, row: FormationPlan, act: Act, told: dict[str, Any], said: str, **words: str
) -> HttpResponse:
    """A form that asks for one line of why; then the act, and the draft again."""
    form = ReasonForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(act, row, by=request.actor, told={**told, **form.told()}):
        offer(request, act, form.outcome, text=said)
        return _back(request, row)
    here = reverse("dispatch:formation.one", args=[row.pk])
    context = {"form": form, "crumbs": [(here, str(row))], "cancel_url": here, **words}
    return render(request, "web/pages/form.html", context)


@require_POST
@page(needs=rules.FORM)
def lock(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_of(request, pk)
    cadre = _cadre(request, _posted(request, "cadre"))
    key = press(request, formation.lock, row, cadre=cadre)
    offer(request, formation.lock, key, text=f"{cadre.person.name}锁定了")
    return _back(request, row)


@page(needs=rules.FORM)
def forbid(request: HttpRequest, pk: int, cadre_pk: int) -> HttpResponse:
    row, cadre = plan_of(request, pk), _cadre(request, cadre_pk)
    must_not_be_shut(row)
    words = {
        "heading": f"{cadre.person.name}不去这支队",
        "question": "从下一稿起不再把他排到这支队。这一稿要马上换的，用“换一个人选”。",
        "submit_label": "不去这支队",
    }
    return _with_a_reason(request, row, formation.forbid, {"cadre": cadre}, "记下了，下一稿不再排到这里", **words)


@require_POST
@page(needs=rules.FORM)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    decision = get_object_or_404(
        PlanDecision.objects.visible_to(request.actor, rules.FORM).select_related("plan"), pk=pk
    )
    press(request, formation.take_back, decision)
    return _back(request, decision.plan)


# ── changes of hands ──


@page(needs=rules.FORM)
def choose(request: HttpRequest, pk: int, cadre_pk: int) -> HttpResponse:
    """换一个人选: everybody who could take this seat, the best first."""
    row = plan_of(request, pk)
    must_not_be_shut(row)
    bench = workbench_of(request, row)
    goes, text = f"c{cadre_pk}", request.GET.get("q", "").strip()
    team = bench.read.now.seats.get(goes, "")
    if not team:
        return redirect("dispatch:formation.one", pk=pk)
    wanted = lambda one: not text or words.is_person_called(bench.read, one.id, text)  # noqa: E731
    found = swapping.choices(bench.read, bench.problem, team, goes, wanted, MOST_CHOICES)
    context = {
        "row": row,
        "bench": bench,
        "goes": bench.read.candidate[goes],
        "goes_key": cadre_pk,
        "team": bench.read.team[team],
        "team_key": team[1:],
        "found": [(points, one, bench.said_of(one)) for points, one in found],
        "is_cut": len(found) == MOST_CHOICES,
        "text": text,
    }
    return render(request, "dispatch/workbench/pages/choose.html", context)


@page(needs=rules.FORM)
def swap(request: HttpRequest, pk: int) -> HttpResponse:
    """先看换后 by GET; 就这样换 by POST, which comes back here where a line of why is wanting."""
    row = plan_of(request, pk)
    must_not_be_shut(row)
    bench = workbench_of(request, row)
    asked = {name: _asked(request, name) for name in ("one", "other")}
    one, other = (_cadre(request, key) for key in asked.values())
    if one == other or {f"c{one.pk}", f"c{other.pk}"} - bench.read.candidate.keys():
        return redirect("dispatch:formation.one", pk=pk)
    change = swapping.with_effect(bench.read, bench.problem, f"c{one.pk}", f"c{other.pk}")
    initial = {**asked, "back": request.GET.get("back", ""), "reason": change.proposed_reason}
    form = SwapForm(request.POST or None, seen=row, initial=initial, costs=change.costs)
    told = {"one": one, "other": other, "reason": request.POST.get("reason", "")}
    if form.is_valid() and form.do(formation.swap, row, by=request.actor, told=told):
        offer(request, formation.swap, form.outcome, text="换好了，换来的人已锁定")
        return _back(request, row)
    return render(request, "dispatch/workbench/pages/swap.html", _swap_context(bench, change, form))


def _asked(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name) or request.GET.get(name, "")
    return int(value) if value.isdecimal() else 0


def _swap_context(bench: Workbench, change: swapping.Suggestion, form: SwapForm) -> dict[str, Any]:
    broken = change.effect.faults
    return {
        "row": bench.row,
        "bench": bench,
        "change": change,
        "form": form,
        "sides": bench.before_and_after(change),
        "not_allowed": said_of(broken) if broken else "",
        "is_said": all(map(may_be_said, broken)),
    }


# ── adopting ──


@page(needs=rules.ADOPT)
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    """The question before it: who moves, what is still unmet; and only then the act."""
    row = plan_of(request, pk)
    must_not_be_shut(row)
    bench = workbench_of(request, row)
    form = ActForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(formation.adopt, row, by=request.actor):
        return redirect("dispatch:formation.one", pk=pk)
    context = {"row": row, "bench": bench, "adoption": Adoption(bench, request.actor), "form": form}
    return render(request, "dispatch/workbench/pages/adopt.html", context)
