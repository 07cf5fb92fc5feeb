"""The outline sketch of a county: a cell for each township, a dot for each team that has its seat there."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse

from zhucun.dispatch.roster.standing import Standing, TeamNow
from zhucun.lib.sketch import cells, spread
from zhucun.org.places.models import Place
from zhucun.oversight.calendar.whereabouts import TeamToday

SHADES, TOWNSHIP_DIGITS = 4, 9
UNCOVERED = "uncovered"  # an open red ring: a place where a team should be


def county_map(
    townships: Sequence[Place],
    teams: Sequence[TeamNow],
    states: Mapping[int, TeamToday],
    uncovered: Sequence[Place] = (),
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
    counted = Counter(states.get(team.pk, TeamToday.HERE) for team in teams)
    drawn = cells((place.sketch_x, place.sketch_y) for place in townships)
    return {
        "sentence": _sentence(counted, len(uncovered)),
        "legend": _legend(counted, len(uncovered)),
        "table_url": f"{reverse('home')}?map=table#teams",
        "cells": [
            _cell(place, cell, seated[place.code], states, owed[place.code], at % SHADES)
            for at, (place, cell) in enumerate(zip(townships, drawn, strict=True))
        ],
    }


def _cell(
    place: Place,
    cell: Any,
    teams: Sequence[TeamNow],
    states: Mapping[int, TeamToday],
    uncovered: Sequence[Place],
    shade: int,
) -> dict[str, Any]:
    spots, address = spread(cell, len(teams) + len(uncovered)), reverse("dispatch:teams")
    dots = zip(teams, spots[: len(teams)], strict=True)
    return {
        "name": place.name,
        "url": reverse("dispatch:townships.one", args=[place.code]),
        "x": cell.at[0],
        "y": cell.at[1],
        "points": cell.points,
        "shade": shade,
        "dots": [_dot(team, states.get(team.pk, TeamToday.HERE), at, f"{address}{team.pk}/") for team, at in dots]
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


def _dot(team: TeamNow, state: TeamToday, at: tuple[int, int], url: str) -> dict[str, Any]:
    return {
        "x": at[0],
        "y": at[1],
        "state": state.mark,
        "url": url,
        "title": f"{team.name}，{state.word}{'' if team.standing is Standing.FULL else '，' + team.word}",
    }


def _legend(counted: Counter[TeamToday], uncovered: int) -> list[dict[str, Any]]:
    owed = [{"state": UNCOVERED, "label": "该派没派", "count": uncovered, "late": True}] if uncovered else []
    return [
        {"state": one.mark, "label": one.word, "count": counted[one], "late": one is TeamToday.UNCLEAR}
        for one in TeamToday
        if counted[one] or one is TeamToday.HERE
    ] + owed


def _sentence(counted: Counter[TeamToday], uncovered: int) -> str:
    parts = "，".join(f"{counted[one]} 支{one.word}" for one in TeamToday if counted[one])
    owed = f"；{uncovered} 处该派没派" if uncovered else ""
    return f"全县 {sum(counted.values())} 支工作队示意图：{parts or '还没有工作队'}{owed}"
