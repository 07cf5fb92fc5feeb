"""佐证: how a lower package speaks of a record it cannot import."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    kind: str
    key: int
    sentence: str
    url: str

    @property
    def reference(self) -> str:
        """By which it is picked: on a page, or by another program."""
        return f"{self.kind}:{self.key}"
