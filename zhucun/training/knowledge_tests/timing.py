"""When a seat ends and which answers count. Server time alone: a phone only says how long ago an answer was made. Pure.

Answers made without signal before the end and arriving within the grace count and are marked late; what comes later is
kept and does not count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, Protocol


class Counting(Enum):
    """What becomes of an answer that arrived."""

    IN_TIME = "in_time"
    LATE = "late"
    REFUSED = "refused"


def deadline(started_at: datetime, *, minutes: int, closes_at: datetime) -> datetime:
    return min(started_at + timedelta(minutes=minutes), closes_at)


def made_at(arrived_at: datetime, ago: int, *, started_at: datetime) -> datetime:
    """`ago` in seconds, as the phone's running clock says; never before the start, never after it came."""
    return max(arrived_at - timedelta(seconds=max(ago, 0)), started_at)


def counting(arrived_at: datetime, ago: int, *, started_at: datetime, ends_at: datetime, grace: int) -> Counting:
    """`grace` in minutes."""
    if arrived_at <= ends_at:
        return Counting.IN_TIME
    was_made = made_at(arrived_at, ago, started_at=started_at)
    if was_made <= ends_at and arrived_at <= ends_at + timedelta(minutes=grace):
        return Counting.LATE
    return Counting.REFUSED


def seconds_left(ends_at: datetime, now: datetime) -> int:
    return max(0, int((ends_at - now).total_seconds()))


class Said(Protocol):
    """An answer as it was saved."""

    item: int
    answer: Any
    device: str
    sequence: int
    counts: bool


@dataclass(frozen=True)
class Standing:
    """The answer that stands for an item."""

    answer: Any
    device: str
    sequence: int


def standing(answers: Iterable[Said]) -> dict[int, Standing]:
    """Item → what stands, of answers in the order in which they arrived: the last, but of one phone the one it gave
    last, in whatever order its messages came."""
    found: dict[int, Standing] = {}
    for one in answers:
        before = found.get(one.item)
        is_older = before is not None and before.device == one.device and before.sequence > one.sequence
        if one.counts and not is_older:
            found[one.item] = Standing(one.answer, one.device, one.sequence)
    return found
