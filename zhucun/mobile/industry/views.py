"""队里的产业: those past their start first; one of them with its next stage preset and today's date."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.mobile.phone import phone_page, shown
from zhucun.six_ones.developing.forms import AdvanceForm, WhyForm
from zhucun.six_ones.developing.lists import listed, stage_of
from zhucun.six_ones.developing.step_pages import LABELS, verbs_for
from zhucun.six_ones.developing.views import shown_project
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import KEEP, SEE, VERBS, State
from zhucun.web.forms import ActForm
from zhucun.web.undo import offer

LATEST = 10
NOT_HERE = ("advance", "correct")


@phone_page(needs=SEE)
def listing(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    rows = listed(IndustryProject.objects.visible_to(actor), actor.today)
    under_way = rows.under_way().order_by("stage_order", "place_code", "pk")[: 3 * LATEST]
    done = rows.filter(state=State.FINISHED).order_by("-finished_on", "-pk")[:LATEST]
    groups = [
        (label, [(row, stage_of(row, actor.today)) for row in found])
        for label, found in (("没走完的", under_way), ("最近完成的", done))
    ]
    context = {
        "groups": [group for group in groups if group[1]],
        "back_url": reverse("mobile:me"),
        "may_register": actor.may(KEEP),
    }
    return shown(request, "mobile/industry/pages/list.html", context)


@phone_page(needs=SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    actor = request.actor
    seen = IndustryProject.objects.visible_to(actor).select_related(*IndustryProject.NAMED_WITH)
    row = get_object_or_404(seen, pk=pk)
    verbs = verbs_for(row, actor)
    act, form = _next(request, row, verbs)
    if act is not None and form is not None and form.is_valid() and form.do(act, row, by=actor):
        if act.undo:
            offer(request, act, pk, text="记下了")
        return redirect("mobile:industry.one", pk=pk)
    asks_why = isinstance(form, WhyForm)
    others = [(verb, label) for verb, label in LABELS.items() if verb in verbs and verb not in NOT_HERE]
    if asks_why:
        others = [("advance", f"{VERBS[State(row.state)]}了"), *(one for one in others if one[0] != "say_why")]
    context = {
        **shown_project(row, actor),
        "form": form,
        "verb": "写好了" if asks_why else VERBS.get(State(row.state), ""),
        "others": others,
        "back_url": reverse("mobile:industry"),
    }
    return shown(request, "mobile/industry/pages/one.html", context)


def _next(request: HttpRequest, row: IndustryProject, verbs: set[str]) -> tuple[Act | None, ActForm | None]:
    """The sentence that is asked once, then the next stage."""
    if "say_why" in verbs:
        return projects.say_why, WhyForm(request.POST or None, seen=row)
    if "advance" in verbs:
        return projects.advance, AdvanceForm(request.POST or None, seen=row, initial={"on": request.actor.today})
    return None, None
