"""The columns of 年终总账: each ledger registers what it says of a team's year, and where that opens."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.lib.periods import Span


@dataclass(frozen=True)
class Said:
    """As it stands in the cell, `sub` below it; `value` is what a sheet holds, `url` opens the rows."""

    text: str
    value: Any = None
    url: str = ""
    sub: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"text": self.text, "value": self.value, "url": self.url, "sub": self.sub}

    @property
    def whole(self) -> str:
        return f"{self.text}（{self.sub}）" if self.sub else self.text

    @classmethod
    def of_number(cls, number: int, unit: str = "", url: str = "") -> "Said":
        return cls(f"{number} {unit}".strip(), number, url)


NOTHING = Said("—")


@dataclass(frozen=True)
class Asked:
    """Of which teams and year, seen by whom; `memo` holds what several columns read."""

    actor: Actor
    county_code: str
    year: int
    day: date
    teams: Sequence[int]
    memo: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def span(self) -> Span:
        """Of the year as far as it has come."""
        return Span(date(self.year, 1, 1), date(self.year + 1, 1, 1))


Saying = Callable[[Asked], Mapping[int, Said]]  # team → what is said; those with nothing may be left out


@dataclass(frozen=True)
class Column:
    """`needs` is the permission of its ledger: without it the column is not shown. The list has room for few: what is
    not `on_list` stands in the sheet and on the team's own page."""

    key: str
    label: str
    order: int
    says: Saying
    needs: Permission
    width: int
    on_list: bool = True


_columns: dict[str, Column] = {}


def yearly_column(
    key: str, label: str, *, order: int, needs: Permission, width: int = 10, on_list: bool = True
) -> Callable[[Saying], Saying]:
    """Register. Said of all teams at once, in a query or two; of people only what their team as a whole came to."""

    def register(says: Saying) -> Saying:
        if key in _columns:
            raise ValueError(f"two columns are called {key}")
        _columns[key] = Column(key, label, order, says, needs, width, on_list)
        return says

    return register


def columns_for(actor: Actor) -> list[Column]:
    return [one for one in all_columns() if actor.may(one.needs)]


def all_columns() -> list[Column]:
    return sorted(_columns.values(), key=lambda one: one.order)


def said_by(columns: Iterable[Column], asked: Asked) -> dict[str, Mapping[int, Said]]:
    return {one.key: one.says(asked) for one in columns}
