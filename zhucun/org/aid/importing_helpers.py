"""Lists of persons responsible for households: names with their unit, no cadres, no members."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.org.aid import acts as aid
from zhucun.org.aid.held import Ground, ground_for, settle, units_in
from zhucun.org.people.rules import KEEP
from zhucun.org.people.sheets import HELPER_LIST
from zhucun.org.people.unit_cells import UnitCells, UnitRef, person_in_words
from zhucun.org.people.unit_making import levels_in_words, levels_of, make_units
from zhucun.org.places.models import Household, Place
from zhucun.org.places.place_cells import PlaceCells
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.plan import Decided, Outcome, Plan, decide
from zhucun.sheets.rows import Rows, question_id
from zhucun.web.importing import Case, Importer, imports, refused_by_row


@dataclass(slots=True)
class HelperLine:
    place: int
    unit: UnitRef | None
    name: str
    told: dict[str, Any]

    @property
    def helping(self) -> tuple[Any, ...]:
        return self.place, self.unit, self.name, self.told["household"]


@dataclass
class _Helpers:
    ground: Ground
    answers: Mapping[str, str]
    county_key: int
    units: UnitCells
    places: PlaceCells
    homes: Mapping[tuple[int, str], list[Household]]
    unmatched: list[str] = field(default_factory=list)
    seen: dict[tuple[Any, ...], int] = field(default_factory=dict)
    lines: dict[tuple[int, int], HelperLine] = field(default_factory=dict)
    held_at: dict[tuple[UnitRef | None, str], set[int]] = field(init=False)

    def __post_init__(self) -> None:
        self.held_at = defaultdict(set)
        for place, unit, name, _ in self.ground.helpers:
            self.held_at[unit, name].add(place)

    def look_at(self, table: int, rows: Rows, at: int) -> None:
        name = rows.values["name"][at]
        place = self._place(rows, at)
        units = units_in(self.units, rows, at, "unit")
        if not name or place is None or units is None:
            return
        unit = units[0] if units else None
        known = (place, unit, name, rows.values["household_head"][at])
        if (row := self.seen.setdefault(known, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "name", f"和第 {row} 行是同一个人、同一处。")
            return
        told = {key: rows.values[key][at] or "" for key in ("rank", "phone")}
        told["household_count"] = rows.values["households"][at] or 1
        told["household"] = self._household(place, rows.values["household_head"][at], told["household_count"])
        self.lines[table, at] = HelperLine(place, unit, name, told)

    def _household(self, place: int, head: str | None, count: int) -> Household | None:
        """The one of that name in the village; where there is none or several, the list says only how many."""
        found = self.homes.get((place, head or ""), [])
        if head and (len(found) != 1 or count != 1):
            self.unmatched.append(head)
        return found[0] if head and len(found) == 1 and count == 1 else None

    def _place(self, rows: Rows, at: int) -> int | None:
        """The village; where the list names none, the place a person said all of it is about."""
        if rows.values["place"][at]:
            return self.places.read(rows, at)
        if township := rows.values["township"][at]:
            return (
                self.places.matcher.find_township(township).found
                if self.places.township_stands(rows, at, township)
                else None
            )
        if (held := self._where_held(rows, at)) is not None:
            return held
        answer = self.answers.get(question_id("place", "all_of"), "")
        options = self._whole_places()
        if (chosen := next((key for key, _ in options if str(key) == answer), None)) is not None:
            return chosen
        sentence = "表里没有写村。这些人帮扶的户在哪里？"
        asked = rows.ask(at, "place", "all_of", [(str(k), n, k) for k, n in options], sentence=sentence)
        rows.fault(at, "place", "没有写在哪个村、哪个乡镇。", DOUBTFUL, question=asked)
        return None

    def _where_held(self, rows: Rows, at: int) -> int | None:
        """Whoever is on the list at one place already need not be placed again."""
        found = self.units.found(rows.values["unit"][at])
        here = self.held_at.get((found, rows.values["name"][at]), set())
        return next(iter(here)) if len(here) == 1 else None

    def _whole_places(self) -> list[tuple[int, str]]:
        towns = [(place.pk, name) for name, place in self.ground.places.townships.items()]
        return [(self.county_key, f"{self.ground.places.territory.county}（不分乡镇）"), *towns]

    def judge(self, table: int, rows: Rows, at: int) -> Decided:
        line = self.lines.get((table, at))
        if line is None:
            return Outcome.DOUBTFUL, None, ()
        return (Outcome.LEFT if line.helping in self.ground.helpers else Outcome.ADDED), line, ()


def decide_helpers(case: Case) -> Plan:
    ground = ground_for(case.by)
    county = ground.places.codes[case.by.county_code].pk
    units = UnitCells(ground.units.matcher, case.answers, townships_may_be_new=True)
    cells = PlaceCells(ground.places.matcher, case.answers)
    helpers = _Helpers(ground, case.answers, county, units, cells, _homes(case))
    settle(units, case, "unit")
    entries = []
    for table, rows in enumerate(case.rows):
        left_out = case.left_out_of(rows)
        for at, number in enumerate(rows.numbers):
            if number not in left_out:
                helpers.look_at(table, rows, at)
        entries += decide(
            rows, lambda at, t=table, r=rows: helpers.judge(t, r, at), who=person_in_words, left_out=left_out
        )
    used = {line.unit for line in helpers.lines.values()}
    levels = levels_of(units, used, ground.units, case.by.county_code)
    remarks = [levels_in_words(levels)] if levels else []
    if helpers.unmatched:
        remarks.append(
            f"{len(helpers.unmatched)} 户在农户名单里没有对上，或者同村有同名的，只记户数，算不出哪天该走访。"
        )
    plan = case.plan(entries, remarks=[*remarks, "责任人只记在结对帮扶名单里，不会成为干部库的人，也不会成为队员。"])
    plan.deed = helpers
    return plan


def _homes(case: Case) -> Mapping[tuple[int, str], list[Household]]:
    """Households on today's list that a row may name. One query."""
    heads = {head for rows in case.rows for head in rows.values["household_head"] if head}
    found: dict[tuple[int, str], list[Household]] = defaultdict(list)
    if heads:
        for home in Household.objects.visible_to(case.by).filter(until__isnull=True, head_name__in=sorted(heads)):
            found[home.village_id, home.head_name].append(home)
    return found


def carry_out_helpers(plan: Plan, by: Actor) -> dict[str, int]:
    helpers: _Helpers = plan.deed
    ground, county = helpers.ground, Place.objects.visible_to(by).get(pk=helpers.county_key)
    entries = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    lines = [entry.target for entry in entries]
    levels = levels_of(helpers.units, {line.unit for line in lines}, ground.units, county.code)
    units = make_units(county, levels, ground.units, helpers.units.learnt, by=by)
    calls = [
        Told(
            ground.places.by_key[line.place],
            {**line.told, "helper_name": line.name, "unit": units.get(line.unit), "since": by.today},
        )
        for line in lines
    ]
    with refused_by_row(entries):
        aid.pair_household.many(calls, by=by)
    return {"units": len(levels), "helpers": len(lines)}


imports(Importer(HELPER_LIST, KEEP, decide_helpers, carry_out_helpers, also_called=("helpers",), order=60))
