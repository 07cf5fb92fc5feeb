"""少动几个人: some leave at once, and the page says how few others must move, and who comes; then opens the cases."""

from collections.abc import Iterable, Sequence

from django import forms
from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.acts.refused import Refused
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import rules
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.rules import CaseKind, Ground
from zhucun.dispatch.changes.views import LIST
from zhucun.dispatch.replacing.repairing import Line, Plan, plan_for
from zhucun.dispatch.roster.models import Posting
from zhucun.org.people.models import Cadre
from zhucun.policy import in_force as policy
from zhucun.web.forms import ActForm
from zhucun.web.page import page

MOST_LEAVING = 40
KINDS = {CaseKind.ADJUSTMENT: Ground.UNIT_NEEDS, CaseKind.ROTATION: Ground.TERM_OVER}


class OpenForm(ActForm):
    """What the leavers' cases are; who moves between teams is always 调整."""

    kind = forms.ChoiceField(
        label="离任的按哪一种", choices=[(kind.value, kind.label) for kind in KINDS], widget=forms.RadioSelect
    )


@page(needs=rules.CARRY_OUT)
def repair(request: HttpRequest) -> HttpResponse:
    """Whoever is ticked leaves; the rest is worked out. Nothing happens before 照此开件."""
    chosen = _chosen(request)
    profile = policy.of(request.actor)
    plan = plan_for(chosen, request.actor, profile) if chosen and request.GET.get("work") else None
    form = OpenForm(request.POST or None, initial={"kind": CaseKind.ADJUSTMENT})
    if request.method == "POST" and chosen and form.is_valid():
        opened = _open(request, chosen, form.cleaned_data["kind"], plan_for(chosen, request.actor, profile))
        messages.success(request, f"开了 {opened} 件，已经在办的没有重开。接下来由乡镇、单位说意见。")
        return redirect(LIST)
    text = request.GET.get("q", "").strip()
    context = {
        "chosen": chosen,
        "plan": plan,
        "form": form,
        "q": text,
        "found": _found(request, text, chosen) if text else [],
        "running": _running(request, chosen),
        "to_list": reverse(LIST),
    }
    return render(request, "dispatch/changes/pages/repair.html", context)


def _postings(request: HttpRequest) -> QuerySet:
    seen = Posting.objects.visible_to(request.actor, rules.CARRY_OUT).on_roster(request.actor.today)
    loaded = seen.select_related("cadre__person", "team", "sending_unit").order_by("place_code", "pk")
    return loaded.defer("cadre__person__phone", "cadre__person__id_number")


def _chosen(request: HttpRequest) -> list[Posting]:
    keys = [int(key) for key in request.GET.getlist("who") if key.isdecimal()]
    if len(keys) > MOST_LEAVING:
        raise Refused(f"一次最多算 {MOST_LEAVING} 人。")
    return list(_postings(request).filter(pk__in=keys))


def _found(request: HttpRequest, text: str, chosen: Sequence[Posting]) -> list[Posting]:
    found = _postings(request).called_like(text).exclude(pk__in=[one.pk for one in chosen])
    return list(found[:12])


def _running(request: HttpRequest, chosen: Sequence[Posting]) -> list[Posting]:
    """Those about whom something is being decided are offered first; of which kind is not said here."""
    cases = ChangeCase.objects.visible_to(request.actor).filter(state__in=rules.DECIDED_OR_BEFORE)
    found = _postings(request).filter(pk__in=cases.values("posting"))
    return list(found.exclude(pk__in=[one.pk for one in chosen]))


@transaction.atomic
def _open(request: HttpRequest, chosen: Iterable[Posting], kind: str, plan: Plan) -> int:
    """A case for each leaver and each who moves; whom the plan gives the seat to is written beside it."""
    if plan.trouble:
        raise Refused("没有算出方案，不能照它开件。")
    takers = {team: [*lines] for team, lines in plan.takers.items()}
    moving = _postings(request).filter(cadre__in=[line.cadre for line in plan.moves])
    wanted = [*((one, CaseKind(kind), KINDS[CaseKind(kind)]) for one in chosen)]
    wanted += [(one, CaseKind.ADJUSTMENT, Ground.BALANCE) for one in moving]
    opened = 0
    for posting, of_kind, ground in wanted:
        opened += _one(request, posting, of_kind, ground, takers.get(posting.team_id, []))
    return opened


def _one(request: HttpRequest, posting: Posting, kind: CaseKind, ground: Ground, takers: list[Line]) -> int:
    planned = Cadre.objects.get(pk=takers.pop(0).cadre) if takers else None
    running = ChangeCase.objects.filter(posting=posting, state__in=rules.RUNNING)
    if running.exists():
        return 0
    changes.open_case(posting, kind=kind, ground=ground, planned=planned, by=request.actor)
    return 1
