"""Who should have an account: topics above say so, dispatch for whoever is on the roster."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Expected:
    """A natural person by key and name, and the township whose slips theirs is among. Nothing else is told."""

    person_id: int
    name: str
    township_code: str


ExpectedIn = Callable[[str, date], Iterable[Expected]]
_sources: list[ExpectedIn] = []


def expected_come_from(source: ExpectedIn) -> ExpectedIn:
    """Register who, within a code prefix on a day, should have an account."""
    _sources.append(source)
    return source


def expected_in(prefix: str, day: date) -> list[Expected]:
    """Each person once, by name."""
    found = {one.person_id: one for source in _sources for one in source(prefix, day)}
    return sorted(found.values(), key=lambda one: (one.township_code, one.name))
