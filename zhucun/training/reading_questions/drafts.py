"""What reading gives: drafts of questions, each with what it is not certain of. Pure."""

from dataclasses import dataclass, field
from typing import Any

SINGLE, MULTIPLE, TRUE_FALSE, FILL_IN, SHORT = "single", "multiple", "true_false", "fill_in", "short"
CHOSEN = (SINGLE, MULTIPLE, TRUE_FALSE)
TRUE_FALSE_OPTIONS = ("对", "错")
LETTERS = "ABCDEFGHIJ"


@dataclass(frozen=True)
class Draft:
    """A question as understood; `key` as in the bank: positions of options, or what each blank accepts."""

    number: str
    kind: str
    stem: str
    options: tuple[str, ...] = ()
    key: tuple[Any, ...] = ()
    explanation: str = ""
    source: str = ""
    topic: str = ""
    difficulty: str = ""
    doubts: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        return "".join(LETTERS[at] for at in self.key) if self.kind in CHOSEN else ""


@dataclass(frozen=True)
class Found:
    """All drafts of a file, and what is to be said of the file as a whole."""

    drafts: list[Draft] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
