"""少要一张: a blank form looked at before it goes down; a copy with only what nobody has; into the register."""

from typing import Any

from django.forms import HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.acts.refused import Refused
from zhucun.policy.burden.forms import OutsideFormForm
from zhucun.policy.burden.rules import KEEP, HowOften
from zhucun.reports.asking_less.copying import copy_of
from zhucun.reports.asking_less.forms import WantedForm
from zhucun.reports.asking_less.reckoning import UNTITLED, Looked, look
from zhucun.reports.asking_less.rules import COUNTED, FILLED_IN_BY, Level, Standing
from zhucun.web.exporting import file_of
from zhucun.web.page import page

COPY = "copy"


@page(needs=KEEP)
def asking_less(request: HttpRequest) -> HttpResponse:
    """By POST because of the file; no act: nothing is kept but that a copy was taken."""
    form = WantedForm(request.POST or None, request.FILES or None)
    looked = look(form.wanted, request.actor) if request.POST and form.is_valid() else None
    if looked and COPY in request.POST:
        try:
            return file_of(copy_of(looked), looked.wanted.title or UNTITLED, request.actor)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    context = {"form": form, **(_shown(looked, form) if looked else {})}
    return render(request, "reports/asking_less/pages/asking_less.html", context)


def _shown(looked: Looked, form: WantedForm) -> dict[str, Any]:
    level = Level(looked.wanted.level)
    return {
        "looked": looked,
        "again": form.as_read(),
        "copied": form.as_read(auto_id="copy_%s"),
        "who": f"{looked.people} {COUNTED[level]}",
        "often": HowOften(looked.wanted.how_often).label,
        "groups": _groups(looked),
        "register": _register(looked) if looked.unknown and not looked.too_much else None,
    }


def _groups(looked: Looked) -> list[dict[str, Any]]:
    """What nobody has comes first; within a group as the form has it."""
    kinds = (
        (Standing.UNKNOWN, "系统里没有，要问的", "soon"),
        (Standing.NOT_ALLOWED, "不许要，去掉", "overdue"),
        (Standing.FIGURE, "系统里有数，不用问", "done"),
        (Standing.FIELD, "台账里有，不用问", "done"),
    )
    listed = (
        (kind, title, mark, [one for one in looked.columns if one.standing is kind]) for kind, title, mark in kinds
    )
    return [{"title": title, "mark": mark, "columns": found} for _, title, mark, found in listed if found]


def _register(looked: Looked) -> OutsideFormForm:
    """As it would stand among the tables demanded beside the system; who asks and why is left to say."""
    told = {
        "title": looked.wanted.title,
        "role": FILLED_IN_BY[Level(looked.wanted.level)],
        "how_often": looked.wanted.how_often,
        "minutes": looked.cost.minutes,
    }
    form = OutsideFormForm(initial=told, auto_id="register_%s")
    for name in ("role", "how_often", "minutes", *(["title"] if looked.wanted.title else [])):
        form.fields[name].widget = HiddenInput()
    return form
