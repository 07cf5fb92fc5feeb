"""What topics above put on the pages of 督查: records handed in beside the week, the way below a group's list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.oversight.inspection.models import DrawnTeam, InspectionGroup


@dataclass(frozen=True)
class Part:
    """A partial with its context; `order` has the villages, by key of what was drawn, as they are gone to."""

    template: str
    context: Any
    order: Sequence[int] = ()


Beside = Callable[[Actor], Part | None]
Below = Callable[[InspectionGroup, Actor], Part | None]
Records = Callable[[Sequence[DrawnTeam], Actor], Mapping[int, str]]
_beside: list[Beside] = []
_below: list[Below] = []
_records: list[Records] = []


def beside_the_week(function: Beside) -> Beside:
    """Register a card in the right column; None where there is nothing for this person."""
    _beside.append(function)
    return function


def under_a_group(function: Below) -> Below:
    _below.append(function)
    return function


def records_are_at(function: Records) -> Records:
    """Register where the records of drawn teams are written or read, by key; those without a way are left out."""
    _records.append(function)
    return function


def beside(actor: Actor) -> Sequence[Part]:
    return [part for make in _beside if (part := make(actor)) is not None]


def below_a_group(group: InspectionGroup, actor: Actor) -> Sequence[Part]:
    return [part for make in _below if (part := make(group, actor)) is not None]


def records_of(drawn: Sequence[DrawnTeam], actor: Actor) -> dict[int, str]:
    return {key: url for records in _records for key, url in records(drawn, actor).items()}
