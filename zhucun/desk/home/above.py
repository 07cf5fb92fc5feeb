"""The first page of prefecture and province: the counties below side by side, read only and in fixed order."""

from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Substr
from django.http import HttpRequest

from zhucun.acts.actor import Actor
from zhucun.desk.home.blocks import Year
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.web.figures import address
from zhucun.web.measures import Measures

COUNTY_DIGITS = 6
FIGURES = ("dispatch.teams", "dispatch.members", "dispatch.members_on_post", "dispatch.members_under_40")
HEADS = ("县", "工作队", "在册队员", "在岗队员")


def contents(request: HttpRequest) -> dict[str, Any]:
    actor = request.actor
    reach = actor.scope().place[0]
    measures = Measures(FIGURES, Question(actor, reach, actor.today))
    labels = ("工作队", "在册队员", "在岗队员", "未满40周岁")
    year = Year(measures.question, with_training=False)
    return {
        "six": year.six(),
        "year_words": year.words,
        "cards": [measures.figure(name, label=label) for name, label in zip(FIGURES, labels, strict=True)],
        "table": county_table(actor, reach),
    }


def county_table(actor: Actor, reach: str) -> dict[str, Any]:
    counties = list(Place.objects.visible_to(actor).as_of(actor.today).filter(kind=Kind.COUNTY).order_by("code"))
    teams = _by_county(Team.objects.visible_to(actor).as_of(actor.today), of_all=Q())
    on_post = Q(reported_on__lte=actor.today)
    members = _by_county(Posting.objects.visible_to(actor).on_roster(actor.today), of_all=Q(), on_post=on_post)
    counted = [(*teams.get(place.code, (0,)), *members.get(place.code, (0, 0))) for place in counties]
    rows = [
        {"key": place.code, "cells": _cells(place, numbers, actor)}
        for place, numbers in zip(counties, counted, strict=True)
    ]
    return {
        "part": "counties",
        "caption": "各县",
        "count_text": f"{len(rows)} 个县",
        "columns": [{"label": head, "numeric": at > 0} for at, head in enumerate(HEADS)],
        "rows": rows,
        "note": "按代码顺序排，不排名。",
        "empty": {"text": "下面还没有县开通。", "icon": "map-2"},
    }


def _by_county(rows: QuerySet, **conditions: Q) -> dict[str, tuple[int, ...]]:
    """One query for all counties; the same rows as the figures count, which a test compares."""
    counts = {f"zc_{name}": Count("pk", filter=condition) for name, condition in conditions.items()}
    found = rows.order_by().annotate(zc_county=Substr("place_code", 1, COUNTY_DIGITS)).values("zc_county")
    return {code: tuple(numbers) for code, *numbers in found.annotate(**counts).values_list("zc_county", *counts)}


def _cells(place: Place, numbers: tuple[int, ...], actor: Actor) -> list[dict[str, Any]]:
    question = Question(actor, place.code, actor.today)
    cells = [
        {"label": head, "text": str(number), "url": address(name, question), "numeric": True}
        for head, name, number in zip(HEADS[1:], FIGURES, numbers, strict=False)
    ]
    return [{"label": HEADS[0], "text": place.name}, *cells]
