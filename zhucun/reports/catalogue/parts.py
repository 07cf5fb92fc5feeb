"""A figure by township, in the fixed order of codes: never ranked (R-BUR-04)."""

from dataclasses import dataclass

from zhucun.lib.figure import Answer, Figure, Question
from zhucun.reports.catalogue.asking import Asking
from zhucun.reports.told_apart.answering import of_places
from zhucun.web.figures import address, rows_shown

UNKNOWN = Answer(None)


@dataclass(frozen=True)
class Part:
    """One township's share in a figure: the number as printed and where it opens."""

    name: str
    url: str
    shown: str
    how: str = ""


def can_be_parted(figure: Figure) -> bool:
    """A unit sends to several townships, so that units do not add up by them."""
    return bool(rows_shown(figure).place)


def parts_of(figure: Figure, asking: Asking) -> list[Part]:
    if not asking.parts or not can_be_parted(figure):
        return []
    answers = of_places([figure.id], asking.parts, asking.question)
    return [
        _part(figure, asking.question.within(code), name, answers.get((figure.id, code), UNKNOWN))
        for code, name in asking.parts.items()
    ]


def _part(figure: Figure, question: Question, name: str, answer: Answer) -> Part:
    how = f"{answer.numerator} ÷ {answer.denominator}" if figure.of else ""
    return Part(name, address(figure.id, question), figure.shown(answer.value), how)
