"""组队工作台: the drafts, asking for one, one draft, two side by side, its 结对安排表 (screen P6)."""

from typing import Any

from django.db.models import Count, F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts import jobs
from zhucun.acts.actor import Actor
from zhucun.acts.jobs import Job
from zhucun.dispatch.formation import acts as formation
from zhucun.dispatch.formation import rules
from zhucun.dispatch.formation.deciding import must_not_be_shut
from zhucun.dispatch.formation.models import HEAVY, FormationPlan, PlanDecision
from zhucun.dispatch.formation.rules import Level, Mode, State
from zhucun.dispatch.formation.stored import read
from zhucun.dispatch.roster.models import Team
from zhucun.dispatch.rounds.models import SelectionRound, UnitQuota
from zhucun.dispatch.rounds.rules import NominationState
from zhucun.dispatch.rounds.rules import State as RoundState
from zhucun.dispatch.workbench import lists
from zhucun.dispatch.workbench.bench import Workbench
from zhucun.dispatch.workbench.comparing import Compared
from zhucun.dispatch.workbench.forms import AgainForm, DraftForm
from zhucun.org.people.models import Cadre
from zhucun.org.places.models import Place
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm, press
from zhucun.web.job_pages import drawn
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_DECISIONS = 100
MOST_OWING = 20


def plan_of(request: HttpRequest, pk: int) -> FormationPlan:
    """Without what a solver reads: that is kept by draft and version."""
    rows = FormationPlan.objects.visible_to(request.actor, rules.SEE).select_related("round").defer(*HEAVY)
    return get_object_or_404(rows, pk=pk)


def workbench_of(request: HttpRequest, row: FormationPlan) -> Workbench:
    if not row.is_found:
        raise Http404
    return Workbench(row, row.decisions.standing().order_by("pk"), request.GET)


# ── drafts ──


@page(needs=rules.SEE)
def drafts(request: HttpRequest) -> HttpResponse:
    rows = lists.with_gap(lists.drafts_of(FormationPlan.objects.visible_to(request.actor, rules.SEE)))
    context = {"table": lists.drafts_table().bind(request, rows), "may_form": request.actor.may(rules.FORM)}
    return render(request, "dispatch/workbench/pages/drafts.html", context)


@page(needs=rules.FORM)
def new(request: HttpRequest) -> HttpResponse:
    """For a round whose nominations are through, or over today's roster."""
    profile = policy.on(request.actor.today, request.actor.county_code)
    levels = rules.usual_levels(rules.usual_weights(profile))
    rounds = list(SelectionRound.objects.visible_to(request.actor).filter(state=RoundState.FORMING).order_by("pk"))
    asked = request.GET.get("round") or (str(rounds[0].pk) if rounds else "")
    levels["stay"] = levels["stay"] if asked else int(Level.MOST)  # between rounds people stay where they are
    initial = {"mode": profile.formation.mode, "round": asked}
    form = DraftForm(request.POST or None, rounds=rounds, levels=levels, initial=initial)
    county = get_object_or_404(Place.objects.visible_to(request.actor, rules.FORM), code=request.actor.county_code)
    if form.is_valid() and form.do(formation.draft, county, by=request.actor):
        return redirect("dispatch:formation.one", pk=form.outcome)
    context = {"form": form, "heading": "排一稿", "submit_label": "排一稿", "cancel_url": reverse("dispatch:formation")}
    return render(request, "dispatch/workbench/pages/new.html", context)


@page(needs=rules.FORM)
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """按锁定重排: the next draft keeps what was decided on this one, and may weigh the wishes anew."""
    row = plan_of(request, pk)
    must_not_be_shut(row)
    form = AgainForm(request.POST or None, plan=row, initial=_as_before(request, row))
    county = get_object_or_404(Place.objects.visible_to(request.actor, rules.FORM), code=row.county_code)
    if form.is_valid() and form.do(formation.draft, county, by=request.actor):
        return redirect("dispatch:formation.one", pk=form.outcome)
    context = {
        "form": form,
        "row": row,
        "held": _counted(row),
        "heading": "按锁定重排",
        "submit_label": "按锁定重排",
        "cancel_url": reverse("dispatch:formation.one", args=[pk]),
    }
    return render(request, "dispatch/workbench/pages/new.html", context)


def _as_before(request: HttpRequest, row: FormationPlan) -> dict[str, Any]:
    """`?gaps=1` and `?mode=free` are ways out of a draft that could not be found."""
    mode = Mode.FREE if request.GET.get("mode") == Mode.FREE else row.mode
    return {"mode": mode, "with_gaps": row.with_gaps or bool(request.GET.get("gaps"))}


def _counted(row: FormationPlan) -> list[tuple[str, int]]:
    """What the next draft keeps to, by kind."""
    kinds = list(row.decisions.standing().values_list("kind", flat=True))
    said = (("锁定的人", ("lock",)), ("定下不去的", ("forbid",)), ("定过的队", ("settle", "keep")))
    return [(label, count) for label, of in said if (count := sum(kind in of for kind in kinds))]


# ── one draft ──


@page(needs=rules.SEE)
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_of(request, pk)
    if not row.is_found:
        return _not_found_yet(request, row)
    _seen(request, row)
    if request.htmx.target == "work":  # the page that waited for it: now it is another page
        return HttpResponse(headers={"HX-Refresh": "true"})
    return render(request, "dispatch/workbench/pages/workbench.html", _workbench_context(request, row))


def _workbench_context(request: HttpRequest, row: FormationPlan) -> dict[str, Any]:
    may_form = request.actor.may(rules.FORM) and row.is_open
    return {
        "row": row,
        "bench": workbench_of(request, row),
        "press": ActForm(seen=row),
        "here": request.get_full_path(),
        "may_form": may_form,
        "may_ask": request.actor.may(rules.FORM) and not row.shut,
        "may_adopt": may_form and request.actor.may(rules.ADOPT),
    }


def _not_found_yet(request: HttpRequest, row: FormationPlan) -> HttpResponse:
    """Being looked for, not to be had, or put away."""
    job = Job.objects.filter(pk=row.job_key).first() if row.state == State.SOLVING else None
    if job is not None and job.is_over:
        _see(request, job)
    context = {
        "row": row,
        "job": _drawn(row, job, request.actor) if job else None,
        "press": ActForm(seen=row),
        "may_form": request.actor.may(rules.FORM),
        "may_ask": request.actor.may(rules.FORM) and not row.shut,
        "asks_own_unit": any("后盾单位" in sentence for sentence in row.sentences),
        "held": _counted(row),
        "owing": _owing(row) if row.round and row.state == State.IMPOSSIBLE else [],
    }
    return render(request, "dispatch/workbench/pages/not_found.html", context)


def _owing(row: FormationPlan) -> list[UnitQuota]:
    """Units of which fewer are through than they were asked for."""
    through = Count("nominations", filter=Q(nominations__state=NominationState.CLEARED))
    asked = UnitQuota.objects.filter(round=row.round).select_related("unit").annotate(through=through)
    return list(asked.filter(through__lt=F("count")).order_by("unit__position", "pk")[:MOST_OWING])


def _drawn(row: FormationPlan, job: Job, actor: Actor) -> dict[str, Any]:
    """Others see how far it is; whoever asked may stop it or ask once more."""
    here = reverse("dispatch:formation.one", args=[row.pk])
    shown = {**drawn(job), "poll_url": here, "result_url": ""}
    if job.account_id != actor.account_id:
        return {**shown, "stop_url": "", "retry_url": ""}
    stop = "" if job.stop_asked else reverse("dispatch:formation.one.stop", args=[row.pk])
    return {**shown, "stop_url": stop}


def _seen(request: HttpRequest, row: FormationPlan) -> None:
    """Whoever asked for it looks at it now: it waits no longer."""
    unseen = Job.objects.unseen().filter(pk=row.job_key, account_id=request.actor.account_id)
    if row.job_key and (job := unseen.first()):
        _see(request, job)


def _see(request: HttpRequest, job: Job) -> None:
    if job.seen_at is None and job.account_id == request.actor.account_id:
        jobs.see(job, by=request.actor)


@require_POST
@page(needs=rules.FORM)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_of(request, pk)
    job = get_object_or_404(Job.objects.visible_to(request.actor), pk=row.job_key)
    press(request, jobs.stop, job)
    return redirect("dispatch:formation.one", pk=pk)


@require_POST
@page(needs=rules.FORM)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_of(request, pk)
    key = press(request, formation.take_up if row.state == State.DROPPED else formation.drop, row)
    if row.state != State.DROPPED:
        offer(request, formation.drop, key, text=f"{row}不要了，还留着")
    return redirect("dispatch:formation")


# ── looking at drafts ──


@page(needs=rules.SEE)
def compare(request: HttpRequest) -> HttpResponse:
    """Two drafts side by side; with one named, the one before it."""
    found = FormationPlan.objects.visible_to(request.actor, rules.SEE).filter(state__in=(State.DRAFT, State.ADOPTED))
    rows = list(lists.drafts_of(found).order_by("-number"))
    one = next((row for row in rows if str(row.pk) == request.GET.get("one")), rows[0] if rows else None)
    others = [row for row in rows if one is not None and row.pk != one.pk]
    before = next((row for row in others if row.number < one.number), others[0] if others else None)
    other = next((row for row in others if str(row.pk) == request.GET.get("other")), before)
    compared = Compared(one, other) if one and other else None
    context = {"rows": rows, "one": one, "other": other, "compared": compared}
    return render(request, "dispatch/workbench/pages/compare.html", context)


@page(needs=rules.SEE)
def pairing(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_of(request, pk)
    if not row.is_found:
        raise Http404
    made = lists.Pairing(row, read(row))
    table = made.table().bind(request, made.rows(Team.objects.visible_to(request.actor)))
    question = "哪个单位对哪个村，派了谁。" + ("" if row.state == State.ADOPTED else "这一稿还没有采用。")
    context = {"row": row, "table": table, "heading": "结对安排表", "question": question}
    return render(request, "dispatch/workbench/pages/pairing.html", context)


@page(needs=rules.SEE)
def left_over(request: HttpRequest, pk: int) -> HttpResponse:
    row = plan_of(request, pk)
    made = lists.LeftOver(row, read(row), workbench_of(request, row).counts.left_over)
    table = made.table().bind(request, made.rows(Cadre.objects.visible_to(request.actor)))
    context = {
        "row": row,
        "table": table,
        "heading": "没排上的人",
        "question": "能派、这一稿没有位子的。换人时从这里挑。",
    }
    return render(request, "dispatch/workbench/pages/pairing.html", context)


@page(needs=rules.SEE)
def decisions(request: HttpRequest, pk: int) -> HttpResponse:
    """What was decided on a draft and why; taken back or not."""
    row = plan_of(request, pk)
    made = PlanDecision.objects.filter(plan=row, because__isnull=True).order_by("-pk")
    loaded = made.select_related("team", "cadre__person", "other__person", "plan").defer(
        *(f"plan__{name}" for name in HEAVY),
        *(f"{who}__person__{name}" for who in ("cadre", "other") for name in ("phone", "id_number")),
    )
    context = {
        "row": row,
        "decisions": loaded[:MOST_DECISIONS],
        "press": ActForm(),
        "may_form": request.actor.may(rules.FORM) and row.is_open,
    }
    return render(request, "dispatch/workbench/pages/decisions.html", context)
