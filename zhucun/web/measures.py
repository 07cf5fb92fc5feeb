"""Figures on a page: all of them asked at once, each drawn with the address that opens its records."""

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from zhucun.lib.figure import Answer, Question, ask_many, named
from zhucun.web.figures import address


class Measures:
    """What a page says of one territory on one day. Its numbers are asked for here and counted nowhere else."""

    def __init__(self, figure_ids: Iterable[str], question: Question) -> None:
        self._ids, self.question = tuple(dict.fromkeys(figure_ids)), question

    @cached_property
    def answers(self) -> dict[str, Answer]:
        return ask_many(self._ids, self.question)

    def value(self, figure_id: str) -> int:
        return self.answers[figure_id].value or 0

    def shown(self, figure_id: str) -> str:
        return named(figure_id).shown(self.answers[figure_id].value)

    def records(self, figure_id: str) -> list[Any]:
        """The rows behind it, not looked up where there are none."""
        return list(self.answers[figure_id].records) if self.value(figure_id) else []

    def address(self, figure_id: str) -> str:
        return address(figure_id, self.question)

    def figure(self, figure_id: str, **more: Any) -> dict[str, Any]:
        """As _figure.html, _bars.html and _stack.html take it; `label` and the rest are the page's."""
        return {
            "value": self.value(figure_id),
            "unit": named(figure_id).unit,
            "url": self.address(figure_id),
            **more,
        }

    def sub(self, figure_id: str, label: str, *, late: bool = False) -> dict[str, Any]:
        """A smaller number under a figure; late ones are red only where there are any."""
        return self.figure(figure_id, label=label, late=late and self.value(figure_id) > 0)
