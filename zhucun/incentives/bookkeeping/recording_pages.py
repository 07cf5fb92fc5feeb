"""Writing the ledger: a line in, a line out, taking one back, saying that a half-year was shown."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.act import Act
from zhucun.dispatch.roster.models import Team
from zhucun.incentives.bookkeeping import reading
from zhucun.incentives.bookkeeping.forms import CorrectionForm, IncomeForm, PublicationForm, SpendingForm
from zhucun.incentives.bookkeeping.views import LIST, team_of, years
from zhucun.incentives.funds import acts as funds
from zhucun.incentives.funds import rules
from zhucun.incentives.funds.models import FundEntry, FundPublication
from zhucun.lib.amounts import shown_fen
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm
from zhucun.web.page import page


@page(needs=rules.RECORD)
def receive(request: HttpRequest, pk: int) -> HttpResponse:
    form = IncomeForm(request.POST or None, initial={"on": request.actor.today})
    words = {"heading": "记一笔收入", "question": "哪天到的账，谁给的，是哪一笔？"}
    return _line(request, team_of(request, pk, rules.RECORD), form, funds.receive, words)


@page(needs=rules.RECORD)
def spend(request: HttpRequest, pk: int) -> HttpResponse:
    purposes = policy.of(request.actor).funds.allowed_purposes
    form = SpendingForm(request.POST or None, purposes=purposes, initial={"on": request.actor.today})
    words = {"heading": "记一笔支出", "question": "哪天花的，花在哪里，凭哪张凭证？"}
    return _line(request, team_of(request, pk, rules.RECORD), form, funds.spend, words)


@page(needs=rules.RECORD)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    team = team_of(request, pk, rules.RECORD)
    done = set(FundPublication.objects.filter(team=team).values_list("half", flat=True))
    halves = [one for one in reading.halves_over(request.actor.today, years(request)) if one[0] not in done]
    if not halves:
        messages.info(request, "过完了的半年都公示了。")
        return redirect("incentives:funds.one", pk=pk)
    form = PublicationForm(request.POST or None, halves=halves, initial={"published_on": request.actor.today})
    words = {"heading": "登记半年公示", "question": "公示表贴出去了，登记以后这半年的账不再变。"}
    return _line(request, team, form, funds.publish, words)


def _line(request: HttpRequest, team: Team, form: ActForm, act: Act, words: dict[str, Any]) -> HttpResponse:
    back = reverse("incentives:funds.one", args=[team.pk])
    if form.is_valid() and form.do(act, team, by=request.actor):
        messages.success(request, "记下了。")
        return redirect(back)
    crumbs = [(reverse(LIST), "经费台账"), (back, team.name)]
    context = {"form": form, **words, "submit_label": "登记", "cancel_url": back, "crumbs": crumbs}
    return render(request, "web/pages/form.html", context)


@page(needs=rules.RECORD)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    seen = FundEntry.objects.visible_to(request.actor, rules.RECORD).standing().select_related("team")
    row = get_object_or_404(seen, pk=pk)
    form = CorrectionForm(request.POST or None, seen=row)
    back = reverse("incentives:funds.one", args=[row.team_id])
    if form.is_valid() and form.do(funds.correct, row, by=request.actor):
        messages.success(request, "冲掉了，两笔都留着；对的那一笔再记一次，凭证号可以照用。")
        return redirect(back)
    context = {
        "form": form,
        "heading": f"更正：凭证 {row.voucher}",
        "question": f"{row.on:%Y-%m-%d}，{shown_fen(row.fen)}。今天记一笔相反的把它冲掉，原来那笔不改。",
        "submit_label": "冲掉这一笔",
        "cancel_url": back,
        "danger": True,
        "crumbs": [(reverse(LIST), "经费台账"), (back, row.team.name)],
    }
    return render(request, "web/pages/form.html", context)
