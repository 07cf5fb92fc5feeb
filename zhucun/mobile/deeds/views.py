"""队里的实事: those under way first, the latest done below; one of them with its steps and 办结."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from zhucun.mobile.phone import phone_page, shown
from zhucun.six_ones.handling.forms import FinishForm
from zhucun.six_ones.handling.lists import stage_of
from zhucun.six_ones.handling.step_pages import LABELS
from zhucun.six_ones.handling.views import verbs_for
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import KEEP, SEE, State
from zhucun.web.undo import offer

LATEST = 10
NOT_HERE = ("finish", "correct")


@phone_page(needs=SEE)
def listing(request: HttpRequest) -> HttpResponse:
    today = request.actor.today
    seen = UrgentMatter.objects.visible_to(request.actor).select_related("place", "household", "team", "unit")
    under_way = seen.under_way().order_by("promised_on", "raised_on", "pk")[: 3 * LATEST]
    done = seen.filter(state=State.DONE).order_by("-done_on", "-pk")[:LATEST]
    groups = [
        (label, [(row, stage_of(row, today)) for row in rows])
        for label, rows in (("在办的", under_way), ("最近办结的", done))
    ]
    context = {"groups": [group for group in groups if group[1]], "back_url": reverse("mobile:me")}
    return shown(request, "mobile/deeds/pages/list.html", context)


@phone_page(needs=SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    actor = request.actor
    seen = UrgentMatter.objects.visible_to(actor).select_related(*UrgentMatter.NAMED_WITH)
    row = get_object_or_404(seen, pk=pk)
    verbs = verbs_for(row, actor)
    form = FinishForm(request.POST or None, seen=row, initial={"on": actor.today}) if "finish" in verbs else None
    if form is not None and actor.may(KEEP) and form.is_valid() and form.do(matters.finish, row, by=actor):
        offer(request, matters.finish, pk, text="办结了")
        return redirect("mobile:deeds")
    context = {
        "row": row,
        "stage": stage_of(row, actor.today),
        "steps": row.steps.order_by("happened_on", "pk"),
        "form": form,
        "others": [(verb, label) for verb, label in LABELS.items() if verb in verbs and verb not in NOT_HERE],
        "back_url": reverse("mobile:deeds"),
    }
    return shown(request, "mobile/deeds/pages/one.html", context)
