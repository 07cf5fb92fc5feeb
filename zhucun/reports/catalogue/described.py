"""Figures as plain objects: what the command line prints and the API answers, one for each id of the report."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from zhucun.lib.figure import Answer, Figure, Question, all_figures, ask_many, carries_amounts
from zhucun.reports.catalogue.numbers import Definitions
from zhucun.web.figures import address


def objects(question: Question, figures: Iterable[Figure] | None = None) -> list[dict[str, Any]]:
    """Of a figure that stands four times in the report there are four; of one that does not, one without `ref`.

    A share's value is the number as printed, 42.94 for 42.94 %; `records` counts the rows of its numerator.
    """
    chosen = list(all_figures() if figures is None else figures)
    answers = ask_many([figure.id for figure in chosen], question)
    said = Definitions(question)
    return [made for figure in chosen for made in _objects(figure, answers[figure.id], question, said.of(figure))]


def _objects(figure: Figure, answer: Answer, question: Question, definition: str) -> Iterator[dict[str, Any]]:
    period = question.period if figure.has_period else None
    for ref in figure.refs or (None,):
        yield {
            "id": figure.id,
            "ref": ref,
            "label": figure.label,
            "value": plain_value(figure, answer),
            "unit": figure.unit,
            "kind": figure.kind,
            "definition": definition,
            "scope": question.scope,
            "as_of": question.as_of.isoformat(),
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
