"""The map as a table: townships in their fixed order, how many teams, how they stand."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from zhucun.dispatch.roster.standing import Standing, TeamNow, by_standing
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.web.figures import address

HEADS = ("乡镇", "工作队", *(standing.word for standing in Standing), "队员", "空缺")
FIGURES = {"工作队": "dispatch.teams", "队员": "dispatch.members", "空缺": "dispatch.vacancies"}


def township_table(townships: Sequence[Place], teams: Sequence[TeamNow], question: Question) -> dict[str, Any]:
    """A team counts where its seat is, as in the figures to which its numbers lead."""
    seated = defaultdict(list)
    for team in teams:
        seated[team.township_code].append(team)
    return {
        "part": "townships",
        "caption": "各乡镇的工作队",
        "count_text": f"{len(townships)} 个乡镇、{len(teams)} 支队",
        "columns": [{"label": head, "numeric": at > 0} for at, head in enumerate(HEADS)],
        "rows": [_row(place, seated[place.code], question.within(place.code)) for place in townships],
        "total": _cells("合计", "", teams, question),
        "note": "按固定顺序排，不排名。",
        "empty": {"text": "还没有登记乡镇。", "icon": "map-2"},
    }


def _row(place: Place, teams: Sequence[TeamNow], question: Question) -> dict[str, Any]:
    url = reverse("dispatch:townships.one", args=[place.code])
    return {"key": place.code, "cells": _cells(place.name, url, teams, question)}


def _cells(name: str, url: str, teams: Sequence[TeamNow], question: Question) -> list[dict[str, Any]]:
    counted: Counter[Standing] = by_standing(teams)
    numbers = [
        len(teams),
        *(counted[standing] for standing in Standing),
        sum(team.headcount for team in teams),
        sum(team.missing for team in teams),
    ]
    cells = [_number(head, number, question) for head, number in zip(HEADS[1:], numbers, strict=True)]
    return [{"label": HEADS[0], "text": name, "url": url}, *cells]


def _number(head: str, number: int, question: Question) -> dict[str, Any]:
    url = address(FIGURES[head], question) if head in FIGURES else ""
    return {"label": head, "text": str(number), "url": url, "numeric": True}
