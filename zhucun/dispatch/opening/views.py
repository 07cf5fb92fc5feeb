"""建账: the day the county starts, what was brought in of each existing sheet, the opening values."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from zhucun.acts.refused import OutOfReach
from zhucun.dispatch.opening import rules
from zhucun.dispatch.opening.lists import balances_table, opening_balances
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.opening.slots import held_in, slots
from zhucun.dispatch.opening.words import counts_in_words
from zhucun.org.places import acts as places
from zhucun.org.places.models import CountyOffice
from zhucun.web.drafts import drafts_of
from zhucun.web.forms import ActForm
from zhucun.web.page import page


class StartForm(ActForm):
    started_on = forms.DateField(
        label="建账日",
        help_text="从这一天起，事情在这里记；这一天以前的，作期初带进来。",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={"required": "写上哪一天。", "invalid": "写成 2022-07-01 这样。"},
    )


@page(needs=rules.KEEP)
def opening(request: HttpRequest) -> HttpResponse:
    office = _office(request)
    form = StartForm(request.POST or None, seen=office, initial={"started_on": office.started_on})
    if form.is_valid() and form.do(places.start_county, office, by=request.actor):
        return redirect("dispatch:opening")
    context = {
        "office": office,
        "form": form,
        "slots": list(_slots(request)),
        "table": balances_table().bind(request, opening_balances(request.actor)),
    }
    return render(request, "dispatch/opening/pages/opening.html", context)


def _office(request: HttpRequest) -> CountyOffice:
    found = CountyOffice.objects.visible_to(request.actor, rules.KEEP).filter(county__code=request.actor.county_code)
    office = found.select_related("county").first()
    if office is None:
        raise OutOfReach()
    return office


def _slots(request: HttpRequest) -> Iterable[dict[str, Any]]:
    """Three queries, however many slots: rows held, files brought in, files under way."""
    listed, actor = slots(), request.actor
    held = held_in(listed, actor)
    last: dict[str, OpeningFile] = {}
    for file in OpeningFile.objects.visible_to(actor, rules.KEEP).order_by("imported_at", "pk"):
        last[file.kind] = file
    under_way = {draft.kind: draft for draft in drafts_of(actor)}
    for one in listed:
        file, draft = last.get(one.kind), under_way.get(one.kind)
        yield {
            "slot": one,
            "held": held[one.kind],
            "typed_url": reverse(one.route) if one.is_typed else "",
            "held_url": reverse(one.route) if one.route and held[one.kind] else "",
            "file": file,
            "wrote": counts_in_words(file.counts) if file else "",
            "draft": draft,
            "state": ("running", "看到一半")
            if draft
            else ("done", "已导入")
            if file
            else _without_file(held[one.kind]),
        }


def _without_file(held: int) -> tuple[str, str]:
    return ("done", "已有") if held else ("todo", "还没有")
