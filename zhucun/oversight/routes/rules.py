"""Permission, and how long a way takes where nobody measured it. Pure."""

from dataclasses import dataclass
from enum import Enum

from zhucun.acts.permissions import permission
from zhucun.policy.route_values import Routes

KEEP = permission("distance.keep", "维护里程表")

HOUR, KILOMETRE, WHOLE = 60, 1000, 100
LONGEST_MINUTES, LONGEST_METRES = 24 * 60, 1_000_000


class Source(Enum):
    """How a way is known; its label stands beside the stop."""

    MEASURED = "里程表"
    STRAIGHT = "按直线估"
    BY_SEAT = "按乡镇驻地估"
    SAME_TOWNSHIP = "同乡镇，路程没登记"
    UNKNOWN = "没有位置"


@dataclass(frozen=True)
class Way:
    minutes: int
    metres: int | None
    source: Source


def guessed(metres: int, numbers: Routes, *, by_seat: bool) -> Way:
    """The road is longer than the straight line by so much, and driven so fast."""
    road = metres * numbers.road_percent // WHOLE
    minutes = -(-road * HOUR // (numbers.km_an_hour * KILOMETRE))
    return Way(minutes, road, Source.BY_SEAT if by_seat else Source.STRAIGHT)


def within_a_township(numbers: Routes) -> Way:
    """Two villages known by one seat are not at one place: a way of unknown length, and not the longest."""
    return Way(numbers.township_minutes, None, Source.SAME_TOWNSHIP)


def unknown(numbers: Routes) -> Way:
    return Way(numbers.unknown_minutes, None, Source.UNKNOWN)
