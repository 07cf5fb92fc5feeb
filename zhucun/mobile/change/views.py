"""M2: which kind, then only what that kind needs; today is preset, so that a trip today is three taps (J1)."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.actor import Actor
from zhucun.acts.once import answered
from zhucun.lib import halves
from zhucun.mobile.change import anew, leave
from zhucun.mobile.change.forms import ChangeForm
from zhucun.mobile.own import Crew, must_have_crew
from zhucun.mobile.phone import phone_page, shown
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.models import DayStatement, MonthLine
from zhucun.oversight.attendance.rules import Side
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.leave import acts as leaves
from zhucun.policy.attendance import LEAVE, OFFICIAL_TRIP, ROTA_REST, TRAINING, Category
from zhucun.web.forms import ActForm, press
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
    lines: list[MonthLine] = []
    if chosen and form and form.is_valid():
        told = form.told()
        lines = anew.lines_to_say_again(crew, actor, told["since_half"], told["until_half"])
        has_read = not lines or request.POST.get("again", "") == anew.key_of(lines)
        if has_read and _entered(request, crew, chosen, form, lines):
            return redirect("mobile:today")
    again = {"again": anew.key_of(lines), "warnings": [anew.before(line) for line in lines]}
    context = {**_frame(crew, actor), "chosen": chosen, "form": form, **again}
    return shown(request, "mobile/change/pages/change.html", context)


def _leave(request: HttpRequest, crew: Crew) -> HttpResponse:
    if before := answered(leaves.ask, request.POST.get("sent", ""), by=request.actor):
        return redirect("mobile:case", pk=before)
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
        "reported": [(one, labels.get(one.category, one.category)) for one in reported(crew, actor)],
        "press": ActForm(),
        "back_url": reverse("mobile:today"),
        "rest_url": reverse("oversight:days.rest", args=[crew.own.team_id]) if actor.may(rules.PLAN_REST) else "",
    }


def _entered(request: HttpRequest, crew: Crew, chosen: Category, form: ChangeForm, lines: list[MonthLine]) -> bool:
    if not form.do(attendance.enter, crew.own, by=request.actor, told={**form.told(), "category": chosen.key}):
        return False
    offer(request, attendance.enter, form.outcome or 0, text=f"记下了：{chosen.label}{anew.afterwards(lines)}")
    return True


def reported(crew: Crew, actor: Actor) -> list[DayStatement]:
    """What one has said and is not over or not locked yet, the latest first; `is_locked` is what stays."""
    own = DayStatement.objects.visible_to(actor).standing().filter(posting=crew.own, side=Side.MEMBER)
    locked = MonthLine.objects.locked().filter(
        posting=OuterRef("posting"), since_half__lt=OuterRef("until_half"), until_half__gt=OuterRef("since_half")
    )
    near = Q(until_half__gt=halves.half_of(actor.today)) | Q(is_locked=False)
    return list(own.annotate(is_locked=Exists(locked)).filter(near).order_by("-since_half", "pk"))


@require_POST
@phone_page(needs=rules.STATE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """What was reported and did not come to be."""
    row = get_object_or_404(DayStatement.objects.visible_to(request.actor, rules.STATE), pk=pk)
    press(request, attendance.withdraw, row)
    messages.success(request, f"撤回了：{row.in_words}那一条。")
    return redirect("mobile:change")
