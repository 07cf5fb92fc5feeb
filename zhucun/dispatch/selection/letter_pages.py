"""商请选派函: numbers and days of the letters, and the letter itself as it prints."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.acts.recording import Told
from zhucun.dispatch.rounds import quotas as unit_quotas
from zhucun.dispatch.rounds import rules
from zhucun.dispatch.rounds.models import UnitQuota
from zhucun.dispatch.rounds.rules import QuotaState
from zhucun.dispatch.selection import papers
from zhucun.dispatch.selection.forms import LetterForm, LettersForm
from zhucun.dispatch.selection.quota_pages import quota_of, to_quota
from zhucun.dispatch.selection.round_pages import crumbs_of, round_of
from zhucun.papers.official import write_letter
from zhucun.policy.issuing import letter_code
from zhucun.web.exporting import paper_of
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.MANAGE)
def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """All that have none yet, numbered in the order of units."""
    round_ = round_of(request, pk, rules.MANAGE)
    seen = UnitQuota.objects.visible_to(request.actor, rules.MANAGE)
    open_ones = list(seen.filter(round=round_, state=QuotaState.DRAFT).order_by("unit__position", "pk"))
    initial = {"letter_on": request.actor.today, "before": letter_code(round_.county_code, request.actor), "first": 1}
    form = LettersForm(request.POST or None, initial=initial)
    if form.is_valid() and form.tries(lambda: _issue(request, open_ones, form)):
        return redirect("dispatch:rounds.one.quotas", pk=pk)
    back = reverse("dispatch:rounds.one.quotas", args=[pk])
    context = {
        "form": form,
        "heading": f"给 {len(open_ones)} 个单位发函",
        "question": "函在线下签发盖章；登记了函号和日子，单位才看得到这件事。",
        "crumbs": [*crumbs_of(round_), (back, "单位名额")],
        "submit_label": f"登记 {len(open_ones)} 件函",
        "cancel_url": back,
        "cancel_label": "先不发",
    }
    return render(request, "web/pages/form.html", context)


def _issue(request: HttpRequest, open_ones: list[UnitQuota], form: LettersForm) -> int:
    given = form.cleaned_data
    calls = [
        Told(quota, {"letter_number": f"{given['before']}{number}号", "letter_on": given["letter_on"]})
        for number, quota in enumerate(open_ones, given["first"])
    ]
    unit_quotas.issue.many(calls, by=request.actor)
    return len(calls)


@page(needs=rules.MANAGE)
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    row = quota_of(request, pk, rules.MANAGE)
    told = {"code": letter_code(row.round.county_code, request.actor), "initial": {"letter_on": request.actor.today}}
    form = LetterForm(request.POST or None, seen=row, **told)
    if form.is_valid() and form.do(unit_quotas.issue, row, by=request.actor):
        offer(request, unit_quotas.issue, pk, text=f"给{row.unit}的函登记了")
        return to_quota(pk)
    back = reverse("dispatch:rounds.quota", args=[pk])
    context = {
        "form": form,
        "heading": f"给{row.unit}发商请选派函",
        "question": f"{row.round.title}，名额 {row.count} 人。",
        "crumbs": [*crumbs_of(row.round), (back, row.unit.name)],
        "submit_label": "登记发函",
        "cancel_url": back,
        "cancel_label": "先不发",
        "also": ("先看函怎么写", reverse("dispatch:rounds.quota.letter", args=[pk])),
    }
    return render(request, "web/pages/form.html", context)


@page(needs=rules.NOMINATE)
def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """As it prints."""
    row = quota_of(request, pk, rules.NOMINATE)
    context = {"quota": row, "crumbs": crumbs_of(row.round), "letter": papers.letter_of(row, request.actor)}
    return render(request, "dispatch/selection/pages/letter.html", context)


@page(needs=rules.NOMINATE)
def letter_in_word(request: HttpRequest, pk: int) -> HttpResponse:
    row = quota_of(request, pk, rules.NOMINATE)
    written = papers.letter_of(row, request.actor)
    name = f"{papers.TITLE}-{row.unit.name}"
    return paper_of(request.actor, "商请选派函", name, lambda: write_letter(written))
