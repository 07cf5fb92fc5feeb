"""The outline sketch of a county: a cell for each township, a dot for each team that has its seat there."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from zhucun.dispatch.roster.standing import Standing, TeamNow, by_standing
from zhucun.lib.sketch import cells, spread
from zhucun.org.places.models import Place

SHADES, TOWNSHIP_DIGITS = 4, 9
# A filled dot, a ring, a red double ring: told apart without colour (WCAG 1.4.1).
MARKS = {Standing.FULL: "", Standing.SHORT: "away", Standing.UNLED: "unclear"}


UNCOVERED = "uncovered"  # an open red ring: a place where a team should be


def county_map(
    townships: Sequence[Place], teams: Sequence[TeamNow], uncovered: Sequence[Place] = ()
) -> dict[str, Any] | None:
    """For _map.html; None while the townships have no points to be drawn at."""
    if not townships or any(place.sketch_x is None or place.sketch_y is None for place in townships):
        return None
    seated = defaultdict(list)
    for team in teams:
        seated[team.township_code].append(team)
    owed = defaultdict(list)
    for place in uncovered:
        owed[place.code[:TOWNSHIP_DIGITS]].append(place)
    drawn = cells((place.sketch_x, place.sketch_y) for place in townships)
    return {
        "sentence": _sentence(teams, len(uncovered)),
        "legend": _legend(teams, len(uncovered)),
        "table_url": f"{reverse('home')}?map=table#teams",
        "cells": [
            _cell(place, cell, seated[place.code], owed[place.code], at % SHADES)
            for at, (place, cell) in enumerate(zip(townships, drawn, strict=True))
        ],
    }


def _cell(place: Place, cell: Any, teams: Sequence[TeamNow], uncovered: Sequence[Place], shade: int) -> dict[str, Any]:
    spots, address = spread(cell, len(teams) + len(uncovered)), reverse("dispatch:teams")
    dots = zip(teams, spots[: len(teams)], strict=True)
    return {
        "name": place.name,
        "url": reverse("dispatch:townships.one", args=[place.code]),
        "x": cell.at[0],
        "y": cell.at[1],
        "points": cell.points,
        "shade": shade,
        "dots": [_dot(team, at, f"{address}{team.pk}/") for team, at in dots]
        + [_ring(one, at) for one, at in zip(uncovered, spots[len(teams) :], strict=True)],
    }


def _ring(place: Place, at: tuple[int, int]) -> dict[str, Any]:
    return {
        "x": at[0],
        "y": at[1],
        "state": UNCOVERED,
        "url": reverse("dispatch:villages.one", args=[place.code]),
        "title": f"{place.name}，该派没派",
    }


def _dot(team: TeamNow, at: tuple[int, int], url: str) -> dict[str, Any]:
    return {
        "x": at[0],
        "y": at[1],
        "state": MARKS[team.standing],
        "url": url,
        "title": f"{team.name}，{team.word}",
    }


def _legend(teams: Sequence[TeamNow], uncovered: int) -> list[dict[str, Any]]:
    counted = by_standing(teams)
    owed = [{"state": UNCOVERED, "label": "该派没派", "count": uncovered, "late": True}] if uncovered else []
    return [
        {"state": MARKS[one], "label": one.word, "count": counted[one], "late": one is Standing.UNLED}
        for one in Standing
        if counted[one] or one is Standing.FULL
    ] + owed


def _sentence(teams: Sequence[TeamNow], uncovered: int) -> str:
    counted = by_standing(teams)
    parts = "，".join(f"{counted[one]} 支{one.word}" for one in Standing if counted[one])
    owed = f"；{uncovered} 处该派没派" if uncovered else ""
    return f"全县 {len(teams)} 支工作队示意图：{parts or '还没有工作队'}{owed}"
