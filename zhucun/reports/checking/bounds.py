"""What a written number leaves possible: an interval of exact fractions, closed, open where a bound is None. Pure."""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor


@dataclass(frozen=True)
class Bounds:
    """Every value from `low` to `high`, both included."""

    low: Fraction | None
    high: Fraction | None

    @classmethod
    def of(cls, value: Fraction | int, within: Fraction | int = 0) -> "Bounds":
        return cls(Fraction(value) - within, Fraction(value) + within)

    def meets(self, other: "Bounds") -> bool:
        return self._begins_before(other) and other._begins_before(self)

    def _begins_before(self, other: "Bounds") -> bool:
        return self.low is None or other.high is None or self.low <= other.high

    def holds(self, value: Fraction | int) -> bool:
        return self.meets(Bounds.of(value))

    def both(self, other: "Bounds") -> "Bounds":
        """What both leave possible; empty (low above high) where they do not meet."""
        lows = [one for one in (self.low, other.low) if one is not None]
        highs = [one for one in (self.high, other.high) if one is not None]
        return Bounds(max(lows, default=None), min(highs, default=None))

    def plus(self, other: "Bounds") -> "Bounds":
        return Bounds(_sum(self.low, other.low), _sum(self.high, other.high))

    def minus(self, other: "Bounds") -> "Bounds":
        return self.plus(Bounds(_negative(other.high), _negative(other.low)))

    def over(self, other: "Bounds") -> "Bounds":
        """The quotients; both are of amounts, which are not negative. Unbounded where the divisor can be nothing."""
        low = None if self.low is None or other.high is None else self.low / other.high if other.high else None
        high = None if self.high is None or not other.low or other.low <= 0 else self.high / other.low
        return Bounds(low if low is not None else Fraction(0), high)

    def times(self, factor: Fraction | int) -> "Bounds":
        return Bounds(_scaled(self.low, factor), _scaled(self.high, factor))

    def whole_numbers(self) -> range | None:
        """The whole numbers in it, none where they have no end."""
        return None if self.low is None or self.high is None else range(ceil(self.low), floor(self.high) + 1)


def total(parts: list[Bounds]) -> Bounds:
    found = Bounds.of(0)
    for part in parts:
        found = found.plus(part)
    return found


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if one is None or other is None else one + other


def _negative(one: Fraction | None) -> Fraction | None:
    return None if one is None else -one


def _scaled(one: Fraction | None, factor: Fraction | int) -> Fraction | None:
    return None if one is None else one * factor
