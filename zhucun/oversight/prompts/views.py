"""重点工作提示: writing one, sending it out, how far it is, which teams were told on paper (screen G10)."""

import uuid
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhucun.acts.act import Act
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.trail import SentAct
from zhucun.lib.periods import add_months
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.prompts import acts as prompts
from zhucun.oversight.prompts import rules
from zhucun.oversight.prompts.forms import PromptForm, WithdrawForm, in_month, item_forms, told_of, written
from zhucun.oversight.prompts.models import PromptQuerySet, PromptRecipient, WorkPrompt
from zhucun.oversight.prompts.opening import has_been_opened
from zhucun.oversight.prompts.reading import progress_of, recipients_of
from zhucun.oversight.prompts.rules import State
from zhucun.oversight.prompts.teams import by_township
from zhucun.policy.profile import TAGS
from zhucun.web.forms import ActForm, press
from zhucun.web.history import whole_history
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_SHOWN, MOST_LINES = 36, 30


@page(needs=rules.SEE)
def months(request: HttpRequest) -> HttpResponse:
    seen = WorkPrompt.objects.visible_to(request.actor).order_by("-month", "-pk")
    if not request.actor.may(rules.ISSUE):
        seen = seen.issued()
    context = {
        "rows": _with_reach(list(seen[:MOST_SHOWN]), request),
        "may_issue": request.actor.may(rules.ISSUE),
    }
    return render(request, "oversight/prompts/pages/months.html", context)


def _with_reach(rows: list[WorkPrompt], request: HttpRequest) -> list[dict[str, Any]]:
    seen = PromptRecipient.objects.visible_to(request.actor).filter(prompt__in=rows)
    found: dict[int, list[bool]] = {}
    for prompt, reached_on in seen.values_list("prompt", "reached_on"):
        found.setdefault(prompt, []).append(reached_on is not None)
    return [{"prompt": row, "of": len(found.get(row.pk, [])), "reached": sum(found.get(row.pk, []))} for row in rows]


def prompt_of(request: HttpRequest, pk: int, needs: str = rules.SEE) -> WorkPrompt:
    """A draft, and one that was taken back, is for those who issue."""
    seen = WorkPrompt.objects.visible_to(request.actor, needs)
    if not request.actor.may(rules.ISSUE):
        seen = seen.issued()
    return get_object_or_404(seen, pk=pk)


@page(needs=rules.SEE)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    prompt, actor = prompt_of(request, pk), request.actor
    if prompt.state == State.ISSUED:
        has_been_opened(prompt, actor)
    recipients = recipients_of(prompt, actor)
    lines = progress_of(prompt, [one.team_id for one in recipients], actor.today)
    is_own_team = bool(actor.scope(rules.SEE).team) and len(recipients) == 1
    context = {
        "prompt": prompt,
        "lines": lines,
        "goes_to": _goes_to(prompt, len(recipients), actor),
        "reached": sum(one.reached_on is not None for one in recipients),
        "of": len(recipients),
        "own_team": recipients[0].team_id if is_own_team else None,
        "own": [(line, line.count_of(recipients[0].team_id), line.has(recipients[0].team_id)) for line in lines]
        if is_own_team
        else [],
        "townships": [] if is_own_team else by_township(recipients, lines, actor),
        "may_issue": actor.may(rules.ISSUE),
        "pressing": ActForm(seen=prompt),
        "history": whole_history([prompt], most=MOST_LINES) if actor.may(rules.ISSUE) else [],
    }
    return render(request, "oversight/prompts/pages/one.html", context)


def _goes_to(prompt: WorkPrompt, count: int, actor: Any) -> str:
    """In words: 所有工作队, 161 支."""
    if prompt.state == State.DRAFT:
        count = prompts.teams_of(prompt, actor.today).count()
    kind = {
        rules.Audience.TAG: f"{TAGS.get(prompt.tag, prompt.tag)}的工作队",
        rules.Audience.TOWNSHIPS: f"{len(prompt.townships)} 个乡镇的工作队",
    }.get(prompt.audience, "所有工作队")
    here = "" if actor.scope(rules.SEE).covers_place(prompt.county_code) else "这里 "
    return f"{kind}，{here}{count} 支"


@page(needs=rules.SEE)
def item(request: HttpRequest, pk: int, position: int) -> HttpResponse:
    """Which teams have it and which have not yet, by township in their fixed order; teams, never persons."""
    prompt, actor = prompt_of(request, pk), request.actor
    recipients = recipients_of(prompt, actor)
    lines = progress_of(prompt, [one.team_id for one in recipients], actor.today)
    line = next((one for one in lines if one.item.position == position), None)
    if line is None:
        return redirect("oversight:rhythm.prompts.one", pk=pk)
    lacking = [one for one in recipients if not line.has(one.team_id)]
    context = {
        "prompt": prompt,
        "line": line,
        "lacking": by_township(lacking, [line], actor),
        "having": by_township([one for one in recipients if line.has(one.team_id)], [line], actor),
    }
    return render(request, "oversight/prompts/pages/item.html", context)


@page(needs=rules.ISSUE)
def new(request: HttpRequest) -> HttpResponse:
    """Empty for this month, or with the words of an earlier one for the next month that has none."""
    actor = request.actor
    seen = WorkPrompt.objects.visible_to(actor, rules.ISSUE)
    earlier = seen.filter(pk=_key(request.GET.get("like", ""))).first()
    first = _next_without(seen, actor.today) if earlier else actor.today.replace(day=1)
    initial, items = written(earlier, month=first) if earlier else ({}, [])
    initial = {"month": f"{first:%Y-%m}", "title": f"{first.month}月重点工作提示", "audience": "all", **initial}
    if earlier:
        initial["title"] = in_month(initial["title"], earlier.first, first)
    counties = Place.objects.visible_to(actor, rules.ISSUE).filter(kind=Kind.COUNTY, until__isnull=True)
    county = get_object_or_404(counties, code=actor.county_code)
    return _written(request, prompts.draft, county, initial, items, "起草重点工作提示")


def _next_without(seen: PromptQuerySet, today: date) -> date:
    """From this month on, the first for which nothing was sent out or is being written."""
    first = today.replace(day=1)
    taken = set(seen.standing().filter(month__gte=f"{first:%Y-%m}").values_list("month", flat=True))
    while f"{first:%Y-%m}" in taken:
        first = add_months(first, 1)
    return first


def _key(said: str) -> int:
    return int(said) if said.isdecimal() and len(said) < len(str(2**31)) else 0


@page(needs=rules.ISSUE)
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    prompt = prompt_of(request, pk, rules.ISSUE)
    initial, items = written(prompt)
    return _written(request, prompts.change, prompt, initial, items, "改提示")


def _written(
    request: HttpRequest, act: Act, row: Any, initial: dict[str, Any], items: list[dict[str, Any]], heading: str
) -> HttpResponse:
    is_new = act is prompts.draft
    form = PromptForm(request.POST or None, by=request.actor, initial=initial, seen=None if is_new else row)
    if not is_new:
        del form.fields["month"]
    lines = item_forms(request.POST or None, items)
    are_valid = [line.is_valid() for line in lines]
    if form.is_valid() and all(are_valid) and form.do(act, row, by=request.actor, told=told_of(form, lines)):
        return redirect("oversight:rhythm.prompts.one", pk=form.outcome)
    context = {"form": form, "lines": lines, "heading": heading, "prompt": None if is_new else row}
    return render(request, "oversight/prompts/pages/write.html", context)


@require_POST
@page(needs=rules.ISSUE)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, prompts.issue, prompt_of(request, pk, rules.ISSUE))
    offer(request, prompts.issue, pk, text="发出去了")
    return redirect("oversight:rhythm.prompts.one", pk=pk)


@page(needs=rules.ISSUE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    prompt = prompt_of(request, pk, rules.ISSUE)
    here = reverse("oversight:rhythm.prompts.one", args=[pk])
    form = WithdrawForm(request.POST or None, seen=prompt)
    if form.is_valid() and form.do(prompts.withdraw, prompt, by=request.actor):
        return redirect(here)
    crumbs = [(reverse("oversight:rhythm.prompts"), "重点工作提示"), (here, prompt.title)]
    words = {"heading": f"收回{prompt.title}", "question": "收回以后，队里和乡镇都看不到了。", "submit_label": "收回"}
    context = {"form": form, "crumbs": crumbs, "cancel_url": here, "danger": True, **words}
    return render(request, "web/pages/form.html", context)


@require_POST
@page(needs=rules.TELL)
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """Teams told on paper, by telephone or at a meeting: those ticked."""
    prompt = prompt_of(request, pk, rules.TELL)
    ticked = [key for key in request.POST.getlist("team") if key.isdecimal()]
    seen = PromptRecipient.objects.visible_to(request.actor, rules.TELL)
    rows = list(seen.filter(prompt=prompt, prompt__state=State.ISSUED, team__in=ticked, reached_on__isnull=True))
    if not rows:
        raise Refused("先勾上告知了的队。")
    _tell_once(request, rows)
    messages.success(request, f"登记了 {len(rows)} 支队已经告知。")
    return redirect("oversight:rhythm.prompts.one", pk=pk)


def _tell_once(request: HttpRequest, rows: list[PromptRecipient]) -> None:
    form = ActForm(request.POST)
    form.full_clean()
    sent: Any = form.cleaned_data.get("sent") or uuid.uuid4()
    try:
        with transaction.atomic():
            account = request.actor.account_id
            SentAct.objects.create(id=sent, account_id=account, at=timezone.now(), verb=prompts.tell.verb)
            prompts.tell.many([Told(row, {}) for row in rows], by=request.actor)
    except IntegrityError:
        raise Refused("这一批已经登记过了。刷新后再看。") from None
