"""Who leaves, the proposed seats, and their approval step by step."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.rounds import acts as rounds
from zhucun.dispatch.rounds import approving, rules, seating
from zhucun.dispatch.rounds.lacking import lacks_of
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.plan_models import ApprovalStep, ProposedSeat
from zhucun.dispatch.rounds.rules import State
from zhucun.dispatch.selection import lists
from zhucun.dispatch.selection.forms import AgreeForm, SendBackForm
from zhucun.dispatch.selection.round_pages import crumbs_of, round_of
from zhucun.dispatch.selection.staying import staying_table, with_staying
from zhucun.org.roles import label
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.MANAGE)
def stay(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.MANAGE)
    rows = with_staying(Posting.objects.visible_to(request.actor, rules.MANAGE), round_, request.actor.today)
    may_settle = round_.state in rules.MAY_SETTLE_STAY
    ticks = may_settle and request.GET.get("view") in ("leave", "stay")
    table = staying_table(round_, singly=may_settle and not ticks).bind(request, rows)
    if ticks:
        table.pick = _turned(request, round_)
    context = {
        "heading": "谁走谁留",
        "question": _stay_question(round_),
        "crumbs": crumbs_of(round_),
        "table": table,
    }
    return render(request, "dispatch/selection/pages/list.html", context)


def _stay_question(round_: SelectionRound) -> str:
    if round_.posted_on is not None:
        return f"{round_.posted_on:%Y-%m-%d} 按名单派驻时谁轮换、谁留任。"
    return f"到 {round_.rotates_before:%Y-%m-%d} 任期满的轮换，别的留任；不按任期的，一个一个定。"


def _turned(request: HttpRequest, round_: SelectionRound) -> dict[str, Any]:
    """Of those who leave, ticked ones stay; of those who stay, ticked ones leave."""
    stays = request.GET["view"] == "leave"
    return {
        "action_url": reverse("dispatch:rounds.one.stay.settle", args=[round_.pk]),
        "name": "posting",
        "label": f"打勾的改为{'留任' if stays else '轮换'}",
        "unit": "人",
        "hidden": [("stays", "yes" if stays else "no"), ("back", request.GET.urlencode())],
    }


@require_POST
@page(needs=rules.MANAGE)
@transaction.atomic
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.MANAGE)
    keys = [key for key in request.POST.getlist("posting") if key.isdigit()]
    stays = request.POST.get("stays") == "yes"
    for posting in Posting.objects.visible_to(request.actor, rules.MANAGE).filter(pk__in=keys).order_by("pk"):
        rounds.settle_stay(round_, posting=posting, stays=stays, by=request.actor)
    back = urlencode(QueryDict(request.POST.get("back", "")).dict())
    return redirect(f"{reverse('dispatch:rounds.one.stay', args=[pk])}?{back}")


@page(needs=rules.SEE_PLAN)
def seats(request: HttpRequest, pk: int) -> HttpResponse:
    round_, actor = round_of(request, pk, rules.SEE_PLAN), request.actor
    rows = lists.seats_of(ProposedSeat.objects.visible_to(actor).filter(round=round_))
    context = {
        "round": round_,
        "crumbs": crumbs_of(round_),
        "table": lists.seats_table(request.actor).bind(request, rows),
        "lacks": lacks_of(round_, actor.today) if round_.state == State.FORMING and round_.seat_count else None,
        "may_clear": actor.may(rules.MANAGE) and round_.state == State.FORMING and round_.seat_count,
        "press": ActForm(seen=round_),
    }
    return render(request, "dispatch/selection/pages/seats.html", context)


@require_POST
@page(needs=rules.MANAGE)
def clear(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, seating.clear_seats, round_of(request, pk, rules.MANAGE))
    return redirect("dispatch:rounds.one.seats", pk=pk)


@page(needs=rules.SEE_PLAN)
def approval(request: HttpRequest, pk: int) -> HttpResponse:
    round_, actor = round_of(request, pk, rules.SEE_PLAN), request.actor
    steps = ApprovalStep.objects.visible_to(actor).filter(round=round_).order_by("-turn", "level", "rank")
    context = {
        "round": round_,
        "crumbs": crumbs_of(round_),
        "chains": list(_chains(list(steps), round_, actor)),
        "counts": lists.counted_by(ProposedSeat.objects.visible_to(actor).filter(round=round_), "sending_level"),
        "may_take_back": actor.may(rules.MANAGE) and round_.state == State.APPROVING,
        "press": ActForm(seen=round_),
    }
    return render(request, "dispatch/selection/pages/approval.html", context)


@require_POST
@page(needs=rules.MANAGE)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, approving.take_back, round_of(request, pk, rules.MANAGE))
    return redirect("dispatch:rounds.one", pk=pk)


def _chains(steps: list[ApprovalStep], round_: SelectionRound, actor: Any) -> Iterable[dict[str, Any]]:
    opened = {step.pk for step in ApprovalStep.objects.open().filter(round=round_)}
    for (turn, _), chain in groupby(steps, key=lambda step: (step.turn, step.level)):
        of_level = list(chain)
        yield {
            "turn": turn,
            "is_now": turn == round_.turn,
            "level": of_level[0].get_level_display(),
            "steps": [_drawn(step, opened, actor) for step in of_level],
        }


def _drawn(step: ApprovalStep, opened: set[int], actor: Any) -> dict[str, Any]:
    is_open = step.pk in opened
    is_late = step.due_on < actor.today
    return {
        "step": step,
        "office": label(step.role),
        "is_open": is_open,
        "is_late": is_open and is_late,
        "above": label(rules.ABOVE.get(step.role, "")) if is_open and is_late else "",
        "is_mine": is_open and actor.may(rules.APPROVE) and rules.may_decide(step.role, actor.roles, is_late=is_late),
    }


def step_of(request: HttpRequest, pk: int) -> ApprovalStep:
    return get_object_or_404(
        ApprovalStep.objects.visible_to(request.actor, rules.APPROVE).select_related("round"), pk=pk
    )


@page(needs=rules.APPROVE)
def step(request: HttpRequest, pk: int) -> HttpResponse:
    """Shall I agree: who, where, by whom it was agreed to before."""
    row = step_of(request, pk)
    form = AgreeForm(request.POST or None, seen=row)
    if not rules.needs_document(row.level, row.role):
        del form.fields["document_number"]
    if form.is_valid() and form.do(approving.agree, row, by=request.actor):
        offer(request, approving.agree, pk, text="同意了")
        return redirect("dispatch:rounds.one", pk=row.round_id)
    rows = ProposedSeat.objects.visible_to(request.actor).filter(round=row.round_id, sending_level=row.level)
    before = ApprovalStep.objects.visible_to(request.actor).filter(
        round=row.round_id, turn=row.turn, level=row.level, rank__lt=row.rank
    )
    context = {
        "step": row,
        "round": row.round,
        "office": label(row.role),
        "crumbs": crumbs_of(row.round),
        "form": form if row.agreed is None else None,
        "before": [(label(one.role), one) for one in before.order_by("rank")],
        "lacks": lacks_of(row.round, request.actor.today) if row.agreed is None else None,
        "table": lists.seats_table(request.actor, is_asked=True).bind(request, lists.seats_of(rows)),
    }
    return render(request, "dispatch/selection/pages/step.html", context)


@page(needs=rules.APPROVE)
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    row = step_of(request, pk)
    form = SendBackForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(approving.send_back, row, by=request.actor):
        return redirect("dispatch:rounds.one", pk=row.round_id)
    back = reverse("dispatch:rounds.approval", args=[pk])
    context = {
        "form": form,
        "heading": "退回选派方案",
        "question": "退回组队这一步。名单留着，改了再报。",
        "crumbs": [*crumbs_of(row.round), (back, "审批")],
        "submit_label": "退回方案",
        "danger": True,
        "cancel_url": back,
        "cancel_label": "先不退",
    }
    return render(request, "web/pages/form.html", context)
