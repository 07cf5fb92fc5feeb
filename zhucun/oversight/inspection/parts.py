"""What topics above put on the pages of 督查: records handed in beside the week, the way below a group's list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.oversight.inspection.models import DrawnTeam, InspectionGroup


@dataclass(frozen=True)
class Part:
    """A partial with its context."""

    template: str
    context: Any


Beside = Callable[[Actor], Part | None]
Below = Callable[[InspectionGroup, Actor], Part | None]
Way = Callable[[DrawnTeam, Actor], str]
_beside: list[Beside] = []
_below: list[Below] = []
_to_record: list[Way] = []


def beside_the_week(function: Beside) -> Beside:
    """Register a card in the right column; None where there is nothing for this person."""
    _beside.append(function)
    return function


def under_a_group(function: Below) -> Below:
    _below.append(function)
    return function


def record_is_at(function: Way) -> Way:
    """Register where the record of a drawn team is written or read; empty where there is no way."""
    _to_record.append(function)
    return function


def beside(actor: Actor) -> Sequence[Part]:
    return [part for make in _beside if (part := make(actor)) is not None]


def below_a_group(group: InspectionGroup, actor: Actor) -> Sequence[Part]:
    return [part for make in _below if (part := make(group, actor)) is not None]


def record_of(drawn: DrawnTeam, actor: Actor) -> str:
    return next((url for way in _to_record if (url := way(drawn, actor))), "")
