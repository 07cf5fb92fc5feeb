"""What lies between two values of a figure: the records that came, those that went, those that weigh otherwise."""

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from zhucun.lib.figure import Figure

MOST = 60
M = TypeVar("M")  # a record with what is said of it


@dataclass(frozen=True)
class Between(Generic[M]):
    """`of` are the parts of a share, each with its own two values."""

    shown_then: str
    shown_now: str
    difference: str
    came: list[M] = field(default_factory=list)
    went: list[M] = field(default_factory=list)
    differs: list[M] = field(default_factory=list)
    of: list[dict[str, str]] = field(default_factory=list)
    left_out: int = 0

    @property
    def is_same(self) -> bool:
        return not (self.came or self.went or self.differs)

    @property
    def told_only(self) -> bool:
        """The number moved by rows that are for others to read."""
        return self.is_same and bool(self.difference)


def difference(figure: Figure, before: int | None, after: int | None) -> str:
    if before is None or after is None or before == after:
        return ""
    more = "多" if after > before else "少"
    unit = "个百分点" if figure.kind == "share" else figure.unit
    return f"{more} {figure.shown(abs(after - before))} {unit}"


def part_of(part: Figure, before: int | None, after: int | None, url: str) -> dict[str, str]:
    """A part of a share, with both its values."""
    return {
        "label": part.label,
        "before": part.shown(before),
        "after": part.shown(after),
        "unit": part.unit,
        "url": url,
    }
