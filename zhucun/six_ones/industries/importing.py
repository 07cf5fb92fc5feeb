"""产业项目台账 brought in: what is not on file yet is registered, as far as the sheet's days say (建账)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.sheets.plan import Decided, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import KEEP, Field
from zhucun.six_ones.industries.sheets import PROJECTS, PROJECTS_KIND
from zhucun.web.importing import Case, Importer, imports, refused_by_row

Key = tuple[int, str]  # a place, a name
Line = tuple[int, dict[str, Any]]  # the place, and what the act is told


@dataclass
class _Judge:
    by: Actor
    held: HeldPlaces
    cells: PlaceCells
    on_file: frozenset[Key]
    seen: dict[Key, int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        if not (said["name"] and said["place"]):
            return Outcome.DOUBTFUL, None, ()
        place = self.cells.read(rows, at)
        if place is None:
            return Outcome.DOUBTFUL, None, ()
        key = (place, said["name"].strip())
        if (row := self.seen.setdefault(key, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "name", f"和第 {row} 行是同一个项目。")
            return Outcome.REFUSED, None, ()
        if key in self.on_file:
            return Outcome.LEFT, (place, {}), ()
        told = self._told(rows, at, said)
        return (Outcome.REFUSED, None, ()) if told is None else (Outcome.ADDED, (place, told), ())

    def _told(self, rows: Rows, at: int, said: Mapping[str, Any]) -> dict[str, Any] | None:
        """The act's own rules, each refusal at its cell."""
        told = {name: said[name] or "" for name in projects.WORDS}
        told |= {name: said[name] for name in (*projects.DAYS, *projects.NUMBERS)}
        told["field"] = said["field"] or Field.OTHER
        try:
            projects.must_be_registrable(told, self.by.today)
        except Refused as refusal:
            column = refusal.field if refusal.field in PROJECTS.by_key else "name"
            rows.fault(at, column, refusal.sentence)
            return None
        return told


def decide_projects(case: Case) -> Plan:
    held = held_places(case.by)
    on_file = IndustryProject.objects.visible_to(case.by, KEEP).standing().values_list("place", "name")
    judge = _Judge(case.by, held, PlaceCells(held.matcher, case.answers), frozenset(on_file))
    entries = []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=_who, left_out=left_out)
    return case.plan(entries)


def _who(told: Mapping[str, Any]) -> str:
    return told["name"] or ""


def carry_out_projects(plan: Plan, by: Actor) -> dict[str, int]:
    written = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    places = held_places(by).by_key
    lines: list[Line] = [entry.target for entry in written]
    with refused_by_row(written):
        projects.register.many([Told(places[place], told) for place, told in lines], by=by)
    return {"projects": len(lines)}


imports(
    Importer(
        PROJECTS_KIND,
        KEEP,
        decide_projects,
        carry_out_projects,
        route="six_ones:projects",
        also_called=("projects",),
        order=96,
    )
)
slot(
    Slot(
        "projects",
        "产业项目台账",
        "规划了、动工了、完成了的产业项目，三个数从这里算。",
        "项",
        lambda by: IndustryProject.objects.visible_to(by).standing(),
        96,
        "six_ones:projects",
    )
)
