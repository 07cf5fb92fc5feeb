"""The table beneath the cards: townships side by side in their fixed order, never ranked (R-BUR-04)."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from django.db.models import Count, IntegerField, Value
from django.db.models.functions import Substr
from django.urls import reverse

from zhucun.lib.figure import Answer, Question, ask_many, named
from zhucun.six_ones.outcomes.asking import Asked
from zhucun.six_ones.outcomes.six import known
from zhucun.web.figures import address, rows_shown

COLUMNS = {
    "dispatch.teams": "工作队",
    "six_ones.committee_returned": "能人任“两委”",
    "six_ones.matters_solved": "实事",
    "six_ones.projects_planned": "产业规划",
    "six_ones.returned_by_teams": "引回能人",
    "six_ones.linked_households": "联系户",
}
Numbers = Mapping[str, Mapping[str, int]]


def columns() -> list[str]:
    return known(COLUMNS)


def counted_in(asked: Asked, answers: Mapping[str, Answer]) -> Numbers:
    """Figure → territory → how many: the rows behind each figure, told apart by their place. One query for all."""
    wanted = [name for name in columns() if answers[name].value]
    rows = [_by_place(at, name, answers[name], asked.digits) for at, name in enumerate(wanted)]
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for at, code, count in rows[0].union(*rows[1:], all=True) if rows else ():
        found[wanted[at]][code] = count
    return found


def _by_place(at: int, name: str, answer: Answer, digits: int) -> Any:
    """Rows that a figure joins from several tables are told apart by their keys, so that each counts once."""
    place = rows_shown(named(name)).place
    rows = answer.records.order_by().annotate(zc_at=Value(at, IntegerField()), zc_part=Substr(place, 1, digits))
    return rows.values("zc_at", "zc_part").annotate(zc_count=Count("pk", distinct=True)).values_list(
        "zc_at", "zc_part", "zc_count"
    )  # fmt: skip


def table(asked: Asked, answers: Mapping[str, Answer]) -> dict[str, Any]:
    """As _table.html draws it, with the sum at its foot."""
    numbers, question = counted_in(asked, answers), asked.question
    kind = "乡镇（街道）" if asked.word == "乡镇" else asked.word
    heads = [kind, *(COLUMNS[name] for name in columns())]
    return {
        "part": "townships",
        "caption": f"按{asked.word}看",
        "count_text": f"{len(asked.below)} 个{asked.word}",
        "columns": [{"label": head, "numeric": at > 0} for at, head in enumerate(heads)],
        "rows": [
            {"key": code, "cells": _cells(kind, name, _address(asked, code), code, numbers, question)}
            for code, name in asked.below.items()
        ],
        "total": _total(kind, answers, question),
        "empty": {"text": "这个范围下面没有乡镇。", "icon": "map-2"},
    }


def _address(asked: Asked, code: str) -> str:
    """A village has a page of its own."""
    return reverse("dispatch:villages.one", args=[code]) if asked.word == "村" else asked.address(scope=code)


def _cells(kind: str, name: str, url: str, code: str, numbers: Numbers, question: Question) -> list[dict[str, Any]]:
    own = question.within(code)
    told = ((one, numbers.get(one, {}).get(code, 0)) for one in columns())
    return [
        {"label": kind, "text": name, "url": url},
        *({"label": COLUMNS[one], "text": str(n), "url": address(one, own), "numeric": True} for one, n in told),
    ]


def _total(kind: str, answers: Mapping[str, Answer], question: Question) -> list[dict[str, Any]]:
    sums = ((name, str(answers[name].value or 0)) for name in columns())
    return [
        {"label": kind, "text": "合计"},
        *({"label": COLUMNS[n], "text": said, "url": address(n, question), "numeric": True} for n, said in sums),
    ]


def answers_of(asked: Asked) -> dict[str, Answer]:
    return ask_many(columns(), asked.question)
