"""M2: which kind, then only what that kind needs; today is preset, so that a trip today is three taps (J1)."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib import halves
from zhucun.mobile.change import leave
from zhucun.mobile.change.forms import ChangeForm
from zhucun.mobile.own import Crew, must_have_crew
from zhucun.mobile.phone import phone_page, shown
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.models import DayStatement
from zhucun.oversight.attendance.rules import Side
from zhucun.oversight.attendance.terms import terms_for
from zhucun.policy.attendance import LEAVE, OFFICIAL_TRIP, ROTA_REST, TRAINING, Category
from zhucun.web.undo import offer

ICONS = {LEAVE: "plane-departure", OFFICIAL_TRIP: "briefcase", TRAINING: "school", ROTA_REST: "sofa"}
OTHER_ICON = "calendar-check"


@dataclass(frozen=True)
class Kind:
    """A big button: one of the categories one may enter oneself, or leave."""

    key: str
    label: str
    icon: str


def categories_of(crew: Crew, actor: Actor) -> list[Category]:
    """What one may announce oneself; duty on a rest day is pressed on the first page."""
    terms = terms_for(actor, crew.own.place_code, actor.today)
    return [one for one in terms.categories if one.who == "anyone" and one.ahead]


@phone_page(needs=rules.STATE)
def change(request: HttpRequest) -> HttpResponse:
    """Leave goes its way to whoever approves it, everything else stands at once."""
    actor, crew = request.actor, must_have_crew(request.actor)
    if request.GET.get("kind") == LEAVE:
        return _leave(request, crew)
    chosen = next((one for one in categories_of(crew, actor) if one.key == request.GET.get("kind")), None)
    form = ChangeForm(request.POST or None, today=actor.today) if chosen else None
    if chosen and form and form.is_valid() and _entered(request, crew, chosen, form):
        return redirect("mobile:today")
    context = {**_frame(crew, actor), "chosen": chosen, "form": form}
    return shown(request, "mobile/change/pages/change.html", context)


def _leave(request: HttpRequest, crew: Crew) -> HttpResponse:
    form, seen = leave.asked(request, crew)
    if form.is_valid() and leave.sent(request, form, seen, crew.own):
        return redirect("mobile:case", pk=form.outcome)
    context = {**_frame(crew, request.actor), "is_leave": True, "form": form, "seen": seen}
    return shown(request, "mobile/change/pages/leave.html", context)


def _frame(crew: Crew, actor: Actor) -> dict[str, Any]:
    labels = {key: one.label for key, one in terms_for(actor, crew.own.place_code, actor.today).by_key.items()}
    kinds = [Kind(one.key, one.label, ICONS.get(one.key, OTHER_ICON)) for one in categories_of(crew, actor)]
    return {
        "kinds": [Kind(LEAVE, "请假", ICONS[LEAVE]), *kinds],
        "coming": [(one, labels.get(one.category, one.category)) for one in coming(crew, actor)],
        "back_url": reverse("mobile:today"),
    }


def _entered(request: HttpRequest, crew: Crew, chosen: Category, form: ChangeForm) -> bool:
    if not form.do(attendance.enter, crew.own, by=request.actor, told={**form.told(), "category": chosen.key}):
        return False
    offer(request, attendance.enter, form.outcome or 0, text=f"记下了：{chosen.label}")
    return True


def coming(crew: Crew, actor: Actor) -> list[DayStatement]:
    """What one has announced and is not over, so that nothing is entered twice."""
    own = DayStatement.objects.visible_to(actor).standing().filter(posting=crew.own, side=Side.MEMBER)
    return list(own.filter(until_half__gt=halves.half_of(actor.today)).order_by("since_half", "pk"))
