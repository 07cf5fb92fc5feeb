"""干部名册: people in the pool, found or added by the same rules as a 花名册; nobody is posted by it."""

from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.intake.deciding_people import PersonCells, told_facts
from zhucun.dispatch.intake.held import Held, held_for
from zhucun.lib.names import normal_name
from zhucun.org.people import acts as people
from zhucun.org.people.models import Cadre
from zhucun.org.people.rules import KEEP
from zhucun.org.people.same_person import HeldPerson
from zhucun.org.people.sheets import CADRE_LIST
from zhucun.org.people.unit_cells import UnitCells, UnitFound, UnitRef, person_in_words
from zhucun.org.people.unit_making import levels_in_words, levels_of, make_units
from zhucun.org.places.models import Place
from zhucun.sheets.plan import Decided, Difference, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, chunks, imports, refused_by_row


@dataclass(slots=True)
class CadreLine:
    person: HeldPerson | None
    unit: UnitRef | None
    post: str
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def moves(self) -> bool:
        return self.person is not None and self.unit is not None and self.unit != self.person.traits.unit


class _Cadres:
    def __init__(self, case: Case, held: Held) -> None:
        self.held = held
        self.units = UnitCells(held.units.matcher, case.answers)
        self.people = PersonCells(held, case.answers)
        self.lines: dict[tuple[int, int], CadreLine] = {}

    def look_at(self, table: int, rows: Rows, at: int) -> None:
        name, (unit, is_known) = rows.values["name"][at], self._unit(rows, at)
        if not name or not is_known:
            return
        traits = self.people.traits(rows, at, unit.ref if unit else None, None)
        if not self.people.stands_alone(rows, at, traits):
            return
        person, is_settled = self.people.find(rows, at, traits)
        if is_settled:
            line = CadreLine(person, unit.ref if unit else None, unit.rest if unit else "")
            line.changes = self.people.changes(rows, at, person, line.post) if person else {}
            self.lines[table, at] = line

    def _unit(self, rows: Rows, at: int) -> tuple[UnitFound | None, bool]:
        key = next((key for key in ("unit", "unit_and_post") if rows.values[key][at]), "")
        if not key:
            return None, True
        found = self.units.read(rows, at, key, rows.values[key][at])
        return found, found is not None

    def judge(self, table: int, rows: Rows, at: int) -> Decided:
        line = self.lines.get((table, at))
        if line is None:
            return Outcome.DOUBTFUL, None, ()
        if line.person is None:
            return Outcome.ADDED, line, ()
        found = list(self.people.differences(rows, line.person, line.changes))
        if line.moves:
            by_key, old = self.held.units.by_key, self.held.units.by_key.get(line.person.traits.unit)
            new = line.unit if isinstance(line.unit, str) else by_key[line.unit].name
            found.append(Difference("unit", rows.sheet.by_key["unit"].label, old.name if old else "", new))
        return (Outcome.CHANGED if found else Outcome.LEFT), line, tuple(found)


def decide_cadres(case: Case) -> Plan:
    cadres = _Cadres(case, held_for(case.by))
    for rows in case.rows:
        cadres.units.settle_persons(rows, case.left_out_of(rows))
    entries: list[Entry] = []
    for table, rows in enumerate(case.rows):
        left_out = case.left_out_of(rows)
        for at, number in enumerate(rows.numbers):
            if number not in left_out:
                cadres.look_at(table, rows, at)
        entries += decide(
            rows, lambda at, t=table, r=rows: cadres.judge(t, r, at), who=person_in_words, left_out=left_out
        )
    used = {line.unit for line in cadres.lines.values()}
    levels = levels_of(cadres.units, used, cadres.held.units, case.by.county_code)
    remarks = [levels_in_words(levels)] if levels else []
    plan = case.plan(entries, remarks=[*remarks, "只进干部库，不派驻。要派驻的，导入花名册。"])
    plan.deed = cadres
    return plan


def carry_out_cadres(plan: Plan, by: Actor) -> dict[str, int]:
    cadres: _Cadres = plan.deed
    county = Place.objects.visible_to(by).get(code=by.county_code, until__isnull=True)
    entries = [entry for entry in plan.entries if entry.outcome in (Outcome.ADDED, Outcome.CHANGED)]
    levels = levels_of(cadres.units, {entry.target.unit for entry in entries}, cadres.held.units, county.code)
    units = make_units(county, levels, cadres.held.units, cadres.units.learnt, by=by)
    new = [entry for entry in entries if entry.target.person is None]
    for some in chunks(new):
        with refused_by_row(some):
            calls = [
                Told(county, _facts(entry) | {"unit": units.get(entry.target.unit), "since": by.today})
                for entry in some
            ]
            people.add_cadre.many(calls, by=by)
    on_file = [entry.target for entry in entries if entry.target.person is not None]
    for some in chunks([line for line in on_file if line.changes]):
        rows = Cadre.objects.in_bulk([line.person.key for line in some])
        people.correct_cadre.many([Told(rows[x.person.key], {"changes": x.changes}) for x in some], by=by)
    for line in on_file:
        if line.moves:
            cadre = Cadre.objects.get(pk=line.person.key)
            people.move_cadre(cadre, unit=units[line.unit], since=by.today, by=by)
    return {"people": len(new), "changed": len(on_file), "units": len(levels)}


def _facts(entry: Entry) -> dict[str, Any]:
    return {**told_facts(entry.told, entry.target.post), "name": normal_name(entry.told["name"])}


imports(Importer(CADRE_LIST, KEEP, decide_cadres, carry_out_cadres, also_called=("cadres",), order=40))
