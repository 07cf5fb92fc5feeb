"""Figures as plain objects: what the command line prints and the API answers, one for each id of the report."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any

from zhucun.lib.figure import Answer, Figure, Question, all_figures, ask_many, carries_amounts, knowing_as
from zhucun.reports.catalogue.numbers import Definitions
from zhucun.reports.published.answering import said_of
from zhucun.reports.published.facts import report_of
from zhucun.web.figures import address


def objects(
    question: Question, figures: Iterable[Figure] | None = None, *, as_reported: bool = False
) -> list[dict[str, Any]]:
    """Of a figure that stands four times in the report there are four; of one that does not, one without `ref`.

    A share's value is the number as printed, 42.94 for 42.94 %; `records` counts the rows of its numerator. With
    `as_reported` what has a `ref` is asked over the days and the territory of the county's report, and says so.
    """
    chosen = list(all_figures() if figures is None else figures)
    with knowing_as(question):
        answers = ask_many([figure.id for figure in chosen], question)
        said = Definitions(question)
        asked = _as_reported(question) if as_reported else {}
        return [
            _object(figure, ref, *asked.get(ref or "", (answers[figure.id], question)), said.of(figure))
            for figure in chosen
            for ref in _refs(figure, question, asked)
        ]


Asked = Mapping[str, tuple[Answer, Question]]


def _as_reported(question: Question) -> Asked:
    report = report_of(question.scope, is_demo=question.actor.is_demo)
    said = said_of(report, question.actor) if report else {}
    return {
        ref: (one.answer, one.question)
        for ref, one in said.items()
        if one.answer and one.question and one.figure and ref in one.figure.refs
    }


def _refs(figure: Figure, question: Question, asked: Asked) -> list[str | None]:
    """Where every id of the report is asked over other days than these, the figure stands once more for these."""
    is_for_other_days = bool(figure.refs) and all(
        ref in asked and (asked[ref][1].scope, asked[ref][1].period) != (question.scope, question.period)
        for ref in figure.refs
    )
    return [*([None] if not figure.refs or (figure.has_period and is_for_other_days) else []), *figure.refs]


def _object(figure: Figure, ref: str | None, answer: Answer, question: Question, definition: str) -> dict[str, Any]:
    period = question.period if figure.has_period else None
    return {
        "id": figure.id,
        "ref": ref,
        "label": figure.label,
        "value": plain_value(figure, answer),
        "unit": figure.unit,
        "kind": figure.kind,
        "definition": definition,
        "scope": question.scope,
        "as_of": question.as_of.isoformat(),
        "known_at": question.known_at.isoformat() if question.known_at else None,
        "period_from": period.since.isoformat() if period else None,
        "period_to": (period.until - timedelta(days=1)).isoformat() if period else None,
        "records": count_of_records(figure, answer),
        "url": address(figure.id, question),
    }


def plain_value(figure: Figure, answer: Answer) -> int | float | None:
    """The number as printed, whole or with decimals; none of an empty whole."""
    if answer.value is None:
        return None
    shown = figure.shown(answer.value)
    return float(shown) if figure.in_hundredths or "." in shown else int(shown)


def count_of_records(figure: Figure, answer: Answer) -> int:
    """What one would count on opening it: of a sum, or a mean of one, the rows that add up, else the number itself."""
    if carries_amounts(figure):
        return answer.records.count()
    return (answer.numerator if figure.in_hundredths else answer.value) or 0
