"""By which ledger a team's work on an item is counted; the topics that keep the ledgers say how."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from zhucun.lib.periods import Span

Counting = Callable[[Sequence[int], Span], Mapping[int, int]]
_measures: dict[str, "Measure"] = {}


@dataclass(frozen=True)
class Measure:
    """Counts for some teams, by their keys, what was done in a span; `unit` is what it counts in."""

    key: str
    label: str
    unit: str
    count: Counting


def prompt_measure(key: str, label: str, *, unit: str = "次") -> Callable[[Counting], Counting]:
    """Register. What is done is read from entries made anyway: nobody reports it a second time (R-BUR-05)."""

    def register(count: Counting) -> Counting:
        if key in _measures:
            raise ValueError(f"two measures are called {key}")
        _measures[key] = Measure(key, label, unit, count)
        return count

    return register


def all_measures() -> list[Measure]:
    return list(_measures.values())


def measure_named(key: str) -> Measure | None:
    """None of an item that no ledger tells of, or whose ledger is no longer kept."""
    return _measures.get(key)
