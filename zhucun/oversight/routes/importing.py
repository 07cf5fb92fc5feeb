"""里程表 brought in from a file: pairs of places with what was measured between them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.oversight.routes import acts as distances
from zhucun.oversight.routes.models import PlaceDistance
from zhucun.oversight.routes.rules import KEEP
from zhucun.oversight.routes.sheets import DISTANCE_KIND, shown_kilometres
from zhucun.sheets.plan import Decided, Difference, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, imports, refused_by_row

WRITTEN = (Outcome.ADDED, Outcome.CHANGED)


@dataclass(frozen=True)
class Line:
    one: Place
    other: Place
    minutes: int
    metres: int


@dataclass
class _Judge:
    held: HeldPlaces
    cells: PlaceCells
    kept: Mapping[frozenset[int], PlaceDistance]
    seen: dict[frozenset[int], int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        ends = [self._place(rows, at, key) for key in ("one", "other")]
        minutes, metres = rows.values["minutes"][at], rows.values["metres"][at]
        if None in ends or minutes is None or metres is None:
            return Outcome.DOUBTFUL, None, ()
        line = Line(ends[0], ends[1], minutes, metres)
        pair = frozenset(place.pk for place in ends)
        if len(pair) == 1:
            rows.fault(at, "other", "从哪里、到哪里是同一个地方。")
        elif (row := self.seen.setdefault(pair, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "other", f"和第 {row} 行是同一段路。来回一样，写一行就够。")
        return self._beside(self.kept.get(pair), line)

    def _place(self, rows: Rows, at: int, key: str) -> Place | None:
        text = rows.values[key][at]
        if not text:
            return None
        county = self.held.codes.get(self.held.county_code)
        if county is not None and text in (county.name, county.short_name, "县城"):
            return county
        township = self.held.townships.get(text)
        if township is not None:
            return township
        found = self.cells.find(rows, at, key, text)
        return None if found is None else self.held.by_key[found]

    @staticmethod
    def _beside(kept: PlaceDistance | None, line: Line) -> Decided:
        if kept is None:
            return Outcome.ADDED, line, ()
        changed = tuple(
            Difference(key, label, said(getattr(kept, key)), said(getattr(line, key)))
            for key, label, said in (("minutes", "分钟", str), ("metres", "公里", shown_kilometres))
            if getattr(kept, key) != getattr(line, key)
        )
        return (Outcome.CHANGED if changed else Outcome.LEFT), line, changed


def decide_distances(case: Case) -> Plan:
    held = held_places(case.by)
    kept = PlaceDistance.objects.visible_to(case.by, KEEP)
    judge = _Judge(
        held, PlaceCells(held.matcher, case.answers), {frozenset((row.one_id, row.other_id)): row for row in kept}
    )
    entries = []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=_who, left_out=left_out)
    return case.plan(entries)


def _who(told: Mapping[str, Any]) -> str:
    return f"{told['one'] or ''}—{told['other'] or ''}"


def carry_out_distances(plan: Plan, by: Actor) -> dict[str, int]:
    written = [entry for entry in plan.entries if entry.outcome in WRITTEN]
    lines = [entry.target for entry in written]
    with refused_by_row(written):
        distances.measure.many(
            [Told(x.one, {"to": x.other, "minutes": x.minutes, "metres": x.metres}) for x in lines], by=by
        )
    return {"distances": len(lines)}


imports(
    Importer(
        DISTANCE_KIND,
        KEEP,
        decide_distances,
        carry_out_distances,
        route="oversight:distances",
        also_called=("distances",),
        order=90,
    )
)
