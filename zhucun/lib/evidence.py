"""佐证: how a lower package speaks of a record it cannot import."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    kind: str
    key: int
    sentence: str
    url: str
