"""What a new value would change in the county today, said before anybody decides: topics above register it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.policy.profile import PolicyProfile


@dataclass(frozen=True)
class Trial:
    """The numbers as they are and as they would be, for a county on a day; `memo` keeps what several read."""

    actor: Actor
    county_code: str
    day: date
    before: PolicyProfile
    after: PolicyProfile
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)


Say = Callable[[Trial], str]
_registered: list[tuple[frozenset[str], Say]] = []


def effect_of(*keys: str) -> Callable[[Say], Say]:
    """Register a sentence about these values: `f(trial)`, empty where nothing would change."""

    def register(function: Say) -> Say:
        _registered.append((frozenset(keys), function))
        return function

    return register


def effects(trial: Trial, changed: Collection[str]) -> list[str]:
    """The sentences of whatever depends on a changed value."""
    said = (function(trial) for keys, function in _registered if keys.intersection(changed))
    return [sentence for sentence in said if sentence]


def from_to(what: str, before: int, after: int, unit: str) -> str:
    """老新没配齐的队会从 4 支变为 9 支; nothing where it stays."""
    if before == after:
        return f"{what}仍是 {before} {unit}。"
    return f"{what}会从 {before} {unit}变为 {after} {unit}。"
