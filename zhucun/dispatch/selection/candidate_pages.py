"""Candidates: naming one of the unit's people or somebody new, saying they are fit, taking back; the county's list."""

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.acts.once import carry_out
from zhucun.dispatch.imports.forms import UploadForm
from zhucun.dispatch.rounds import nominating, rules
from zhucun.dispatch.rounds.models import Nomination, UnitQuota
from zhucun.dispatch.rounds.rules import State
from zhucun.dispatch.selection import lists
from zhucun.dispatch.selection.form_sheet import form_bytes
from zhucun.dispatch.selection.forms import FitnessForm, NewPersonForm, NominateForm
from zhucun.dispatch.selection.quota_pages import quota_of, to_quota
from zhucun.dispatch.selection.round_pages import crumbs_of, round_of
from zhucun.org.people import own_cadres
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import SEE as SEE_PEOPLE
from zhucun.web.exporting import file_of
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.undo import offer


@page(needs=rules.NOMINATE)
def name_one(request: HttpRequest, pk: int, cadre_pk: int) -> HttpResponse:
    row = quota_of(request, pk, rules.NOMINATE)
    seen = Cadre.objects.visible_to(request.actor, SEE_PEOPLE).select_related("person")
    cadre = get_object_or_404(seen, pk=cadre_pk, unit=row.unit_id)
    form = NominateForm(request.POST or None, seen=row, initial={"fitness_confirmed_on": cadre.fitness_confirmed_on})
    if form.is_valid() and form.do(nominating.nominate, row, by=request.actor, told={**form.told(), "cadre": cadre}):
        offer(request, nominating.nominate, form.outcome, text=f"推荐了{cadre.person.name}")
        return to_quota(pk)
    words = {"heading": f"推荐{cadre.person.name}", "question": f"{row.unit}　{cadre.post}".strip("　")}
    return _form_page(request, form, row, submit_label=f"推荐{cadre.person.name}", **words)


@page(needs=rules.NOMINATE)
def name_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Somebody who is not on file: registered and named in one step, both or neither."""
    row = quota_of(request, pk, rules.NOMINATE)
    form = NewPersonForm(request.POST or None, seen=row)
    if form.is_valid() and form.tries(lambda: _register_and_name(request, row, form)):
        return to_quota(pk)
    words = {"heading": "登记一人，推荐", "question": "名单里没有的人才用这一页；先在名单里找过再登记。"}
    return _form_page(request, form, row, submit_label="登记并推荐", **words)


@transaction.atomic
def _register_and_name(request: HttpRequest, row: UnitQuota, form: NewPersonForm) -> int:
    sent, told = form.cleaned_data.get("sent") or uuid.uuid4(), form.told()
    person = {name: told.pop(name) for name in form.OF_PERSON}
    key = carry_out(own_cadres.add_own, row.unit, sent=uuid.uuid5(sent, "cadre"), by=request.actor, **person)
    seen = form.cleaned_data.get("seen")
    cadre = Cadre.objects.get(pk=key)
    return carry_out(nominating.nominate, row, sent=sent, by=request.actor, seen=seen, cadre=cadre, **told)


def _form_page(request: HttpRequest, form: ActForm, row: UnitQuota, **words: str) -> HttpResponse:
    back = reverse("dispatch:rounds.quota", args=[row.pk])
    context = {
        "form": form,
        "crumbs": [*crumbs_of(row.round), (back, row.unit.name)],
        "cancel_url": back,
        "cancel_label": "先不推荐",
        **words,
    }
    return render(request, "web/pages/form.html", context)


def nomination_of(request: HttpRequest, pk: int) -> Nomination:
    seen = Nomination.objects.visible_to(request.actor, rules.NOMINATE)
    return get_object_or_404(seen.select_related("cadre__person", "quota__round", "quota__unit"), pk=pk)


@page(needs=rules.NOMINATE)
def fitness(request: HttpRequest, pk: int) -> HttpResponse:
    row = nomination_of(request, pk)
    form = FitnessForm(request.POST or None, seen=row, initial={"on": row.fitness_confirmed_on or request.actor.today})
    if form.is_valid() and form.do(nominating.confirm_fitness, row, by=request.actor):
        return to_quota(row.quota_id)
    name = row.cadre.person.name
    words = {"heading": f"确认{name}能胜任驻村", "question": "一句“能胜任”和一个日子，别的都不写。"}
    return _form_page(request, form, row.quota, submit_label="确认能胜任", **words)


@require_POST
@page(needs=rules.NOMINATE)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    row = nomination_of(request, pk)
    press(request, nominating.withdraw, row)
    return to_quota(row.quota_id)


@page(needs=rules.MANAGE)
def nominations(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.MANAGE)
    rows = Nomination.objects.visible_to(request.actor, rules.MANAGE).filter(round=round_)
    context = {
        "round": round_,
        "heading": "推荐人选",
        "question": "谁推荐的，资格过没过，依据哪一条、哪个事实，联审到了哪一步。",
        "crumbs": crumbs_of(round_),
        "table": lists.nominations_table().bind(request, lists.nominations_of(rows)),
        "may_judge": round_.state in (State.NOMINATING, State.CHECKING),
        "press": ActForm(seen=round_),
    }
    return render(request, "dispatch/selection/pages/nominations.html", context)


@page(needs=rules.MANAGE)
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The form to be filled in, and the file that comes back: looked at by the pages of importing."""
    round_ = round_of(request, pk, rules.MANAGE)
    context = {
        "round": round_,
        "crumbs": crumbs_of(round_),
        "upload": UploadForm(actor=request.actor),
        "left": sum(max(quota.count - quota.named, 0) for quota in round_.quotas.all().with_named()),
    }
    return render(request, "dispatch/selection/pages/take_in.html", context)


@page(needs=rules.MANAGE)
def blank_form(request: HttpRequest, pk: int) -> HttpResponse:
    round_ = round_of(request, pk, rules.MANAGE)
    content = form_bytes(round_, by=request.actor, filled=bool(request.GET.get("filled")))
    return file_of(content, f"推荐人选表-{round_.title}", request.actor)


@require_POST
@page(needs=rules.MANAGE)
def judge(request: HttpRequest, pk: int) -> HttpResponse:
    press(request, nominating.judge_again, round_of(request, pk, rules.MANAGE))
    return redirect("dispatch:rounds.one.nominations", pk=pk)
