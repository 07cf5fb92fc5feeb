"""The columns of 调度表: each ledger registers what it counts by township, and where the number opens (R-LOG-08)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question
from zhucun.lib.periods import Span


@dataclass(frozen=True)
class Asked:
    """For which county and month, seen by whom, as of which day; `memo` holds what several columns read."""

    actor: Actor
    county_code: str
    month: Span
    day: date
    memo: dict[str, Any] = field(default_factory=dict, compare=False)

    def question(self, code: str) -> Question:
        return Question(self.actor, code, self.day, since=self.month.since, until=self.month.until)


Counting = Callable[[Asked], Mapping[str, int]]  # township code → how many; those with none may be left out
Leading = Callable[[Asked, str], str]  # a township's or the county's code → address of the rows, or empty


@dataclass(frozen=True)
class Column:
    """`is_lack` is a number that should be nought: it is red where it is not."""

    key: str
    label: str
    order: int
    count: Counting
    leads_to: Leading
    is_lack: bool


_columns: dict[str, Column] = {}


def review_column(
    key: str, label: str, *, order: int, leads_to: Leading, is_lack: bool = False
) -> Callable[[Counting], Counting]:
    """Register. Counted for all townships at once, in a query or two."""

    def register(count: Counting) -> Counting:
        if key in _columns:
            raise ValueError(f"two columns are called {key}")
        _columns[key] = Column(key, label, order, count, leads_to, is_lack)
        return count

    return register


def all_columns() -> list[Column]:
    return sorted(_columns.values(), key=lambda column: column.order)
