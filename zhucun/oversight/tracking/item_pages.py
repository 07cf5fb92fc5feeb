"""One item: how far it is, before and after, the letter it stands in, and what the reader may do with it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.acts.refused import Refused
from zhucun.files.keeping import Upload
from zhucun.files.rules import FileKind
from zhucun.oversight.letters import writing
from zhucun.oversight.letters.forms import ReasonForm
from zhucun.oversight.onsite.rules import SEE as SEE_FINDINGS
from zhucun.oversight.rectification import acts as items
from zhucun.oversight.rectification import beside, rules
from zhucun.oversight.rectification.models import ItemStep, RectificationItem
from zhucun.oversight.rectification.rules import State
from zhucun.oversight.tracking import reading, words
from zhucun.oversight.tracking.forms import (
    CheckForm,
    DisputeForm,
    LongerForm,
    MoveForm,
    ReplyForm,
    SendBackForm,
    UpholdForm,
)
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer

UNANSWERED = (State.ISSUED, State.OPEN)
PRESSES: dict[str, tuple[Act, str]] = {
    "accept": (items.accept, "签收"),
    "sign": (items.sign, "属实，签"),
    "grant_longer": (beside.grant_longer, "准延期"),
    "remind": (beside.remind, "催办"),
    "reopen": (items.reopen, "撤回销号"),
}
ASKED: dict[str, tuple[Act, type[ActForm], str, str]] = {
    "dispute": (items.dispute, DisputeForm, "有异议…", "提异议"),
    "ask_longer": (beside.ask_longer, LongerForm, "申请延期…", "申请延期"),
    "send_back": (items.send_back, SendBackForm, "退回…", "退回"),
    "refuse_longer": (beside.refuse_longer, ReasonForm, "不准延期…", "不准"),
    "uphold": (items.uphold, UpholdForm, "维持…", "维持交办"),
    "drop": (items.drop, ReasonForm, "撤销…", "撤销这一项"),
    "move_due": (beside.move_due, MoveForm, "改期限…", "改期限"),
}


def item_of(request: HttpRequest, pk: int, needs: str | None = None) -> RectificationItem:
    seen = RectificationItem.objects.visible_to(request.actor, needs).exclude(state=State.DRAFT)
    return get_object_or_404(
        seen.select_related("letter__issue", "letter__unit", "team", "finding__visit").with_repeats(), pk=pk
    )


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    return shown(request, item_of(request, pk))


def shown(request: HttpRequest, item: RectificationItem, **forms: Any) -> HttpResponse:
    """With a form that was refused, or new ones for whoever may."""
    actor, may = request.actor, reading.may(item, request.actor)
    profile = policy.of(actor)
    steps = reading.steps_shown(item)
    context = {
        "item": item,
        "may": may,
        "mark": words.mark_of(item, actor.today),
        "steps": words.steps_of(item),
        "kind": profile.inspection.kind(item.kind),
        "history": steps,
        "reply": reading.latest_reply(steps),
        "before": reading.before(item, actor),
        "sees_finding": actor.may(SEE_FINDINGS),
        "letter": writing.shown(item.letter, profile.rectification, actor),
        "presses": [(verb, PRESSES[verb][1]) for verb in may.presses(item)],
        "asked": [(verb, ASKED[verb][2]) for verb in may.asked(item)],
        "pressing": ActForm(seen=item),
        "waiting": _others_to_check(request, item) if may.checks else [],
        "others": _earlier(request, item) if item.is_repeat else [],
        **_forms(item, may),
        **forms,
    }
    return render(request, "oversight/tracking/pages/item.html", context)


def _forms(item: RectificationItem, may: reading.May) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if may.answers and item.state in UNANSWERED:
        found["reply_form"] = ReplyForm(seen=item, is_office=may.answers == "office")
    if may.checks and item.state == State.SIGNED and not may.own_reply:
        found["check_form"] = CheckForm(seen=item, initial={"outcome": "onsite" if item.to_be_seen else "document"})
    return found


def _others_to_check(request: HttpRequest, item: RectificationItem) -> list[int]:
    rows = RectificationItem.objects.visible_to(request.actor, rules.CHECK).filter(state=State.SIGNED)
    return list(rows.exclude(pk=item.pk).order_by("signed_on", "pk").values_list("pk", flat=True))


def _earlier(request: HttpRequest, item: RectificationItem) -> list[RectificationItem]:
    rows = RectificationItem.objects.visible_to(request.actor).standing()
    rows = rows.filter(team=item.team_id, kind=item.kind, pk__lt=item.pk)
    return list(rows.select_related("letter__issue").order_by("-pk"))


def to_item(pk: int) -> HttpResponse:
    return redirect("oversight:rectification.item", pk=pk)


@require_POST
@page(needs=rules.REPLY)
def reply(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk, rules.REPLY)
    is_office = items.answers_for(item, request.actor) == "office"
    form = ReplyForm(request.POST, request.FILES, seen=item, is_office=is_office)
    if replied(request, form, item):
        return to_item(pk)
    return shown(request, item, form=form, **({"reply_form": form} if item.state in UNANSWERED else {}))


def replied(request: HttpRequest, form: ReplyForm, item: RectificationItem) -> bool:
    """The sentence counts without the photo: one that cannot be kept is said, and nothing is lost."""
    if not (form.is_valid() and form.do(items.reply, item, by=request.actor)):
        return False
    photo = form.cleaned_data.get("photo")
    if photo:
        step = ItemStep.objects.filter(item=item, verb="reply").latest("pk")
        try:
            beside.attach(step, upload=Upload(FileKind.PHOTO, photo.read()), by=request.actor)
        except Refused as refusal:
            messages.warning(request, f"反馈送到了，照片没存上：{refusal.sentence}")
    return True


@require_POST
@page(needs=rules.CHECK)
def check(request: HttpRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk, rules.CHECK)
    form = CheckForm(request.POST, seen=item)
    if form.is_valid() and checked(request, form, item):
        return to_item(pk)
    return shown(request, item, form=form, **({"check_form": form} if item.state == State.SIGNED else {}))


def checked(request: HttpRequest, form: CheckForm, item: RectificationItem) -> bool:
    """Closed, back with a new day, or to be seen there: each is an act of its own."""
    given, by = form.cleaned_data, request.actor
    if given["outcome"] == "return":
        told = {"verdict": given["verdict"], "due_on": given["due_on"]}
        return form.do(items.return_for_more, item, by=by, told=told)
    if given["outcome"] == "look":
        return form.do(items.look_on_site, item, by=by, told={"note": given["verdict"]})
    told = {"verified": given["outcome"], "verdict": given["verdict"]}
    if done := form.do(items.close, item, by=by, told=told):
        offer(request, items.close, item.pk, text="销了号")
    return done


@require_POST
@page(needs=rules.SEE)
def pressed(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A button that asks for nothing; the act knows who may."""
    if verb not in PRESSES:
        raise Http404
    act = PRESSES[verb][0]
    press(request, act, item_of(request, pk))
    return to_item(pk)


@page(needs=rules.SEE)
def step(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """A button that asks why, or until when."""
    if verb not in ASKED:
        raise Http404
    act, kind, _, label = ASKED[verb]
    request.actor.must(act.needs)
    item = item_of(request, pk, act.needs)
    form = kind(request.POST or None, seen=item)
    if form.is_valid() and form.do(act, item, by=request.actor):
        return to_item(pk)
    here = reverse("oversight:rectification.item", args=[pk])
    context = {
        "form": form,
        "heading": label,
        "question": f"{item.place_name}：{item.problem}",
        "crumbs": [(reverse("oversight:rectification"), "整改交办"), (here, "这一项")],
        "submit_label": label,
        "cancel_url": here,
        "cancel_label": "先不办",
        "danger": verb == "drop",
    }
    return render(request, "web/pages/form.html", context)
