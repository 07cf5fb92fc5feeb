"""Figure: a measure with its definition, and the registry in which each has its one implementation."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.lib.amounts import share, shown_hundredths


@dataclass(frozen=True)
class Question:
    """What is asked of a figure: by whom, for which territory (a code prefix), as of which day or over which period."""

    actor: Any
    scope: str
    as_of: date
    since: date | None = None
    until: date | None = None  # not included


@dataclass(frozen=True)
class Answer:
    """A value and what it rests on. Of a share `value` is in hundredths of a per cent, None of an empty whole."""

    value: int | None
    records: Any = None
    numerator: int | None = None
    denominator: int | None = None
    note: str = ""

    @classmethod
    def of_share(cls, numerator: int, denominator: int, records: Any = None) -> "Answer":
        return cls(share(numerator, denominator), records, numerator, denominator)


@dataclass(frozen=True)
class Figure:
    """`kind` is count, share (hundredths of a per cent), mean (hundredths), money (fen) or days (half-days).

    `refs` are ids of the 2022 report's figures that this one measures, N07 and N46 among them.
    """

    id: str
    label: str
    unit: str
    kind: str
    definition: str
    measure: str
    refs: tuple[str, ...] = ()
    has_period: bool = False
    about: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def shown(self, value: int | None) -> str:
        """The value as printed, without its unit."""
        if value is None:
            return "—"
        return shown_hundredths(value) if self.kind in ("share", "mean") else str(value)


Answering = Callable[[Figure, Question], Answer]
_figures: dict[str, Figure] = {}


def register(figures: Iterable[Figure]) -> None:
    """Raises ValueError where an id is taken: a figure has one implementation."""
    for figure in figures:
        if figure.id in _figures:
            raise ValueError(f"two figures are called {figure.id}")
        _figures[figure.id] = figure


def all_figures() -> list[Figure]:
    return list(_figures.values())


def named(figure_id: str) -> Figure:
    """Raises KeyError."""
    return _figures[figure_id]
