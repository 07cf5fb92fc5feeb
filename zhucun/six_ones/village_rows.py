"""Rows of a sheet that are each about a village: whose, named twice or not, judged one by one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.org.places.rules import SERVED
from zhucun.sheets.plan import Decided, Entry, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case


@dataclass
class VillageRows:
    """What they are judged by; a row repeated is named with the first."""

    by: Actor
    held: HeldPlaces
    cells: PlaceCells
    seen: dict[Any, int] = field(default_factory=dict)

    def place(self, rows: Rows, at: int) -> Place | None:
        key = self.cells.read(rows, at) if rows.values["place"][at] else None
        place = self.held.by_key.get(key) if key is not None else None
        if place is not None and place.kind not in SERVED:
            rows.fault(at, "place", "写到村、社区、安置点。")
            return None
        return place

    def is_twice(self, rows: Rows, at: int, key: Any, column: str, what: str) -> bool:
        first = self.seen.setdefault(key, rows.numbers[at])
        if first != rows.numbers[at]:
            rows.fault(at, column, f"和第 {first} 行是同一{what}。")
        return first != rows.numbers[at]


def ground(case: Case) -> tuple[Actor, HeldPlaces, PlaceCells]:
    """What `VillageRows` begins with."""
    held = held_places(case.by)
    return case.by, held, PlaceCells(held.matcher, case.answers)


def entries(case: Case, judge: Callable[[Rows, int], Decided], named_by: str = "place") -> list[Entry]:
    """Of all sheets of the file; `named_by` is the column that tells people which row is meant."""
    found: list[Entry] = []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        found += decide(rows, lambda at, r=rows: judge(r, at), who=_said(named_by), left_out=left_out)
    return found


def _said(column: str) -> Callable[[Mapping[str, Any]], str]:
    return lambda told: told[column] or ""
