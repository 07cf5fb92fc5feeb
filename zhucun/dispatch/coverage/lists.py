"""The lists of 覆盖与过筛子: places without a team, teams by what they lack, townships in fixed order."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.safestring import SafeString

from zhucun.dispatch.coverage.covering import Pair
from zhucun.dispatch.coverage.reading import TOWNSHIP_DIGITS, Standing
from zhucun.dispatch.coverage.rules import AGE, EXPERIENCE, FIRST_SECRETARY, SIZE, Judged, Lack
from zhucun.lib.figure import Question
from zhucun.org.places.rules import Tag
from zhucun.web.figures import address
from zhucun.web.templatetags.zhucun import figure

PER_PAGE = 15
WHEN_FILLED = "“谁来补”空着的，等补人时配，不为它换人。"
NOTHING = SafeString("")
Keeps = Callable[[Judged], bool]


@dataclass(frozen=True)
class View:
    """A cut through the judged teams; those not `is_tab` are opened from the boxes of the sieve."""

    name: str
    label: str
    keeps: Keeps
    is_tab: bool = True


VIEWS = (
    View("", "没过的", lambda one: bool(one.lacks)),
    View(SIZE, "不够核定", lambda one: SIZE in one.meshes),
    View(FIRST_SECRETARY, "没有第一书记", lambda one: FIRST_SECRETARY in one.meshes),
    View(AGE, "老新没配齐", lambda one: AGE in one.meshes),
    View(EXPERIENCE, "深浅没配齐", lambda one: EXPERIENCE in one.meshes),
    View("passed", "都过了", lambda one: not one.lacks),
    View("all", "全部", lambda one: True, is_tab=False),
    View("sized", "人数够的", lambda one: SIZE not in one.meshes, is_tab=False),
    View("led", "人数够、有第一书记的", lambda one: not {SIZE, FIRST_SECRETARY} & one.meshes, is_tab=False),
)


def figure_page(name: str, question: Question) -> str:
    """Where one of our figures opens."""
    return address(f"dispatch.{name}", question)


class Addresses:
    """Addresses of this page in other cuts: what was asked stays but for what changes."""

    def __init__(self, asked: Any, path: str) -> None:
        self._asked, self._path = asked, path

    def __call__(self, part: str = "", **changed: str) -> str:
        kept = {name: self._asked[name] for name in ("scope", "on", "view", "rows") if self._asked.get(name)}
        kept = {name: value for name, value in {**kept, **changed}.items() if value}
        return f"{self._path}{'?' + urlencode(kept) if kept else ''}{'#' + part if part else ''}"


def view_named(name: str) -> View:
    return next((view for view in VIEWS if view.name == name), VIEWS[0])


IN_THE_LIST_OF_TEAMS = {SIZE: "short", FIRST_SECRETARY: "unled", AGE: "age", EXPERIENCE: "experience"}


def teams_page(view: View, standing: Standing) -> str:
    """The list of teams in the same cut, where it has one, on the same day and in the same township."""
    day = "" if standing.day == standing.actor.today else standing.day.isoformat()
    township = standing.scope if len(standing.scope) == TOWNSHIP_DIGITS else ""
    asked = {"view": IN_THE_LIST_OF_TEAMS.get(view.name, ""), "township": township, "on": day}
    return f"{reverse('dispatch:teams')}?{urlencode({name: value for name, value in asked.items() if value})}"


def teams_table(judged: Sequence[Judged], asked: Any, to: Addresses) -> dict[str, Any]:
    """For _table.html: who lacks people first, then in order of the seats' codes."""
    view = view_named(asked.get("view", ""))
    found = sorted((one for one in judged if view.keeps(one)), key=lambda one: not {SIZE, FIRST_SECRETARY} & one.meshes)
    pages = Paginator(found, max(len(found), 1) if asked.get("rows") == "all" else PER_PAGE)
    page = pages.get_page(asked.get("page"))
    tabs = [entry for entry in VIEWS if entry.is_tab or entry is view]
    return {
        "part": "teams",
        "caption": f"{view.label}的工作队" if view.name else "没过筛的工作队",
        "count_text": f"{len(found)} 支队",
        "views": [
            {
                "label": entry.label,
                "count": sum(map(entry.keeps, judged)),
                "url": to(view=entry.name, rows="", part="teams"),
                "active": entry is view,
            }
            for entry in tabs
        ],
        "columns": [
            {"label": "工作队"},
            {"label": "在册 / 核定", "numeric": True},
            {"label": "缺什么"},
            {"label": "谁来补"},
        ],
        "rows": [{"key": one.team.pk, "cells": list(_team_cells(one))} for one in page],
        "page": {
            "number": page.number,
            "pages": pages.num_pages,
            "previous_url": _page_url(to, page.number - 1) if page.has_previous() else "",
            "next_url": _page_url(to, page.number + 1) if page.has_next() else "",
        },
        "note": WHEN_FILLED if any(one.lacks and not _owed(one.lacks) for one in page) else "",
        "empty": {"text": "没有这样的队。", "icon": "circle-check"},
    }


def _page_url(to: Addresses, number: int) -> str:
    return to(page=str(number), part="teams")


def _team_cells(one: Judged) -> Iterable[dict[str, Any]]:
    team = one.team
    yield {"text": team.name, "sub": team.township, "url": reverse("dispatch:teams.one", args=[team.pk])}
    yield {"label": "在册 / 核定", "text": f"{one.headcount} / {team.size}", "numeric": True}
    yield {"label": "缺什么", "template": "dispatch/coverage/pages/_lacks.html", "context": one.lacks}
    if owed := _owed(one.lacks):
        yield {"label": "谁来补", "template": "dispatch/coverage/pages/_owed.html", "context": owed}
    else:
        yield {"label": "谁来补", "text": ""}


def _owed(lacks: Iterable[Lack]) -> list[Lack]:
    """Each unit with the side in which it owes, once."""
    return list({(lack.owed_by, lack.side): lack for lack in lacks if lack.owed_by}.values())


SHORT = {
    Tag.KEY_ASSISTANCE: "重点帮扶村",
    Tag.RESETTLEMENT: "集中安置点",
    Tag.WEAK_PARTY_BRANCH: "软弱涣散村",
}
HERE = "_"  # stands for a township's code in an address that is made once for all of them
CAUGHT = {SIZE: "不够核定", FIRST_SECRETARY: "没第一书记", AGE: "老新没配齐", EXPERIENCE: "深浅没配齐"}


@dataclass(frozen=True)
class TownshipLine:
    """A township's numbers under the heads of the table, each already drawn."""

    name: str
    url: str
    cells: list[tuple[str, SafeString]]


def townships_lines(standing: Standing, question: Question, to: Addresses) -> list[TownshipLine]:
    """In the county's fixed order; nobody is ranked (R-BUR-02)."""
    tags = [line.tag for line in standing.covering.lines]
    here = question.within(HERE)
    of_tags = {tag: figure_page(f"covered_pairs.{tag}", here) for tag in tags}
    of_teams = figure_page("teams", here)
    caught = {mesh: to(scope=HERE, view=mesh, rows="", part="teams") for mesh in CAUGHT}
    pairs, judged = _by_township(standing)
    return [
        TownshipLine(
            one.name,
            to(scope=one.code, view="", rows=""),
            [
                *((_head(tag), _covered(pairs[one.code, tag], _there(of_tags[tag], one.code))) for tag in tags),
                ("工作队", _number(len(judged[one.code]), _there(of_teams, one.code))),
                *(
                    (label, _number(_count(mesh, judged[one.code]), _there(caught[mesh], one.code)))
                    for mesh, label in CAUGHT.items()
                ),
            ],
        )
        for one in standing.townships
    ]


def _by_township(standing: Standing) -> tuple[dict[tuple[str, str], list[Pair]], dict[str, list[Judged]]]:
    pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    judged: dict[str, list[Judged]] = defaultdict(list)
    for pair in standing.covering.pairs:
        pairs[pair.code[:TOWNSHIP_DIGITS], pair.tag].append(pair)
    for one in standing.judged:
        judged[one.team.place_code[:TOWNSHIP_DIGITS]].append(one)
    return pairs, judged


def _head(tag: str) -> str:
    return SHORT.get(Tag(tag), Tag(tag).label)


def _there(url: str, code: str) -> str:
    return url.replace(f"scope={HERE}", f"scope={code}")


def _count(mesh: str, judged: Sequence[Judged]) -> int:
    return sum(mesh in one.meshes for one in judged)


def _covered(pairs: Sequence[Pair], url: str) -> SafeString:
    covered = sum(pair.is_covered for pair in pairs)
    return figure(covered, f"/ {len(pairs)}", url) if pairs else NOTHING


def _number(value: int, url: str) -> SafeString:
    return figure(value, "", url) if value else NOTHING


def total_cells(standing: Standing) -> list[tuple[str, str]]:
    """The last row: what the townships add up to."""
    lines, judged = standing.covering.lines, standing.judged
    return [
        *((_head(line.tag), f"{line.covered} / {line.total}") for line in lines),
        ("工作队", str(len(judged))),
        *((label, str(_count(mesh, judged))) for mesh, label in CAUGHT.items()),
    ]
