"""The steps of a week, each on its own page: opened, a half put in, sealed, drawn, done, not held."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.org.places.models import Place
from zhucun.oversight.drawing import reading, views
from zhucun.oversight.drawing.forms import AmendForm, DrawForm, HalfForm, OpenForm, ReasonForm, RevisitForm, SealForm
from zhucun.oversight.inspection import acts as inspections
from zhucun.oversight.inspection import rules, walking, weighing
from zhucun.oversight.inspection.models import InspectionRound
from zhucun.oversight.rhythm.periods import period_of
from zhucun.oversight.rhythm.rules import Cycle
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page

STEP = "oversight/drawing/pages/step.html"


@page(needs=rules.PLAN)
def open_round(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    county = get_object_or_404(Place.objects.visible_to(actor, rules.PLAN), code=actor.county_code, kind="county")
    this = period_of(Cycle.WEEK, actor.today)
    taken = inspections.taken_weeks(county.code)
    free = [one for one in (this, this.following(), this.following().following()) if one.key not in taken][:2]
    weeks = [(one.key, f"{one.name}（{reading.days_of(one)}）") for one in free]
    numbers = weighing.profile_of(county.code, actor).inspection
    following = next(one.key for one in free if one != this)
    initial = {"size": numbers.teams_per_round, "week": following, "plan_document": _last_plan(county.code)}
    form = OpenForm(request.POST or None, weeks=weeks, initial=initial)
    if form.is_valid() and form.do(inspections.open_round, county, by=actor):
        return redirect("oversight:inspection.one", pk=form.outcome)
    words = {"title": "抽下周的村", "question": "先定哪一周、抽几支队；再排好谁去，封签，等公布数出来才抽。"}
    return render(request, STEP, {"form": form, "submit_label": "开这一周", **words})


def _last_plan(county_code: str) -> str:
    """Written once a year, so offered again."""
    rows = InspectionRound.objects.filter(county_code=county_code).exclude(plan_document="")
    return rows.order_by("-week").values_list("plan_document", flat=True).first() or ""


@dataclass(frozen=True)
class Step:
    """An act with its form and its words."""

    act: Act
    form: type[ActForm]
    title: str
    question: str
    verb: str
    danger: bool = False


STEPS = {
    "amend": Step(inspections.amend, AmendForm, "改这一周", "抽几支、计划的文号，封签以前都能改；封了就定了。", "改好"),
    "revisit": Step(
        inspections.revisit, RevisitForm, "加一支回头看的队", "上次的问题要现场再看的，另算，不占抽签的数。", "加上"
    ),
    "half": Step(
        inspections.give_half,
        HalfForm,
        "放一半密码",
        "两个人各放一半，加上以后才公布的数，才能抽。谁也看不到别人那一半，驻村办两半都看不到。",
        "放进去",
    ),
    "seal": Step(
        inspections.seal,
        SealForm,
        "封签",
        "名单、权重和密码的摘要一起封住，从这时起谁也改不了。封了就只等公布数。",
        "封好",
    ),
    "draw": Step(
        inspections.draw, DrawForm, "录入公布数，抽签", "一录入就抽定，不能重抽。村名到出发当天才告诉督查组。", "抽签"
    ),
    "cancel": Step(
        inspections.cancel,
        ReasonForm,
        "这一周不办了",
        "封过签的，这一周不能再开，免得一抽再抽。",
        "不办了",
        danger=True,
    ),
}


@page(needs=rules.SEE)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    if verb not in STEPS:
        raise Http404
    told = STEPS[verb]
    request.actor.must(told.act.needs)
    row = views.round_of(request, pk, told.act.needs)
    form: Any = told.form(request.POST or None, seen=row, initial=_initial(request, row, verb))
    if verb == "revisit":
        form.offer(weighing.teams_of(row.county_code, request.actor.today).order_by("place_code"))
    if form.is_valid() and form.do(told.act, row, by=request.actor):
        return redirect("oversight:inspection.one", pk=pk)
    words = {"title": told.title, "question": told.question, "submit_label": told.verb, "danger": told.danger}
    context = {"form": form, "row": row, "cancel_url": views.address_of(row), "verb": verb, **words}
    if verb == "revisit":
        context["due_again"] = weighing.due_again_named(row.county_code, request.actor.today)
    return render(request, STEP, context)


def _initial(request: HttpRequest, row: InspectionRound, verb: str) -> dict[str, Any]:
    """What stands, or what a line of the list above the form fills in."""
    if verb == "amend":
        return {"size": row.size, "plan_document": row.plan_document or _last_plan(row.county_code)}
    return {name: request.GET[name] for name in ("number", "reason") if name in request.GET}


@page(needs=rules.SECRET)
def half(request: HttpRequest, pk: int) -> HttpResponse:
    return step(request, pk, "half")


@require_POST
@page(needs=rules.PLAN)
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, inspections.finish, views.round_of(request, pk, rules.PLAN))
    return redirect("oversight:inspection.one", pk=pk)


@page(needs=rules.VISIT)
def miss(request: HttpRequest, pk: int) -> HttpResponse:
    """A village nobody could get to."""
    row = views.drawn_of(request, pk, rules.VISIT)
    if row.group is None:
        raise Http404
    form = ReasonForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(walking.miss, row, by=request.actor):
        return redirect("oversight:inspection.group", pk=row.group_id)
    words = {
        "title": "没去成",
        "question": f"{row.team.name}。写一句为什么，下次更容易抽到它。",
        "submit_label": "存下",
    }
    return render(request, STEP, {"form": form, "row": row.round, **words})
