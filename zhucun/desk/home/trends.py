"""近十二个月: the same figures as of the end of each month, or of each month, drawn as lines and as a table (H1, H2).

What was so then is asked of the ledgers as they stand today, so that a correction in a past month shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach
from zhucun.lib.figure import Question, ask_many, named
from zhucun.lib.periods import add_months, month_of
from zhucun.six_ones.outcomes.asking import root_of
from zhucun.six_ones.outcomes.rules import SEE
from zhucun.web.figures import address
from zhucun.web.kept import kept, kept_already
from zhucun.web.page import page

MONTHS, KEPT = 12, "trends"
FIGURES = {
    "dispatch.members": "在册队员",
    "oversight.rectification_open": "未销号问题",
    "six_ones.matters_solved": "办结的实事",
    "records.visits": "走访",
    "training.attendances": "培训人次",
    "oversight.site_visits": "现场督查",
}
WIDTH, HEIGHT, EDGE = 300, 64, 6  # the box a line is drawn in


@dataclass(frozen=True)
class Point:
    month: date
    value: int
    shown: str
    url: str


@dataclass(frozen=True)
class Line:
    """One figure over the months. Its axis begins at nought (ux.md 6)."""

    figure_id: str
    label: str
    points: Sequence[Point]

    @property
    def unit(self) -> str:
        return named(self.figure_id).unit

    @property
    def is_of_a_day(self) -> bool:
        return not named(self.figure_id).has_period

    @property
    def last(self) -> Point:
        return self.points[-1]

    @property
    def most(self) -> int:
        return max(point.value for point in self.points)

    @property
    def spots(self) -> list[tuple[int, int]]:
        step = (WIDTH - 2 * EDGE) / (len(self.points) - 1)
        return [(round(EDGE + at * step), self._height(point.value)) for at, point in enumerate(self.points)]

    def _height(self, value: int) -> int:
        return HEIGHT - EDGE - (value * (HEIGHT - 2 * EDGE) // self.most if self.most else 0)

    @property
    def path(self) -> str:
        return " ".join(f"{x},{y}" for x, y in self.spots)

    @property
    def sentence(self) -> str:
        said = "，".join(f"{point.month.month}月 {point.shown}" for point in self.points)
        return f"{self.label}近十二个月：{said}"


@page(needs=SEE)
def trends(request: HttpRequest) -> HttpResponse:
    """A township's scope may be named, for whoever keeps two."""
    actor = request.actor
    scope = request.GET.get("scope") or root_of(actor)
    if not (scope.isdigit() and actor.scope(SEE).covers_place(scope)):
        raise OutOfReach()
    drawn = kept(KEPT, actor, lambda fresh: {"lines": lines_of(Question(fresh, scope, actor.today))}, scope)
    found = drawn["lines"]
    return render(request, "desk/home/pages/trends.html", {"lines": found, "table": _table(found), "scope": scope})


def lines_there(actor: Actor, scope: str) -> Sequence[Line] | None:
    """Where they have been drawn and still hold, so that a first page need not fetch them."""
    there = kept_already(KEPT, actor, scope)
    return there["lines"] if there else None


def lines_of(question: Question) -> list[Line]:
    """This month stands as far as it has come."""
    first = question.as_of.replace(day=1)
    months = [add_months(first, -back) for back in range(MONTHS - 1, -1, -1)]
    asked = [_in_month(question, month) for month in months]
    answers = [ask_many(FIGURES, one) for one in asked]
    return [
        Line(
            name,
            label,
            [
                Point(month, found[name].value or 0, named(name).shown(found[name].value), address(name, one))
                for month, one, found in zip(months, asked, answers, strict=True)
            ],
        )
        for name, label in FIGURES.items()
    ]


def _in_month(question: Question, month: date) -> Question:
    last = min(month_of(month).last_day, question.as_of)
    return Question(question.actor, question.scope, last, month, last + timedelta(days=1))


def _table(lines: Sequence[Line]) -> dict[str, Any]:
    heads = ["月份", *(line.label for line in lines)]
    return {
        "part": "months",
        "caption": "近十二个月",
        "count_text": f"{MONTHS} 个月",
        "columns": [{"label": head, "numeric": at > 0} for at, head in enumerate(heads)],
        "rows": [_row(at, lines) for at in range(MONTHS - 1, -1, -1)],
        "note": "在册、未销号是当月最后一天的数，别的是当月的数；本月到今天为止。",
        "empty": {"text": "还没有记过。", "icon": "history"},
    }


def _row(at: int, lines: Sequence[Line]) -> dict[str, Any]:
    month = lines[0].points[at].month
    cells = [
        {"label": line.label, "text": line.points[at].shown, "url": line.points[at].url, "numeric": True}
        for line in lines
    ]
    return {"key": month.isoformat(), "cells": [{"label": "月份", "text": f"{month.year}年{month.month}月"}, *cells]}
