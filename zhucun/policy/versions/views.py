"""办法参数: which numbers hold and who set them; proposing others, deciding on them (screen Z2)."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.policy.effects import Trial, effects
from zhucun.policy.filing.rules import SEE as SEE_FILING
from zhucun.policy.profile import PolicyProfile
from zhucun.policy.versions import acts as versions
from zhucun.policy.versions import lists, overlay, rules
from zhucun.policy.versions.forms import DayForm, DeclineForm, ProposalForm
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.rules import FLOW, State
from zhucun.web.forms import ActForm, press
from zhucun.web.history import Line, history_of
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.SEE)
def profile(request: HttpRequest) -> HttpResponse:
    """As of any day, since last year's assessment is judged by last year's numbers (R-SEL-21)."""
    actor = request.actor
    form = DayForm(request.GET)
    day = (form.is_valid() and form.cleaned_data["day"]) or actor.today
    context = {
        "day": day,
        "is_today": day == actor.today,
        "then": "现在" if day == actor.today else "那天",
        "groups": lists.values_on(day, actor.county_code),
        "proposed": PolicyVersion.objects.visible_to(actor).filter(state=State.PROPOSED).order_by("pk"),
        **_may(request),
        "as_of_text": f"{day:%Y-%m-%d}",
    }
    return render(request, "policy/versions/pages/profile.html", context)


def _may(request: HttpRequest) -> dict[str, bool]:
    return {"may_propose": request.actor.may(rules.PROPOSE), "may_see_filing": request.actor.may(SEE_FILING)}


@page(needs=rules.SEE)
def versions_list(request: HttpRequest) -> HttpResponse:
    table = lists.versions_table(request.actor.today)
    rows = PolicyVersion.objects.readable_by(request.actor)
    context = {"table": table.bind(request, rows), **_may(request)}
    return render(request, "policy/versions/pages/versions.html", context)


@page(needs=rules.PROPOSE)
def propose(request: HttpRequest) -> HttpResponse:
    """Values first, then what they would change; only then it goes to whoever approves."""
    level = _level_of(request)
    asked, step = request.POST or None, request.POST.get("step", "check")
    form = ProposalForm(asked, current=_profile_then(request), initial={"since": request.actor.today})
    if form.is_valid() and step != "edit" and form.tries(lambda: _judge(form)):
        if step == "check":
            return render(request, "policy/versions/pages/check.html", _checked(request, form))
        if form.do(versions.propose, level, by=request.actor):
            offer(request, versions.propose, form.outcome, text="已送审")
            return redirect("policy:profile.version", pk=form.outcome)
    return render(request, "policy/versions/pages/propose.html", {"form": form})


def _level_of(request: HttpRequest) -> Place:
    counties = Place.objects.visible_to(request.actor, rules.PROPOSE).filter(kind=Kind.COUNTY, until__isnull=True)
    return get_object_or_404(counties, code=request.actor.county_code)


def _profile_then(request: HttpRequest) -> PolicyProfile:
    """What will hold on the day the new version begins, as far as it is known by now."""
    form = DayForm({"day": request.POST.get("since", "")})
    day = (form.is_valid() and form.cleaned_data["day"]) or request.actor.today
    return overlay.on(day, request.actor.county_code)


def _judge(form: ProposalForm) -> None:
    values = form.values()
    rules.must_make_sense(values)
    rules.must_agree(form.current.overlaid(values, ""))


def _checked(request: HttpRequest, form: ProposalForm) -> dict[str, Any]:
    values = form.values()
    after = form.current.overlaid(values, form.cleaned_data["title"])
    return {
        "form": form,
        "given": form.cleaned_data,
        "changed": list(lists.changed_values(values, form.current)),
        "effects": _effects(request, form.current, after, values, form.cleaned_data["since"], request.actor.today),
    }


def _effects(
    request: HttpRequest, before: PolicyProfile, after: PolicyProfile, values: Mapping[str, Any], since: date, day: date
) -> list[str]:
    """By how things stood on the day, today or when it was decided; an earlier first day is said too."""
    actor = request.actor
    said = effects(Trial(actor, actor.county_code, day, before, after), values)
    if since < day:
        earlier = "今天" if day == actor.today else f"批准的 {day:%Y-%m-%d}"
        said.append(f"从 {since:%Y-%m-%d} 起用，早于{earlier}：那天以后的数字按新值重新算，已经定了的不动。")
    return said


@page(needs=rules.SEE)
def version(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(PolicyVersion.objects.readable_by(request.actor), pk=pk)
    before, after = overlay.around(row, request.actor.county_code)
    decided_on = timezone.localtime(row.decided_at).date() if row.state == State.APPROVED else None
    day = decided_on or request.actor.today
    is_weighed = row.state in (State.PROPOSED, State.APPROVED)
    mark, word = lists.state_of(row, request.actor.today)
    context = {
        "row": row,
        "level": lists.level_of(row),
        "mark": mark,
        "word": word,
        "changed": list(lists.changed_values(row.values, before)),
        "is_weighed": is_weighed,
        "decided_on": decided_on,
        "effects": _effects(request, before, after, row.values, row.since, day) if is_weighed else [],
        "pressing": ActForm(seen=row),
        "history": _history(request, row),
        **_buttons(request, row),
    }
    return render(request, "policy/versions/pages/version.html", context)


def _history(request: HttpRequest, row: PolicyVersion) -> list[Line]:
    """Who did what; the values themselves stand above in words."""
    if not request.actor.scope(rules.SEE).covers_place(row.place_code):
        return []
    return [replace(line, changes=[]) for line in history_of(row)]


def _buttons(request: HttpRequest, row: PolicyVersion) -> dict[str, bool]:
    """Nobody approves what they proposed; whoever may decide else than that is told who does (R-SEC-14)."""
    possible = FLOW.possible(row, request.actor)
    is_own = row.proposed_by_person in request.actor.persons
    return {
        "may_approve": "approve" in possible and not is_own,
        "may_decline": "decline" in possible and not is_own,
        "may_withdraw": "withdraw" in possible,
        "waits_for_another": row.state == State.PROPOSED and is_own,
    }


@require_POST
@page(needs=rules.APPROVE)
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_decide(request, pk, rules.APPROVE)
    press(request, versions.approve, row)
    offer(request, versions.approve, pk, text=f"《{row.title}》已批准")
    return redirect("policy:profile.version", pk=pk)


@page(needs=rules.APPROVE)
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    row = _to_decide(request, pk, rules.APPROVE)
    form = DeclineForm(request.POST or None, seen=row)
    if form.is_valid() and form.do(versions.decline, row, by=request.actor):
        return redirect("policy:profile.version", pk=pk)
    return render(request, "policy/versions/pages/decline.html", {"row": row, "form": form})


@require_POST
@page(needs=rules.PROPOSE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, versions.withdraw, _to_decide(request, pk, rules.PROPOSE))
    return redirect("policy:profile.version", pk=pk)


def _to_decide(request: HttpRequest, pk: int, needs: str) -> PolicyVersion:
    return get_object_or_404(PolicyVersion.objects.visible_to(request.actor, needs), pk=pk)
