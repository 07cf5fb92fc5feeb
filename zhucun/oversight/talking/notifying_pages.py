"""Whom to talk to: a member or a team is noticed here; units by the written rule, ticked by a leader (R-TLK-01)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.roster.evidence import evidence_of
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people.models import Unit
from zhucun.oversight.consequences.unit_facts import Speaks, units_by_rule
from zhucun.oversight.talking.forms import NotifyForm, NotifyUnitsForm
from zhucun.oversight.talks import acts as talks
from zhucun.oversight.talks import rules
from zhucun.oversight.talks.models import COUNTY_DIGITS, TalkRecord
from zhucun.oversight.talks.rules import Kind
from zhucun.policy import in_force as policy
from zhucun.web.forms import AskingForm
from zhucun.web.offered import OfferedInput, choose
from zhucun.web.page import page

UNITS, RECORDS = "oversight:talks.units", "oversight:talks.records"


class WhomForm(AskingForm):
    """A member by name or a team; both within reach."""

    whom = forms.CharField(label="约谈谁", max_length=80, widget=OfferedInput, help_text="队员姓名，或者工作队的名称。")

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._called: dict[str, str] = dict(_offered(by))
        self.fields["whom"].widget.offered = list(self._called)

    def clean_whom(self) -> str:
        where = "名册里没有这个人（队），看看全名"
        return choose(self.cleaned_data["whom"].strip(), self._called, what="队员或者工作队", where=where)


def _offered(by: Actor) -> Any:
    running = Posting.objects.visible_to(by, rules.NOTIFY).filter(until__isnull=True)
    running = running.exclude(cadre__person__in=by.persons).order_by("cadre__person__name_key")
    for pk, name, team in running.values_list("pk", "cadre__person__name", "team__name"):
        yield f"{name}（{team}）", reverse("oversight:talks.notify", args=[pk])
    teams = Team.objects.visible_to(by, rules.NOTIFY).filter(until__isnull=True).order_by("place_code")
    for pk, name in teams.values_list("pk", "name"):
        yield name, reverse("oversight:talks.notify_team", args=[pk])


@page(needs=rules.NOTIFY)
def choose_whom(request: HttpRequest) -> HttpResponse:
    form = WhomForm(request.GET if "whom" in request.GET else None, by=request.actor)
    if form.is_valid():
        return redirect(form.cleaned_data["whom"])
    return render(request, "oversight/talking/pages/whom.html", {"form": form, "back": reverse(RECORDS)})


def _notifying(request: HttpRequest, form: NotifyForm, **words: Any) -> HttpResponse:
    context = {
        "form": form,
        "crumbs": [(reverse(RECORDS), "约谈")],
        "submit_label": "发通知",
        "cancel_url": reverse(RECORDS),
        "cancel_label": "先不发",
        **words,
    }
    return render(request, "web/pages/form.html", context)


@page(needs=rules.NOTIFY)
def notify(request: HttpRequest, pk: int) -> HttpResponse:
    seen = Posting.objects.visible_to(request.actor, rules.NOTIFY).filter(until__isnull=True)
    posting = get_object_or_404(seen.select_related("cadre__person", "team", "sending_unit"), pk=pk)
    form = NotifyForm(request.POST or None, offered=evidence_of(posting, request.actor), seen=posting)
    if form.is_valid() and form.do(talks.notify, posting, by=request.actor):
        return redirect("oversight:talks.one", pk=form.outcome)
    question = f"{posting.team.name}，{posting.sending_unit.name}派出。通知了，先听本人说明，再谈。"
    return _notifying(request, form, heading=f"约谈{posting.cadre.person.name}", question=question)


@page(needs=rules.NOTIFY)
def notify_team(request: HttpRequest, pk: int) -> HttpResponse:
    team = get_object_or_404(Team.objects.visible_to(request.actor, rules.NOTIFY).filter(until__isnull=True), pk=pk)
    form = NotifyForm(request.POST or None, seen=team)
    if form.is_valid() and form.do(talks.notify_team, team, by=request.actor):
        return redirect("oversight:talks.one", pk=form.outcome)
    return _notifying(request, form, heading=f"约谈{team.name}", question="通知了，先听队里说明，再谈。")


def _by_rule(actor: Actor) -> list[tuple[Unit, list[Speaks]]]:
    county = actor.county_code[:COUNTY_DIGITS]
    speaks = units_by_rule(county, policy.of(actor).talks, actor)
    units = Unit.objects.visible_to(actor, rules.NOTIFY_UNITS).filter(pk__in=speaks, county_code=county)
    return [(unit, speaks[unit.pk]) for unit in units.order_by("position", "pk")]


@page(needs=rules.NOTIFY_UNITS)
def units(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    found = _by_rule(actor)
    asked = TalkRecord.objects.visible_to(actor).filter(kind=Kind.UNIT_HEAD)
    waiting = set(asked.to_hold().values_list("unit", flat=True))
    last = dict(asked.held().order_by().values("unit").annotate(last=Max("held_on")).values_list("unit", "last"))
    profile = policy.of(actor)
    limits, late_days = profile.talks, profile.rectification.second_level_days
    context = {
        "rows": [(unit, said, unit.pk in waiting, last.get(unit.pk)) for unit, said in found],
        "rule_says": [line.with_threshold(late_days) for line in limits.unit_rule],
        "months": limits.unit_months,
    }
    return render(request, "oversight/talking/pages/units.html", context)


@page(needs=rules.NOTIFY_UNITS)
def notify_units(request: HttpRequest) -> HttpResponse:
    """First with who was ticked, then for good."""
    ticked = set(request.POST.getlist("unit"))
    chosen = [(unit, said) for unit, said in _by_rule(request.actor) if str(unit.pk) in ticked]
    if not chosen:
        messages.warning(request, "先打勾，再发通知。")
        return redirect(UNITS)
    form = NotifyUnitsForm(request.POST if request.POST.get("sure") else None)
    if form.is_valid() and form.tries(lambda: _send(chosen, form.cleaned_data["planned_on"], request.actor)):
        messages.success(request, f"约谈通知发给了 {len(chosen)} 个单位。")
        return redirect(f"{reverse(RECORDS)}?kind={Kind.UNIT_HEAD}")
    context = {"chosen": chosen, "form": form, "back": reverse(UNITS)}
    return render(request, "oversight/talking/pages/notify_units.html", context)


def _send(chosen: list[tuple[Unit, list[Speaks]]], planned_on: Any, by: Actor) -> int:
    return len(talks.notify_unit.many([Told(unit, {"planned_on": planned_on}) for unit, _ in chosen], by=by))
