"""A talk of before the county began here, entered on one page."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind as PlaceKind
from zhucun.oversight.talking.forms import text_field
from zhucun.oversight.talks import rules
from zhucun.oversight.talks.carrying_in import carry_in
from zhucun.web.forms import ActForm, day_field
from zhucun.web.offered import OfferedInput, choose
from zhucun.web.page import page

RECORDS = "oversight:talks.records"


class EarlierForm(ActForm):
    kind = forms.ChoiceField(
        label="哪一种", choices=[(kind, kind.label) for kind in rules.CARRIED_IN], widget=forms.RadioSelect
    )
    whom = forms.CharField(label="谈的是谁", max_length=80, widget=OfferedInput, help_text="队员姓名、工作队或者单位。")
    held_on = day_field(label="哪天谈的")
    held_by = forms.CharField(label="谁谈的", max_length=80, help_text="姓名、职务。")
    because = text_field("为什么谈", rows=2)
    points = text_field("谈了什么")
    commitment = text_field("答应怎么改", required=False, rows=2)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._called = dict(_offered(by))
        self.fields["whom"].widget.offered = list(self._called)

    def clean_whom(self) -> tuple[str, Any]:
        return choose(self.cleaned_data["whom"].strip(), self._called, what="队员、工作队或者单位", where="看看全名")

    def told(self) -> dict[str, Any]:
        given = super().told()
        side, row = given.pop("whom")
        return {**given, side: row}


def _offered(by: Actor) -> Iterator[tuple[str, tuple[str, Any]]]:
    """Members who have gone as well: earlier, they were there."""
    postings = Posting.objects.visible_to(by, rules.NOTIFY_UNITS).exclude(cadre__person__in=by.persons)
    for one in postings.select_related("cadre__person", "team").order_by("cadre__person__name_key", "since"):
        yield f"{one.cadre.person.name}（{one.team.name}）", ("posting", one)
    for team in Team.objects.visible_to(by, rules.NOTIFY_UNITS).order_by("place_code"):
        yield team.name, ("team", team)
    for unit in Unit.objects.visible_to(by, rules.NOTIFY_UNITS).filter(until__isnull=True).order_by("position", "pk"):
        yield unit.name, ("unit", unit)


@page(needs=rules.NOTIFY_UNITS)
def earlier(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    reach = Place.objects.visible_to(actor, rules.NOTIFY_UNITS).filter(kind=PlaceKind.COUNTY, until__isnull=True)
    county = get_object_or_404(reach, code=actor.county_code)
    form = EarlierForm(request.POST or None, by=actor)
    if form.is_valid() and form.do(carry_in, county, by=actor):
        return redirect("oversight:talks.one", pk=form.outcome)
    words = {
        "heading": "补录以前的约谈",
        "question": "用系统以前谈过的，一次一件；不再发通知，按谈话的日子算数。",
        "submit_label": "补录",
        "cancel_url": reverse(RECORDS),
        "cancel_label": "先不补录",
        "crumbs": [(reverse(RECORDS), "约谈")],
    }
    return render(request, "web/pages/form.html", {"form": form, **words})
