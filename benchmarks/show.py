"""What was measured, as a table for people and a document for programs."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Measured:
    """One line: what, the figure with its unit, and the bound it is held against, where there is one."""

    section: str
    what: str
    value: float
    unit: str
    bound: float | None = None
    is_floor: bool = False
    note: str = ""

    @property
    def holds(self) -> bool | None:
        if self.bound is None:
            return None
        return self.value >= self.bound if self.is_floor else self.value <= self.bound

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "holds": self.holds}


def table(lines: Sequence[Measured]) -> str:
    rows = [("", "what", "value", "bound", ""), *map(_row, lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _row(line: Measured) -> tuple[str, ...]:
    sign = "≥" if line.is_floor else "≤"
    bound = "" if line.bound is None else f"{sign} {line.bound:g} {line.unit}"
    verdict = {None: "", True: "holds", False: "MISSED"}[line.holds]
    return line.section, line.what, f"{line.value:g} {line.unit}", bound, " ".join(filter(None, (verdict, line.note)))
