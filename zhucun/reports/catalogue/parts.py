"""A figure by township, in the fixed order of codes: never ranked (R-BUR-04)."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Sum
from django.db.models.functions import Substr

from zhucun.lib.amounts import mean_in_hundredths, share
from zhucun.lib.figure import Answer, Figure, Question, ask_many, named
from zhucun.reports.catalogue.asking import Asking
from zhucun.web.figures import address, rows_shown


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
    digits = len(next(iter(asking.parts)))
    ids = figure.of or (figure.id,)
    answers = ask_many(ids, asking.question)
    counted = [by_code(named(figure_id), answers[figure_id], digits) for figure_id in ids]
    return [_part(figure, asking.question.within(code), name, [by.get(code, 0) for by in counted])
            for code, name in asking.parts.items()]  # fmt: skip


def by_code(figure: Figure, answer: Answer, digits: int) -> dict[str, int]:
    """What of it lies in each place whose code has so many digits, in one query."""
    rows = answer.records.order_by().annotate(zc_part=Substr(rows_shown(figure).place, 1, digits)).values("zc_part")
    total: Any = Sum("amount") if figure.adds_up else Count("pk")
    return dict(rows.annotate(zc_total=total).values_list("zc_part", "zc_total"))


def _part(figure: Figure, question: Question, name: str, numbers: list[int]) -> Part:
    value = numbers[0]
    how = ""
    if figure.of:
        divided = share(*numbers) if figure.kind == "share" else mean_in_hundredths(*numbers)
        how = f"{numbers[0]} ÷ {numbers[1]}"
        return Part(name, address(figure.id, question), figure.shown(divided), how)
    return Part(name, address(figure.id, question), figure.shown(value), how)
