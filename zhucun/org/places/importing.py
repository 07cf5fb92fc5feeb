"""区划代码表 brought in from a file: townships, villages and their sites by code, names that changed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.lib.positions import fault_of, shown_degrees
from zhucun.org.places import acts as places
from zhucun.org.places.models import Place
from zhucun.org.places.place_cells import HeldPlaces, held_places, in_words
from zhucun.org.places.rules import KEEP, Kind
from zhucun.org.places.sheets import CODES
from zhucun.sheets.matching import compared
from zhucun.sheets.plan import Decided, Difference, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, imports, refused_by_row

WRITTEN = (Outcome.ADDED, Outcome.CHANGED)
FIRST_VILLAGE = 200  # the last three digits of a village's code; communities stand below
KIND_WORDS = ((re.compile("居委会|居民|社区"), Kind.COMMUNITY), (re.compile("村"), Kind.VILLAGE))


@dataclass(slots=True)
class PlaceLine:
    """`held` is the place with this code that stands already."""

    code: str
    name: str
    kind: str
    held: Place | None = None
    position: tuple[int, int] | None = None  # north, east; None where the file says nothing of it

    @property
    def is_moved(self) -> bool:
        return self.position is not None and (self.held is None or self.position != (self.held.north, self.held.east))


@dataclass
class _Judge:
    held: HeldPlaces
    new_townships: dict[str, str] = field(default_factory=dict)  # code → name, told by their villages' rows
    seen: dict[str, int] = field(default_factory=dict)
    names: dict[tuple[str, str], int] = field(default_factory=dict)
    lines: dict[tuple[int, int], PlaceLine] = field(default_factory=dict)

    def look_at(self, table: int, rows: Rows, at: int) -> None:
        code, name = rows.values["code"][at], rows.values["name"][at]
        if not code or not name:
            return
        code = code.removesuffix("000000") if len(code) == 12 and code.endswith("000000") else code
        code = code.removesuffix("000") if len(code) == 12 and code.endswith("000") else code
        if not code.startswith(self.held.county_code):
            rows.fault(at, "code", f"{code} 不是本县的代码，本县是 {self.held.county_code}。")
            return
        north, east = rows.values["north"][at], rows.values["east"][at]
        if fault := fault_of(north, east):
            rows.fault(at, "north", fault)
            return
        position = None if north is None else (north, east)
        line = PlaceLine(code, name, self._kind(rows, at, code, name), self.held.codes.get(code), position)
        if self._is_alone(rows, at, line) and self._fits(rows, at, line):
            self.lines[table, at] = line

    def _kind(self, rows: Rows, at: int, code: str, name: str) -> str:
        """As the file says, else as the name ends, else by the number, as the statistical office gives them."""
        if len(code) != 12:
            return {9: Kind.TOWNSHIP, 14: Kind.SITE}.get(len(code), Kind.COUNTY)
        for text in (rows.values["kind"][at] or "", name):
            found = next((kind for pattern, kind in KIND_WORDS if pattern.search(text)), None)
            if found:
                return found
        return Kind.VILLAGE if int(code[-3:]) >= FIRST_VILLAGE else Kind.COMMUNITY

    def _is_alone(self, rows: Rows, at: int, line: PlaceLine) -> bool:
        row = rows.numbers[at]
        if (other := self.seen.setdefault(line.code, row)) != row:
            rows.fault(at, "code", f"代码和第 {other} 行相同。")
            return False
        if (other := self.names.setdefault((_above(line.code), compared(line.name)), row)) != row:
            rows.fault(at, "name", f"和第 {other} 行同名，又在同一个上级之下。")
            return False
        return True

    def _fits(self, rows: Rows, at: int, line: PlaceLine) -> bool:
        if line.held is not None or line.kind == Kind.COUNTY:
            return True
        namesake = next((p for p in self._under(_above(line.code)) if compared(p.name) == compared(line.name)), None)
        if namesake is not None:
            kind = "本地代码" if namesake.is_local_code else "代码"
            rows.fault(at, "code", f"册上已有{line.name}，{kind}是 {namesake.code}。导入不换代码，请勾选不读这一行。")
            return False
        if line.kind == Kind.SITE and (village := _above(line.code)) not in {*self.seen, *self.held.codes}:
            rows.fault(at, "code", f"{village} 这个村、社区没有登记，表里也没有。请先写它，再写它的安置点。")
            return False
        return line.kind == Kind.TOWNSHIP or self._has_township(rows, at, line.code[:9])

    def _under(self, parent: str) -> list[Place]:
        length = {12: 14, 9: 12}.get(len(parent), 9)
        return [p for p in self.held.by_key.values() if p.code.startswith(parent) and len(p.code) == length]

    def _has_township(self, rows: Rows, at: int, code: str) -> bool:
        told = rows.values["township"][at]
        known = self.held.codes[code].name if code in self.held.codes else self.new_townships.get(code)
        if known is None and told:
            self.new_townships[code] = told
        elif known is None:
            rows.fault(at, "code", f"{code} 这个乡镇没有登记，表里也没有写乡镇。请补上“乡镇”一列，或先导入乡镇。")
            return False
        elif told and compared(told) != compared(known):
            rows.fault(at, "township", f"代码属于{known}，这里写的是“{told}”。")
            return False
        return True

    def judge(self, table: int, rows: Rows, at: int) -> Decided:
        line = self.lines.get((table, at))
        if line is None:
            return Outcome.DOUBTFUL, None, ()
        if line.kind == Kind.COUNTY:
            return Outcome.LEFT, None, ()
        if line.held is None:
            return Outcome.ADDED, line, ()
        changed = tuple(_differences(line, rows))
        return (Outcome.CHANGED if changed else Outcome.LEFT), line, changed


def _above(code: str) -> str:
    """Of a site its village, of a village its township, of a township the county."""
    return code[: {14: 12, 12: 9}.get(len(code), 6)]


def _differences(line: PlaceLine, rows: Rows) -> Iterator[Difference]:
    if line.held.name != line.name:
        yield Difference("name", rows.sheet.by_key["name"].label, line.held.name, line.name)
    if line.is_moved:
        before = (line.held.north, line.held.east) if line.held.north is not None else None
        yield Difference("north", "纬度、经度", _shown(before), _shown(line.position))


def _shown(position: tuple[int, int] | None) -> str:
    return "、".join(map(shown_degrees, position)) if position else ""


def decide_places(case: Case) -> Plan:
    judge = _Judge(held_places(case.by))
    for table, rows in enumerate(case.rows):
        left_out = case.left_out_of(rows)
        order = sorted(range(len(rows)), key=lambda at: len(rows.values["code"][at] or ""))  # townships first
        for at in order:
            if rows.numbers[at] not in left_out:
                _learn_township(judge, rows, at)
        for at in order:
            if rows.numbers[at] not in left_out:
                judge.look_at(table, rows, at)
    entries = []
    for table, rows in enumerate(case.rows):
        entries += decide(
            rows, lambda at, t=table, r=rows: judge.judge(t, r, at), who=_who, left_out=case.left_out_of(rows)
        )
    plan = case.plan(entries, remarks=_remarks(case, judge))
    plan.deed = judge
    return plan


def _learn_township(judge: _Judge, rows: Rows, at: int) -> None:
    """A township's own row names it, wherever it stands in the file."""
    code, name = rows.values["code"][at] or "", rows.values["name"][at]
    is_one = len(code) == 9 or (len(code) == 12 and code.endswith("000") and not code.endswith("000000"))
    if name and is_one and code[:9] not in judge.held.codes:
        judge.new_townships[code[:9]] = name


def _who(told: Mapping[str, Any]) -> str:
    return f"{told['township'] or ''}{told['name'] or '（没有名称）'}"


def _remarks(case: Case, judge: _Judge) -> list[str]:
    own = {line.code for line in judge.lines.values()}
    only_told = [name for code, name in judge.new_townships.items() if code not in own]
    remarks = [f"先登记乡镇 {len(only_told)} 个：{in_words(only_told)}。"] if only_told else []
    if any("former_names" in rows.mapping.indexes for rows in case.rows):
        remarks.append("曾用名没有起止日期，不写入。")
    return remarks


def carry_out_places(plan: Plan, by: Actor) -> dict[str, int]:
    """Townships, then what lies in them; from the day the county itself is on file."""
    judge: _Judge = plan.deed
    county = Place.objects.visible_to(by).get(code=by.county_code, until__isnull=True)
    added = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    towns = dict(judge.new_townships) | {e.target.code: e.target.name for e in added if e.target.kind == Kind.TOWNSHIP}
    calls = [Told(county, _place(code, name, Kind.TOWNSHIP, county)) for code, name in sorted(towns.items())]
    made = {place.code: place for place in places.add.many(calls, by=by)}
    parents = {**judge.held.codes, **made}
    villages = [entry for entry in added if entry.target.kind != Kind.TOWNSHIP]
    for is_site in (False, True):
        some = [entry for entry in villages if (entry.target.kind == Kind.SITE) is is_site]
        with refused_by_row(some):
            lines = [entry.target for entry in some]
            calls = [Told(parents[_above(x.code)], _place(x.code, x.name, x.kind, county)) for x in lines]
            parents |= {place.code: place for place in places.add.many(calls, by=by)}
    changed = [entry.target for entry in plan.entries if entry.outcome is Outcome.CHANGED]
    for line in (line for line in changed if line.held.name != line.name):
        _rename(line, by)
    _locate([entry.target for entry in plan.entries if entry.outcome in WRITTEN], by)
    return {"townships": len(made), "places": len(villages), "changed": len(changed)}


def _locate(lines: Iterable[PlaceLine], by: Actor) -> None:
    moved = {line.code: line.position for line in lines if line.is_moved}
    found = Place.objects.filter(code__in=moved, until__isnull=True)
    calls = [Told(place, dict(zip(("north", "east"), moved[place.code], strict=True))) for place in found]
    places.locate.many(calls, by=by)


def _place(code: str, name: str, kind: str, county: Place) -> dict[str, Any]:
    return {"code": code, "name": name, "kind": kind, "since": county.since, "position": int(code[-3:])}


def _rename(line: PlaceLine, by: Actor) -> None:
    """A name of today is corrected; an older one was borne until yesterday."""
    place = Place.objects.get(pk=line.held.pk)
    if place.names.filter(until__isnull=True, since__gte=by.today).exists():
        places.correct(place, name=line.name, by=by)
    else:
        places.rename(place, name=line.name, since=by.today, reason="按导入的区划代码表", by=by)


imports(
    Importer(
        CODES,
        KEEP,
        decide_places,
        carry_out_places,
        route="dispatch:villages",
        also_called=("places", "codes"),
        order=30,
    )
)
