"""Asking for leave: for whom, what, and what it would mean, shown before it is sent (J2)."""

import re
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from zhucun.acts.actor import Actor
from zhucun.acts.once import answered
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance.models import DayStatement
from zhucun.oversight.attendance.rules import STATE, Side
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave import preview, rules
from zhucun.oversight.leave.forms import AskForm
from zhucun.oversight.leave.ground import Ground, ground_of
from zhucun.oversight.leave.preview import Asked, Preview
from zhucun.web.page import page
from zhucun.web.undo import offer

MOST_FOUND = 30


@page(needs=rules.ASK)
def choose(request: HttpRequest) -> HttpResponse:
    """A member has only themself; the office looks for a name, a team or a unit."""
    own = own_posting(request.actor)
    if own is not None and not request.actor.scope(rules.ASK).place:
        return redirect("oversight:leaves.ask", pk=own.pk)
    text = request.GET.get("q", "").strip()
    found = list(_found(request.actor, text)[:MOST_FOUND]) if text else []
    return render(request, "oversight/leave/pages/choose.html", {"q": text, "found": found})


def own_posting(actor: Actor) -> Posting | None:
    own = Posting.objects.filter(cadre__in=actor.scope(rules.ASK).cadre).there_on(actor.today)
    return own.order_by("-since").first()


def _found(actor: Actor, text: str) -> QuerySet:
    seen = askable(actor).there_on(actor.today)
    in_teams = Team.objects.filter(name__contains=text).values("pk")
    keys = [*seen.called_like(text).values_list("pk", flat=True)]
    found = seen.filter(pk__in=[*keys, *seen.filter(team__in=in_teams).values_list("pk", flat=True)])
    return found.order_by("cadre__person__name_key", "pk")


def askable(actor: Actor) -> Any:
    """For whom this person may ask: themself, and who is posted in their territory."""
    reach = actor.scope(rules.ASK)
    own = Posting.objects.filter(cadre__in=reach.cadre)
    theirs = own | Posting.objects.filter(within_prefixes("place_code", reach.place))
    whole = theirs.select_related("cadre__person", "team", "sending_unit")
    return whole.defer("cadre__person__phone", "cadre__person__id_number")


@page(needs=rules.ASK)
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    posting = get_object_or_404(askable(request.actor), pk=pk)
    if before := answered(leaves.ask, request.POST.get("sent", ""), by=request.actor):
        return redirect("oversight:leaves.one", pk=before)
    ground = ground_of([posting], request.actor.today, first=request.actor.today, last=request.actor.today)
    form = _form(request, posting, ground)
    seen: Preview | None = None
    if form.is_valid():
        step = request.POST.get("step", "")
        clear_the_way(request, form, posting, step)
        is_sent = step == "send" and lateness_is_explained(form, _seen(request, form, posting))
        if is_sent and form.do(leaves.ask, posting, by=request.actor, told=_told(form, posting)):
            offer(request, leaves.ask, form.outcome, text="送出去了")
            return redirect("oversight:leaves.one", pk=form.outcome)
        seen = None if form.errors else _seen(request, form, posting)
    context = {"form": form, "posting": posting, "seen": seen, "is_own": _is_own(request, posting)}
    return render(request, "oversight/leave/pages/ask.html", context)


CLEAR = re.compile(r"clear-(\d{1,18})")


def clear_the_way(request: HttpRequest, form: AskForm, posting: Posting, step: str) -> None:
    """One press takes back what was said of these days, or keeps it up to where the leave begins."""
    if not (asked := CLEAR.fullmatch(step)):
        return
    rows = DayStatement.objects.visible_to(request.actor, STATE).filter(posting=posting, side=Side.MEMBER)
    row, since = get_object_or_404(rows, pk=int(asked[1])), form.span()["since_half"]
    told = {"reason": form.cleaned_data.get("entered_for_reason") or "这几天改成请假"}
    if row.since_half < since < row.until_half:
        form.tries(lambda: attendance.shorten(row, until_half=since, by=request.actor, **told).pk)
    else:
        form.tries(lambda: attendance.withdraw(row, by=request.actor, **told).pk)


def lateness_is_explained(form: AskForm, seen: Preview | None) -> bool:
    """What was agreed by telephone and is written late is sent with a line of why (R-LEA-07)."""
    if seen and seen.written_late_days and not form.cleaned_data["written_late_reason"]:
        form.add_error("written_late_reason", f"补单晚了 {seen.written_late_days} 天，写一句为什么。")
    return not form.errors


def _is_own(request: HttpRequest, posting: Posting) -> bool:
    return posting.cadre.person_id in request.actor.persons


def _form(request: HttpRequest, posting: Posting, ground: Ground) -> AskForm:
    today = request.actor.today
    return AskForm(
        request.POST or None,
        policy=ground.policy_of(posting),
        mates=[mate for mate in ground.others(posting) if mate.is_seated(today)],
        is_own=_is_own(request, posting),
        may_overrule=request.actor.scope(rules.OVERRIDE).covers_place(posting.place_code),
        initial={"since_day": today, "until_day": today, "kind": "personal"},
    )


def _seen(request: HttpRequest, form: AskForm, posting: Posting) -> Preview | None:
    """What it would mean; where the days make no span, the form says so instead."""
    given, found = form.cleaned_data, []
    covered_by = int(given["covered_by"]) if given.get("covered_by") else None
    told = {"covered_by": covered_by, "phoned_on": given.get("phoned_on"), "is_own": _is_own(request, posting)}
    asked = Asked(posting, given["kind"], **form.span(), **told)

    def look() -> None:
        found.append(preview.preview(asked, preview.ground_for([asked], request.actor.today)))

    return found[0] if form.tries(look) else None


def _told(form: AskForm, posting: Posting) -> dict[str, Any]:
    key = form.cleaned_data.get("covered_by")
    mates = Posting.objects.filter(team=posting.team_id).select_related("cadre__person", "team")
    return {**form.told(), "covered_by": mates.get(pk=int(key)) if key else None}
