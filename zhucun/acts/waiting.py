"""等我办的: each topic computes its lines from state; nothing is ever stored as a to-do."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from zhucun.acts.actor import Actor


@dataclass(frozen=True)
class Waiting:
    """One line: a tile of the measure, a sentence, a count, when due, one verb that opens the page to do it.

    `message` is the line as a short text for a chat group; it carries no personal data.
    """

    tile: str
    sentence: str
    url: str
    verb: str
    count: int = 1
    unit: str = "件"
    note: str = ""
    due_on: date | None = None

    @property
    def message(self) -> str:
        due = f"，{self.due_on.month}月{self.due_on.day}日前" if self.due_on else ""
        return f"{self.sentence}（{self.count}{self.unit}{due}）"


LinesFor = Callable[[Actor], Iterable[Waiting]]
_sources: list[LinesFor] = []


def waits(source: LinesFor) -> LinesFor:
    """Register a topic's source of lines."""
    _sources.append(source)
    return source


def lines_for(actor: Actor) -> list[Waiting]:
    """All that waits for this person, the most urgent first."""
    lines = [line for source in _sources for line in source(actor)]
    return sorted(lines, key=lambda line: (line.due_on or date.max, line.sentence))
