"""联审: one page for all bodies, one form for a body's answer about everybody who waits for it (R-SEL-23)."""

from collections import Counter
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.recording import Told
from zhucun.dispatch.rounds import checking, rules
from zhucun.dispatch.rounds.models import JointCheck, SelectionRound
from zhucun.dispatch.rounds.rules import CheckOutcome, NominationState, State
from zhucun.dispatch.selection.forms import ChecksForm
from zhucun.dispatch.selection.round_pages import crumbs_of, round_of
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page

STILL = (NominationState.ELIGIBLE, NominationState.STOPPED, NominationState.CLEARED)


@dataclass(frozen=True)
class Body:
    """An outside body with how far its answers are; `number` is its place in the address."""

    number: int
    name: str
    waiting: int
    clear: int
    not_suitable: int


def _lines(request: HttpRequest, round_: SelectionRound) -> list[JointCheck]:
    seen = JointCheck.objects.visible_to(request.actor).filter(nomination__round=round_, nomination__state__in=STILL)
    loaded = seen.select_related("nomination__cadre__person", "nomination__unit")
    unsealed = loaded.defer("nomination__cadre__person__phone", "nomination__cadre__person__id_number")
    return list(unsealed.order_by("nomination__unit__position", "nomination", "pk"))


def _bodies(lines: list[JointCheck]) -> list[Body]:
    names = list(dict.fromkeys(line.body for line in sorted(lines, key=lambda line: line.pk)))
    counted = Counter((line.body, line.outcome) for line in lines)
    return [
        Body(
            number,
            name,
            counted[name, ""],
            counted[name, CheckOutcome.NO_OBJECTION],
            counted[name, CheckOutcome.NOT_SUITABLE],
        )
        for number, name in enumerate(names, start=1)
    ]


@page(needs=rules.CHECK)
def checks(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.CHECK)
    lines = _lines(request, round_)
    said = [line for line in lines if line.outcome]
    context = {
        "round": round_,
        "crumbs": crumbs_of(round_),
        "bodies": _bodies(lines),
        "said": said,
        "may_record": round_.state == State.CHECKING,
        "press": lambda: ActForm(),
    }
    return render(request, "dispatch/selection/pages/checks.html", context)


@page(needs=rules.CHECK)
def record(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One answer speaks of many: everybody who still waits for this body."""
    round_ = round_of(request, pk, rules.CHECK)
    lines = _lines(request, round_)
    body = next((one for one in _bodies(lines) if one.number == number), None)
    if body is None:
        raise Http404
    waiting = [line for line in lines if line.body == body.name and not line.outcome]
    people = [(str(line.pk), f"{line.nomination} · {line.nomination.unit}") for line in waiting]
    form = ChecksForm(request.POST or None, people=people, initial={"answered_on": request.actor.today})
    if form.is_valid() and form.tries(lambda: _record(request, waiting, form)):
        return redirect("dispatch:rounds.one.checks", pk=pk)
    back = reverse("dispatch:rounds.one.checks", args=[pk])
    context = {
        "form": form,
        "heading": f"登记{body.name}的答复",
        "question": f"{len(waiting)} 人等它答复。",
        "crumbs": [*crumbs_of(round_), (back, "联审")],
        "submit_label": "登记答复",
        "cancel_url": back,
        "cancel_label": "先不登记",
    }
    return render(request, "web/pages/form.html", context)


def _record(request: HttpRequest, waiting: list[JointCheck], form: ChecksForm) -> int:
    given = form.cleaned_data
    told = {"answered_on": given["answered_on"], "document_number": given["document_number"]}
    answered = [line for line in waiting if str(line.pk) not in given["silent"]]
    outcome = {
        line.pk: CheckOutcome.NOT_SUITABLE if str(line.pk) in given["not_suitable"] else CheckOutcome.NO_OBJECTION
        for line in answered
    }
    checking.record.many([Told(line, {**told, "outcome": outcome[line.pk]}) for line in answered], by=request.actor)
    return len(answered)


@require_POST
@page(needs=rules.CHECK)
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    line = get_object_or_404(JointCheck.objects.visible_to(request.actor).select_related("nomination"), pk=pk)
    press(request, checking.clear, line)
    return redirect("dispatch:rounds.one.checks", pk=line.nomination.round_id)
