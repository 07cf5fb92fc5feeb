"""产业项目资金台账 brought in: lines judged by the act's own rules, by the day; those on file are left."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.org.places.place_cells import PlaceCells, held_places
from zhucun.sheets.plan import Decided, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.project_money import acts as money
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.project_money.rules import RECORD, Funder, Kind
from zhucun.six_ones.project_money.sheets import MONEY, MONEY_KIND
from zhucun.web.importing import Case, Importer, imports, refused_by_row

Row = tuple[int, int]  # a table of the file and a position in it
KINDS = tuple(Kind.values)  # on one day it is applied for, granted, arrives, is spent
WORDS = ("number", "what")


def order_of(call: Told) -> tuple[date, int]:
    return call.given["on"], KINDS.index(call.given["kind"])


@dataclass
class _Reader:
    """From rows to lines; what cannot be one is said at its cell."""

    cells: PlaceCells
    projects: Mapping[tuple[int, str], IndustryProject]
    lines: dict[Row, Told] = field(default_factory=dict)

    def read(self, rows: Rows, at: int) -> None:
        said = {key: values[at] for key, values in rows.values.items()}
        if not all(said[key] for key in ("name", "place", "kind", "on", "fen")):
            return
        place = self.cells.read(rows, at)
        if place is None:
            return
        project = self.projects.get((place, said["name"].strip()))
        if project is None:
            rows.fault(at, "name", f"这个村没有叫“{said['name']}”的产业项目。核对名称，或者先登记项目。")
            return
        told = {**{key: said[key] for key in ("kind", "on", "fen")}, **{key: said[key] or "" for key in WORDS}}
        self.lines[id(rows), at] = Told(project, {**told, "funder": said["funder"] or Funder.BRIDGING})


def decide_money(case: Case) -> Plan:
    seen = IndustryProject.objects.visible_to(case.by, RECORD).standing().select_related("place")
    projects = {(row.place_id, row.name): row for row in seen}
    reader = _Reader(PlaceCells(held_places(case.by).matcher, case.answers), projects)
    places = [(rows, at) for rows in case.rows for at in range(len(rows.numbers))]
    for rows, at in places:
        if rows.numbers[at] not in case.left_out_of(rows):
            reader.read(rows, at)
    left = _on_file(reader)
    _judge(case.by, reader, {(id(rows), at): (rows, at) for rows, at in places}, left)
    entries: list[Entry] = []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        entries += decide(rows, lambda at, r=rows: _decided((id(r), at), reader, left), who=_who, left_out=left_out)
    return case.plan(entries)


def _who(told: Mapping[str, Any]) -> str:
    return told["name"] or ""


def _on_file(reader: _Reader) -> set[Row]:
    """Lines that say what a standing line of the ledger says."""
    columns = ("project", "kind", "on", "fen", "number")
    rows = ProjectMoney.objects.standing().filter(project__in={call.row.pk for call in reader.lines.values()})
    held = set(rows.values_list(*columns))
    return {key for key, call in reader.lines.items() if _said(call) in held}


def _said(call: Told) -> tuple[Any, ...]:
    given = call.given
    return call.row.pk, given["kind"], given["on"], given["fen"], given["number"].strip()


def _judge(by: Actor, reader: _Reader, places: Mapping[Row, tuple[Rows, int]], left: set[Row]) -> None:
    """By the day, so that what arrived is held against what was granted by then."""
    new = {key: call for key, call in reader.lines.items() if key not in left}
    held = money.held_for(call.row.pk for call in new.values())
    for key, call in sorted(new.items(), key=lambda one: order_of(one[1])):
        try:
            money.line_of(call, held, by)
        except Refused as refusal:
            rows, at = places[key]
            rows.fault(at, refusal.field if refusal.field in MONEY.by_key else "fen", refusal.sentence)


def _decided(key: Row, reader: _Reader, left: set[Row]) -> Decided:
    if (call := reader.lines.get(key)) is None:
        return Outcome.REFUSED, None, ()
    return (Outcome.LEFT if key in left else Outcome.ADDED), call, ()


def carry_out_money(plan: Plan, by: Actor) -> dict[str, int]:
    written = sorted(plan.of(Outcome.ADDED), key=lambda entry: order_of(entry.target))
    with refused_by_row(written):
        money.record.many([entry.target for entry in written], by=by)
    return {"project_money": len(written)}


imports(
    Importer(
        MONEY_KIND,
        RECORD,
        decide_money,
        carry_out_money,
        route="six_ones:projects.money_lines",
        also_called=("project-money",),
        order=97,
    )
)
slot(
    Slot(
        "project_money",
        "产业项目资金台账",
        "申请、批复、到账、支出，一笔对一张；先有项目再导入。",
        "笔",
        lambda by: ProjectMoney.objects.visible_to(by).standing(),
        97,
        "six_ones:projects.money_lines",
    )
)
