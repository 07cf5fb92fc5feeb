"""Deadlines that an emergency may move: topics register theirs, by their own act and under its own rule (R-ATT-16)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.oversight.emergency.models import DeadlineMove
from zhucun.oversight.emergency.rules import COUNTY_DIGITS

Rows = Callable[[str, date, date], Iterable[Any]]  # open rows of a territory due in [since, until), each with `due_on`
Move = Callable[[Any, date, str, Actor], object]


@dataclass(frozen=True)
class Movable:
    key: str
    label: str
    rows: Rows
    move: Move


_movables: dict[str, Movable] = {}


def movable(one: Movable) -> Movable:
    """Register a kind of deadline."""
    _movables[one.key] = one
    return one


def all_movables() -> list[Movable]:
    return [_movables[key] for key in sorted(_movables)]


def label_of(key: str) -> str:
    return _movables[key].label if key in _movables else key


def due_within(move: DeadlineMove) -> list[Any]:
    """What falls due while the duty runs and is still open."""
    duty, kind = move.duty, _movables[move.kind]
    return list(kind.rows(duty.place_code, duty.since, duty.until))


def carry_over(move: DeadlineMove, by: Actor) -> int:
    """Each by the act of its own topic, in the name of the emergency's office; how many there were."""
    office = Actor.system(
        f"{by.name}（{move.duty.title}）", reach=move.duty.place_code[:COUNTY_DIGITS], now=by.now, door=by.door
    )
    found = due_within(move)
    for row in found:
        _movables[move.kind].move(row, row.due_on + timedelta(days=move.days), str(move), office)
    return len(found)
