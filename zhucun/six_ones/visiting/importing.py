"""农户名单 brought in: new households, those that moved to another group, were renamed or are of another kind."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.org.places import acts as places
from zhucun.org.places.models import Household, VillageGroup
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.org.places.rules import KEEP
from zhucun.policy import in_force as policy
from zhucun.policy.network_values import EVERY
from zhucun.sheets.faults import DOUBTFUL
from zhucun.sheets.plan import Decided, Difference, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows, question_id
from zhucun.six_ones.visiting import acts as visiting
from zhucun.six_ones.visiting.models import HouseholdKind
from zhucun.six_ones.visiting.rules import MONITORED
from zhucun.six_ones.visiting.sheets import HOUSEHOLDS_KIND
from zhucun.web.importing import Case, Importer, chunks, imports, refused_by_row

MOVED, OTHER = "moved", "other"
PLAIN = ("", "一般户", "一般农户", "普通户", "非贫困户")


@dataclass(slots=True)
class Line:
    """`home` is the household on file that a row means; `group` a name, `kind` a key or empty."""

    village: int
    home: Household | None
    group: str
    head: str
    code: str
    persons: int | None
    kind: str


@dataclass
class OnFile:
    """Households of the villages by what a row may know them by, and their kinds of today."""

    by_code: dict[tuple[int, str], Household] = field(default_factory=dict)
    by_head: dict[tuple[int, str], list[Household]] = field(default_factory=lambda: defaultdict(list))
    kinds: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, villages: Sequence[int], by: Actor) -> "OnFile":
        found = cls()
        rows = Household.objects.visible_to(by).filter(village__in=villages, until__isnull=True)
        for row in rows.select_related("group").order_by("pk"):
            found.by_head[row.village_id, row.head_name].append(row)
            if row.code:
                found.by_code[row.village_id, row.code] = row
        kinds = HouseholdKind.objects.filter(village__in=villages, until__isnull=True)
        found.kinds = dict(kinds.values_list("household", "kind"))
        return found


@dataclass
class _Judge:
    held: HeldPlaces
    cells: PlaceCells
    kinds: Mapping[str, str]  # what may be written → key
    on_file: OnFile
    answers: Mapping[str, str]
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    seen: dict[tuple[Any, ...], int] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)
    monitored: int = 0

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        village = self.village(rows, at, said)
        if village is None or not said["head"]:
            return Outcome.DOUBTFUL, None, ()
        group, code = said["group"] or "", said["code"] or ""
        key = (village, "#", code) if code else (village, said["head"], group)
        if (row := self.seen.setdefault(key, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "code" if code else "head", f"和第 {row} 行是同一户。两户同名的，写上组或者户编号。")
            return Outcome.REFUSED, None, ()
        kind = self._kind(rows, at, said["kind"] or "")
        home, is_asked = self._home(rows, at, village, said["head"], group, code)
        if kind is None or is_asked:
            return Outcome.DOUBTFUL, None, ()
        line = Line(village, home, group, said["head"], code, said["persons"], kind)
        if home is None:
            return Outcome.ADDED, line, ()
        self.met.add(home.pk)
        found = tuple(self._differences(rows, line, home))
        return (Outcome.CHANGED if found else Outcome.LEFT), line, found

    def village(self, rows: Rows, at: int, said: Mapping[str, Any]) -> int | None:
        """A sheet names the same village hundreds of times."""
        written = said["township"] or "", said["place"] or ""
        if written not in self.places:
            found = self.cells.read(rows, at) if said["place"] else None
            if found is None:
                return None
            self.places[written] = found
        return self.places[written]

    def _home(
        self, rows: Rows, at: int, village: int, head: str, group: str, code: str
    ) -> tuple[Household | None, bool]:
        """By number; else by head and group; a head who is on file in another group only is asked about, once for all:
        moved, or somebody else of the same name."""
        if code and (found := self.on_file.by_code.get((village, code))):
            return found, False
        named = [one for one in self.on_file.by_head.get((village, head), ()) if one.pk not in self.met]
        same = [one for one in named if not group or group == (one.group.name if one.group else "") or not one.group]
        if same:
            return same[0], False
        if not named or (code and all(one.code for one in named)):
            return None, False
        answer = self.answers.get(question_id("group", "moved_groups"), "")
        if answer in (MOVED, OTHER):
            return (named[0] if answer == MOVED else None), False
        options = [(MOVED, "换了组，还是那一户", None), (OTHER, "同名的另一户，登记为新的", None)]
        sentence = "这些户主名单上在别的组。是换了组，还是同名的另一户？"
        asked = rows.ask(
            at, "group", "moved_groups", options, sentence=sentence, detail=f"{head}：{named[0].group} → {group}"
        )
        rows.fault(at, "group", f"{head}在名单上是{named[0].group}。", DOUBTFUL, question=asked)
        return None, True

    def _kind(self, rows: Rows, at: int, written: str) -> str | None:
        if written in PLAIN:
            return ""
        if written in self.kinds:
            return self.kinds[written]
        if "监测" in written or written == MONITORED:
            self.monitored += 1
            return ""
        rows.fault(at, "kind", f"没有“{written}”这一类。可以写：{'、'.join(self.kinds)}、一般户。")
        return None

    def _differences(self, rows: Rows, line: Line, home: Household) -> list[Difference]:
        label = {key: column.label for key, column in rows.sheet.by_key.items()}
        held: dict[str, Any] = {
            "group": home.group.name if home.group else "",
            "head": home.head_name,
            "code": home.code,
        }
        told: dict[str, Any] = {"group": line.group, "head": line.head, "code": line.code, "persons": line.persons}
        held |= {"persons": home.person_count, "kind": self.on_file.kinds.get(home.pk, "")}
        told["kind"] = line.kind
        keys = ("group", "head", "code", "persons", "kind")
        return [
            Difference(key, label[key], held[key], told[key])
            for key in keys
            if told[key] not in (None, "") and told[key] != held[key]
        ]


def decide_households(case: Case) -> Plan:
    by, held = case.by, held_places(case.by)
    rhythms = policy.of(by).network.rhythms
    kinds = {one.label: one.key for one in rhythms if one.key != EVERY}
    judge = _Judge(held, PlaceCells(held.matcher, case.answers), kinds, OnFile.of(list(held.by_key), by), case.answers)
    entries: list[Entry] = []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=_who, left_out=left_out)
    words = f"{judge.monitored} 户写着监测户：登记为农户，监测以全国系统的表为准。"
    return case.plan(entries, remarks=[words] if judge.monitored else [])


def _who(told: Mapping[str, Any]) -> str:
    return f"{told['place'] or ''}{told['group'] or ''}{told['head'] or ''}"


def carry_out_households(plan: Plan, by: Actor) -> dict[str, int]:
    """Groups first, then new households and those that changed, then their kinds."""
    added = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    changed = [entry for entry in plan.entries if entry.outcome is Outcome.CHANGED]
    held = held_places(by).by_key
    groups = _groups([entry.target for entry in (*added, *changed)], held, by)
    calls = [_new(entry.target, held, groups, by) for entry in added]
    made: list[Household] = []
    with refused_by_row(added):
        for some in chunks(calls, 4000):
            made += places.add_household.many(some, by=by)
    with refused_by_row(changed):
        places.correct_household.many([_now(entry.target, groups) for entry in changed], by=by)
    homes = [*zip(added, made, strict=True), *((entry, entry.target.home) for entry in changed)]
    of_kind = [(home, entry.target.kind) for entry, home in homes if entry.target.kind]
    there = set(HouseholdKind.objects.filter(until__isnull=True).values_list("household", "kind"))
    kinds = [Told(home, {"kind": kind, "since": by.today}) for home, kind in of_kind if (home.pk, kind) not in there]
    visiting.set_kind.many(kinds, by=by)
    return {"households": len(added), "changed": len(changed)}


Groups = dict[tuple[int, str], VillageGroup]


def _groups(lines: Sequence[Line], held: Mapping[int, Any], by: Actor) -> Groups:
    """Those that the lines name; what is not on file yet is registered."""
    villages = {line.village for line in lines}
    rows = VillageGroup.objects.filter(village__in=villages, until__isnull=True)
    found: Groups = {(row.village_id, row.name): row for row in rows}
    named = dict.fromkeys((line.village, line.group) for line in lines if line.group)
    new = [key for key in named if key not in found]
    calls = [Told(held[village], {"name": name, "since": by.today}) for village, name in new]
    return found | dict(zip(new, places.add_group.many(calls, by=by), strict=True))


def _new(line: Line, held: Mapping[int, Any], groups: Groups, by: Actor) -> Told:
    told = {"head_name": line.head, "group": groups.get((line.village, line.group)), "code": line.code}
    return Told(held[line.village], {**told, "person_count": line.persons, "since": by.today})


def _now(line: Line, groups: Groups) -> Told:
    home = line.home
    assert home is not None
    told = {"head_name": line.head, "group": groups.get((line.village, line.group), home.group)}
    persons = home.person_count if line.persons is None else line.persons
    return Told(home, {**told, "code": line.code or home.code, "person_count": persons})


imports(
    Importer(
        HOUSEHOLDS_KIND,
        KEEP,
        decide_households,
        carry_out_households,
        route="six_ones:visits",
        also_called=("households",),
        order=96,
    )
)
slot(
    Slot(
        "households",
        "农户名单",
        "户主、组、户的类别；联户、走访从它开始。",
        "户",
        lambda by: Household.objects.visible_to(by).filter(until__isnull=True),
        96,
        "six_ones:visits",
    )
)
