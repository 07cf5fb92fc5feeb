"""Blueprints: the list, writing one beside what the bank has, changing it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhucun.org.places.models import Place
from zhucun.training.knowledge_tests import blueprints, rules
from zhucun.training.knowledge_tests.drawing import points_of
from zhucun.training.knowledge_tests.models import Blueprint
from zhucun.training.testing import choosing
from zhucun.training.testing.forms import BlueprintForm
from zhucun.web.forms import ActForm, press
from zhucun.web.page import page
from zhucun.web.tables import Cell, Column, Table


@page(needs=rules.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    rows = Blueprint.objects.readable_by(request.actor).filter(is_kept=True)
    table = Table(
        name="blueprints",
        caption="组卷要求",
        columns=(
            Column("title", "名称", lambda row: _title(row, request), sort="title", width=30),
            Column("items", "几道题", lambda row: str(sum(line.count for line in row.all_lines)), numeric=True),
            Column("points", "满分", lambda row: str(points_of(row.all_lines)), numeric=True),
            Column(
                "whose", "谁的", lambda row: "县里" if len(row.place_code) == len(request.actor.county_code) else "乡镇"
            ),
        ),
        order="title",
        counted=lambda count: f"{count} 个",
        empty={"text": "还没有。先写一个，以后每次用上次的。", "icon": "list-check"},
    )
    context = {"table": table.bind(request, rows), "may_hold": request.actor.may(rules.HOLD)}
    return render(request, "training/testing/pages/blueprints.html", context)


def _title(row: Blueprint, request: HttpRequest) -> Cell:
    mine = request.actor.scope(rules.HOLD).covers_place(row.place_code)
    return Cell(row.title, url=reverse("training:tests.blueprint", args=[row.pk]) if mine else "")


@page(needs=rules.HOLD)
def new(request: HttpRequest) -> HttpResponse:
    place = choosing.seat_of(request.actor)
    weak = request.GET.getlist("weak")  # topics, from what a test found
    offered = choosing.with_weak(choosing.offered_lines(place.code), weak)
    form = BlueprintForm(request.POST or None, offered=offered, initial={"title": "补弱项" if weak else ""})
    if form.is_valid() and form.do(blueprints.write, place, by=request.actor):
        return redirect(f"{reverse('training:tests.new')}?blueprint={form.outcome}")
    return render(request, "training/testing/pages/blueprint.html", {"form": form, "place": place})


@page(needs=rules.HOLD)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Blueprint.objects.visible_to(request.actor, rules.HOLD).filter(is_kept=True), pk=pk)
    offered = choosing.offered_lines(row.place_code, row.all_lines)
    form = BlueprintForm(request.POST or None, seen=row, offered=offered, initial={"title": row.title})
    if form.is_valid() and form.do(blueprints.change, row, by=request.actor):
        return _back_from(request)
    place = Place.objects.get(code=row.place_code, until__isnull=True)
    context = {"form": form, "row": row, "place": place, "pressing": ActForm(seen=row)}
    return render(request, "training/testing/pages/blueprint.html", context)


def _back_from(request: HttpRequest) -> HttpResponse:
    """To the test whose papers could not be drawn by it, where one came from there."""
    asked = request.GET.get("test", "")
    if asked.isascii() and asked.isdecimal():
        return redirect("training:tests.one", asked)
    return redirect("training:tests.blueprints")


@require_POST
@page(needs=rules.HOLD)
def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Blueprint.objects.visible_to(request.actor, rules.HOLD), pk=pk)
    press(request, blueprints.put_aside, row)
    return redirect("training:tests.blueprints")
