"""Finding what a text in a file means among given candidates. What is not sure is never guessed."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from zhucun.sheets.labels import simplified

Sureness = Literal["sure", "doubtful", "unknown"]
Suggestion = tuple[Any, str]  # (key, name)
MOST_SUGGESTIONS = 3
LEAST_LIKENESS = 0.5


@dataclass(frozen=True, slots=True)
class Match:
    """`found` is the candidate's key where it is sure; else the problem, and who may be meant."""

    sureness: Sureness
    found: Any = None
    problem: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    rest: str = ""  # what stood behind the name: a post behind a unit

    @property
    def is_sure(self) -> bool:
        return self.sureness == "sure"


def sure(key: Any, rest: str = "") -> Match:
    return Match("sure", key, rest=rest)


def doubt(problem: str, suggestions: Sequence[Suggestion]) -> Match:
    return Match("doubtful", problem=problem, suggestions=tuple(suggestions))


def unknown(problem: str, nearest: Sequence[Suggestion] = ()) -> Match:
    names = "、".join(name for _, name in nearest)
    return Match("unknown", problem=f"{problem}最接近的是{names}。" if names else problem, suggestions=tuple(nearest))


def compared(text: str) -> str:
    """As texts are compared: half-width, simplified, without blanks. The file's own text is kept elsewhere."""
    return re.sub(r"\s+", "", simplified(unicodedata.normalize("NFKC", text)))


def parts_of(text: str) -> list[str]:
    """Several names in one cell: 县教育局、县水利局."""
    return [part for part in re.split(r"\s*[、，,;；/\n]+\s*", text.strip()) if part]
