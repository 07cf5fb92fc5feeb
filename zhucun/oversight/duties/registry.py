"""Duties register themselves: a function says of every holder of a side at once how much of it is done, of how much.

    @duty(Side.TOWNSHIP, "talks", "书记谈心", rule="R-ORG-07", period="每季", order=10)
    def talks(asked: Asked) -> dict[str, Duty]: …

What nobody registered is not shown; a later ledger (funds, talks, letters) adds its own line and changes nothing here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.lib.evidence import Evidence
from zhucun.lib.workdays import Calendar
from zhucun.oversight.duties.rules import Capacity, Side
from zhucun.policy.profile import PolicyProfile


@dataclass(frozen=True)
class Holder:
    """A township by its code, a unit by its key, the office by the county's code."""

    key: Any
    name: str
    code: str


@dataclass(frozen=True)
class Asked:
    """Of which holders, on which day, by which numbers. `whole` asks for what lacks and what shows it, by name."""

    actor: Actor
    county_code: str
    day: date
    policy: PolicyProfile
    calendar: Calendar
    holders: tuple[Holder, ...]
    whole: bool = False
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def keys(self) -> tuple[Any, ...]:
        return tuple(holder.key for holder in self.holders)


@dataclass(frozen=True)
class Duty:
    """`n` of `of` are done; `due_on` is the day for the rest. `before` says how the period before went.

    `lacking` names whom or what is still owed, `do` is where one records it.
    """

    n: int
    of: int
    due_on: date | None = None
    is_late: bool = False
    before: str = ""
    lacking: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    do: str = ""

    @property
    def is_done(self) -> bool:
        return self.n >= self.of

    @property
    def state(self) -> str:
        """As the tag `stage` draws it."""
        return "overdue" if self.is_late else "done" if self.is_done else "running"


Says = Callable[[Asked], Mapping[Any, Duty]]


@dataclass(frozen=True)
class Kind:
    side: Side
    key: str
    label: str
    rule: str
    period: str
    order: int
    verb: str
    unit: str
    capacity: Capacity
    says: Says = field(compare=False)


_kinds: dict[tuple[Side, str], Kind] = {}


def duty(
    side: Side,
    key: str,
    label: str,
    *,
    rule: str,
    period: str,
    order: int,
    verb: str = "去看",
    unit: str = "次",
    capacity: Capacity = Capacity.EITHER,
) -> Callable[[Says], Says]:
    """`period` in words (每季); `verb` is what the button says that leads to where it is recorded,
    `unit` is what is counted."""

    def register(says: Says) -> Says:
        if (side, key) in _kinds:
            raise ValueError(f"duty {key} of {side.label} is registered twice")
        _kinds[side, key] = Kind(side, key, label, rule, period, order, verb, unit, capacity, says)
        return says

    return register


def kinds_of(side: Side) -> list[Kind]:
    return sorted((kind for kind in _kinds.values() if kind.side == side), key=lambda kind: kind.order)
