"""村情表: places, the units that stand by them, whom to ring. Contacts stay contacts, nobody becomes a member."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.org.aid import acts as aid
from zhucun.org.aid.held import Ground, ground_for, settle, units_in
from zhucun.org.people import acts as people
from zhucun.org.people.rules import KEEP
from zhucun.org.people.unit_cells import UnitCells, UnitRef
from zhucun.org.people.unit_making import levels_in_words, levels_of, make_units
from zhucun.org.places import acts as places
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import PlaceCells, in_words, place_in_words
from zhucun.org.places.rules import Kind
from zhucun.org.places.sheets import FACTS
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.matching import compared
from zhucun.sheets.matching_places import place_stem
from zhucun.sheets.plan import Decided, Difference, Outcome, Plan, decide
from zhucun.sheets.rows import Rows, question_id
from zhucun.web.importing import Case, Importer, imports

ADD, NEW = "add", "new"
PlaceRef = int | tuple[str, str]  # a place's key, or (township, name) of one to be registered


@dataclass(slots=True)
class FactLine:
    place: PlaceRef
    units: list[UnitRef]
    contacts: list[tuple[str, str]]  # (name, phone)


@dataclass
class _Facts:
    ground: Ground
    answers: Mapping[str, str]
    county: str
    units: UnitCells
    places: PlaceCells
    new_places: dict[tuple[str, str], int] = field(default_factory=dict)  # (township, name) → row
    met: dict[int, int] = field(default_factory=dict)
    lines: dict[tuple[int, int], FactLine] = field(default_factory=dict)

    def look_at(self, table: int, rows: Rows, at: int) -> None:
        if not self._is_of_the_county(rows, at):
            return
        place = self._place(rows, at)
        units = units_in(self.units, rows, at, "units")
        if place is not None and units is not None:
            self.lines[table, at] = FactLine(place, units, self._contacts(rows, at))

    def _is_of_the_county(self, rows: Rows, at: int) -> bool:
        told = rows.values["county"][at]
        stem = compared(self.county).rstrip("县市区")
        if not told or compared(told).rstrip("县市区").endswith(stem):
            return True
        rows.fault(at, "county", f"写的是{told}，现在是{self.county}的账。别的县的表请导入别的县。")
        return False

    def _place(self, rows: Rows, at: int) -> PlaceRef | None:
        text, township = rows.values["place"][at], rows.values["township"][at] or ""
        if not text:
            return None
        match = self.places.matcher.find(text, township if self.stands(township) else "")
        if match.is_sure and (self.stands(township) or not township):
            return self._once(rows, at, match.found)
        if not township:
            rows.fault(at, "township", "册上没有这个村，要登记的话，请写上乡镇。")
            return None
        if match.suggestions and self.stands(township):
            return self._asked_singly(rows, at, text, township, match.suggestions, match.problem)
        return self._asked_with_others(rows, at, text, township)

    def stands(self, township: str) -> bool:
        return bool(township) and self.places.matcher.find_township(township).is_sure

    def _once(self, rows: Rows, at: int, place: int) -> PlaceRef | None:
        if (row := self.met.setdefault(place, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "place", f"和第 {row} 行是同一个村。")
            return None
        return place

    def _new(self, rows: Rows, at: int, township: str, name: str) -> PlaceRef | None:
        if (row := self.new_places.setdefault((township, name), rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "place", f"和第 {row} 行是同一个村。")
            return None
        return township, name

    def _asked_singly(self, rows: Rows, at: int, text: str, township: str, near: Any, problem: str) -> PlaceRef | None:
        asks = f"means:{township}{text}"
        answer = self.answers.get(question_id("place", asks), "")
        if answer == NEW:
            return self._new(rows, at, township, text)
        if (chosen := next((place for place, _ in near if str(place) == answer), None)) is not None:
            return self._once(rows, at, chosen)
        options = [(str(place), f"就是{name}", place) for place, name in near]
        asked = rows.ask(at, "place", asks, [*options, (NEW, "登记为新的村", None)])
        rows.fault(at, "place", problem, DOUBTFUL, question=asked)
        return None

    def _asked_with_others(self, rows: Rows, at: int, text: str, township: str) -> PlaceRef | None:
        """All that resemble nothing on file are one question; official codes may take their place later."""
        if self.answers.get(question_id("place", "new_places")) == ADD:
            return self._new(rows, at, township, text)
        option = (ADD, "都登记，用本地代码", None)
        sentence = "这些村册上没有，都登记吗？不知道官方代码的，用本地代码。有区划代码表的，先导入它更好。"
        asked = rows.ask(at, "place", "new_places", [option], sentence=sentence, detail=f"{township}{text}")
        rows.fault(at, "place", f"册上没有{township}{text}。", DOUBTFUL, question=asked)
        return None

    def _contacts(self, rows: Rows, at: int) -> list[tuple[str, str]]:
        """Each name with the number in its place; more names than numbers: the last share none."""
        names, phones = rows.values["contacts"][at] or (), rows.values["phones"][at] or ()
        if len(names) == 1:
            return [(names[0], phones[0] if phones else "")]
        return [(name, phones[n] if n < len(phones) else "") for n, name in enumerate(dict.fromkeys(names))]

    # ── outcome ──

    def judge(self, table: int, rows: Rows, at: int) -> Decided:
        line = self.lines.get((table, at))
        if line is None:
            return Outcome.DOUBTFUL, None, ()
        if isinstance(line.place, tuple):
            return Outcome.ADDED, line, ()
        found = tuple(self._differences(rows, line))
        return (Outcome.CHANGED if found else Outcome.LEFT), line, found

    def _differences(self, rows: Rows, line: FactLine) -> list[Difference]:
        label = {key: rows.sheet.by_key[key].label for key in ("units", "contacts")}
        new_units = [u for u in line.units if (line.place, u) not in self.ground.aids]
        new_people = [name for name, phone in line.contacts if self.is_new(line, name)]
        names = [self.ground.units.name(unit) for unit in new_units]
        found = [Difference("units", label["units"], "", "、".join(names))] if names else []
        return found + ([Difference("contacts", label["contacts"], "", "、".join(new_people))] if new_people else [])

    def is_new(self, line: FactLine, name: str) -> bool:
        return (line.place, unit_of(line), name) not in self.ground.contacts


def unit_of(line: FactLine) -> UnitRef | None:
    """A contact speaks for the unit of the row; where several are written, it is not known for which."""
    return line.units[0] if len(line.units) == 1 else None


def decide_facts(case: Case) -> Plan:
    ground = ground_for(case.by)
    units = UnitCells(ground.units.matcher, case.answers, townships_may_be_new=True)
    county = ground.places.territory.county
    facts = _Facts(ground, case.answers, county, units, PlaceCells(ground.places.matcher, case.answers))
    settle(units, case, "units")
    entries = []
    for table, rows in enumerate(case.rows):
        left_out = case.left_out_of(rows)
        for at, number in enumerate(rows.numbers):
            if number not in left_out:
                facts.look_at(table, rows, at)
        entries += decide(
            rows, lambda at, t=table, r=rows: facts.judge(t, r, at), who=place_in_words, left_out=left_out
        )
    plan = case.plan(entries, remarks=_facts_remarks(case, facts))
    plan.deed = facts
    return plan


def _facts_remarks(case: Case, facts: _Facts) -> list[str]:
    towns = dict.fromkeys(town for town, _ in facts.new_places if not facts.stands(town))
    used = {unit for line in facts.lines.values() for unit in line.units}
    levels = levels_of(facts.units, used, facts.ground.units, facts.ground.places.county_code)
    told = []
    if towns:
        told.append(f"登记乡镇 {len(towns)} 个：{in_words(towns)}。")
    if facts.new_places:
        told.append(f"登记村 {len(facts.new_places)} 个，用本地代码。")
    if levels:
        told.append(levels_in_words(levels))
    numbers = [p.label for rows in case.rows for p in rows.mapping.ignored if p.label]
    if numbers:
        told.append(f"村情数字（{in_words(numbers, 3)}）现在没有台账，不写入。")
    return [*told, "联系人只记作联系人，不会成为队员。"]


def _kind(name: str) -> str:
    return Kind.COMMUNITY if place_stem(compared(name))[1] == "community" else Kind.VILLAGE


class _Hand:
    """Makes the places and units that lines rest on, then what the lines say."""

    def __init__(self, plan: Plan, by: Actor) -> None:
        self.by, self.facts = by, plan.deed
        self.county = Place.objects.visible_to(by).get(code=by.county_code, until__isnull=True)
        self.lines = [entry.target for entry in plan.entries if entry.outcome in (Outcome.ADDED, Outcome.CHANGED)]
        self.places: dict[PlaceRef, Place] = dict(self.facts.ground.places.by_key)

    def work(self) -> dict[str, int]:
        ground = self.facts.ground
        townships = self._make_places()
        used = {unit for line in self.lines for unit in line.units}
        levels = levels_of(self.facts.units, used, ground.units, self.county.code)
        self.units = make_units(self.county, levels, ground.units, self.facts.units.learnt, by=self.by)
        return {
            "townships": townships,
            "places": len(self.facts.new_places),
            "units": len(levels),
            "aids": len(aid.pair_unit.many(self._aids(), by=self.by)),
            "contacts": len(people.add_contact.many(self._contacts(), by=self.by)),
        }

    def _make_places(self) -> int:
        """Townships that are not on file, then the places; returns how many townships."""
        wanted, matcher, since = self.facts.new_places, self.facts.places.matcher, self.county.since
        found = {town: matcher.find_township(town) for town, _ in wanted}
        towns = {town: self.places[match.found] for town, match in found.items() if match.is_sure}
        new = [town for town in found if town not in towns]
        calls = [Told(self.county, {"name": town, "kind": Kind.TOWNSHIP, "since": since}) for town in new]
        towns |= dict(zip(new, places.add.many(calls, by=self.by), strict=True))
        told = [Told(towns[town], {"name": name, "kind": _kind(name), "since": since}) for town, name in wanted]
        self.places |= dict(zip(wanted, places.add.many(told, by=self.by), strict=True))
        return len(new)

    def _aids(self) -> list[Told]:
        held = self.facts.ground.aids
        pairs = [(line, unit) for line in self.lines for unit in line.units if (line.place, unit) not in held]
        return [
            Told(self.places[line.place], {"unit": self.units[unit], "since": self.by.today}) for line, unit in pairs
        ]

    def _contacts(self) -> list[Told]:
        new = [(line, *one) for line in self.lines for one in line.contacts if self.facts.is_new(line, one[0])]
        return [
            Told(
                self.places[line.place],
                {"name": name, "phone": phone, "unit": self.units.get(unit_of(line)), "since": self.by.today},
            )
            for line, name, phone in new
        ]


def carry_out_facts(plan: Plan, by: Actor) -> dict[str, int]:
    return _Hand(plan, by).work()


imports(Importer(FACTS, KEEP, decide_facts, carry_out_facts, route="dispatch:units", also_called=("facts",), order=50))
