"""党员联户表 brought in: who keeps in touch with which household; links that differ move, new people are registered."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.org.places.models import Household
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.policy import in_force as policy
from zhucun.sheets.plan import Decided, Difference, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import linking
from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.six_ones.network.rules import KEEP, Kind
from zhucun.six_ones.network.sheets import LINKS_KIND
from zhucun.web.importing import Case, Importer, imports, refused_by_row

Who = tuple[int, str]  # a village and a name


@dataclass(slots=True)
class Line:
    village: int
    home: Household
    linker: str
    kind: str
    age: str


@dataclass
class _Judge:
    held: HeldPlaces
    cells: PlaceCells
    ages: Mapping[str, str]  # label → key
    homes: Mapping[tuple[int, str], list[Household]]
    by_code: Mapping[tuple[int, str], Household]
    links: Mapping[int, str]  # household → by whom it is linked now
    linkers: Mapping[Who, int]  # how many are called so
    places: dict[tuple[str, str], int] = field(default_factory=dict)
    seen: dict[int, int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        village = self._village(rows, at, said)
        if village is None or not (said["head"] and said["linker"]):
            return Outcome.DOUBTFUL, None, ()
        home = self._home(rows, at, village, said)
        if home is None or not self._is_of_the_village(rows, at, village, said):
            return Outcome.REFUSED, None, ()
        if (row := self.seen.setdefault(home.pk, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "head", f"和第 {row} 行是同一户。一户只由一个人联。")
            return Outcome.REFUSED, None, ()
        if self.linkers.get((village, said["linker"]), 0) > 1:
            rows.fault(at, "linker", f"这个村有几个联户的人叫{said['linker']}，到联户表里分别联。")
            return Outcome.REFUSED, None, ()
        if (said["age"] or "") not in self.ages:
            rows.fault(at, "age", f"没有“{said['age']}”这个年龄段。可以写：{'、'.join(filter(None, self.ages))}。")
            return Outcome.REFUSED, None, ()
        line = Line(village, home, said["linker"], said["kind"] or Kind.PARTY_MEMBER, self.ages[said["age"] or ""])
        now = self.links.get(home.pk)
        if now is None:
            return Outcome.ADDED, line, ()
        if now == said["linker"]:
            return Outcome.LEFT, line, ()
        return Outcome.CHANGED, line, (Difference("linker", "联户的人", now, said["linker"]),)

    def _village(self, rows: Rows, at: int, said: Mapping[str, Any]) -> int | None:
        written = said["township"] or "", said["place"] or ""
        if written not in self.places:
            found = self.cells.read(rows, at) if said["place"] else None
            if found is None:
                return None
            self.places[written] = found
        return self.places[written]

    def _home(self, rows: Rows, at: int, village: int, said: Mapping[str, Any]) -> Household | None:
        if said["code"] and (found := self.by_code.get((village, said["code"]))):
            return found
        named = self.homes.get((village, said["head"]), [])
        if said["group"] and len(named) > 1:
            named = [one for one in named if one.group and one.group.name == said["group"]]
        if len(named) == 1:
            return named[0]
        if named:
            rows.fault(at, "head", f"名单上有 {len(named)} 户叫{said['head']}，写上组或者户编号。")
        else:
            name = self.held.by_key[village].name
            rows.fault(at, "head", f"{name}的农户名单上没有{said['head']}。先导入农户名单，或者核对姓名。")
        return None

    def _is_of_the_village(self, rows: Rows, at: int, village: int, said: Mapping[str, Any]) -> bool:
        """R-TASK-08: who keeps in touch lives in the same village."""
        if not said["linker_place"]:
            return True
        found = self.cells.find(rows, at, "linker_place", said["linker_place"], said["township"] or "")
        if found is None or found == village:
            return found is not None
        names = self.held.by_key[found].name, self.held.by_key[village].name
        words = f"{said['linker']}在{names[0]}，联不了{names[1]}的{said['head']}家。联户在一个村里。"
        rows.fault(at, "linker_place", words)
        return False


def decide_links(case: Case) -> Plan:
    judge = _judge(case)
    entries: list[Entry] = []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=_who, left_out=left_out)
    found = [entry.target for entry in entries if entry.outcome in (Outcome.ADDED, Outcome.CHANGED)]
    new = {(line.village, line.linker) for line in found if (line.village, line.linker) not in judge.linkers}
    return case.plan(entries, remarks=[f"另登记 {len(new)} 个联户的人。"] if new else [])


def _judge(case: Case) -> _Judge:
    by, held = case.by, held_places(case.by)
    homes: dict[tuple[int, str], list[Household]] = defaultdict(list)
    by_code: dict[tuple[int, str], Household] = {}
    there = Household.objects.visible_to(by, KEEP).filter(until__isnull=True).select_related("group")
    for home in there.order_by("pk"):
        homes[home.village_id, home.head_name].append(home)
        if home.code:
            by_code[home.village_id, home.code] = home
    links = HouseholdLink.objects.visible_to(by).filter(until__isnull=True)
    linkers: dict[Who, int] = defaultdict(int)
    for who in Linker.objects.visible_to(by).filter(until__isnull=True).values_list("village", "name"):
        linkers[who] += 1
    ages = {"": "", **{one.label: one.key for one in policy.of(by).network.bounds}}
    cells = PlaceCells(held.matcher, case.answers)
    linked = dict(links.values_list("household", "linker__name"))
    return _Judge(held, cells, ages, homes, by_code, linked, dict(linkers))


def _who(told: Mapping[str, Any]) -> str:
    return f"{told['linker'] or ''}联{told['head'] or ''}"


def carry_out_links(plan: Plan, by: Actor) -> dict[str, int]:
    added = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    changed = [entry for entry in plan.entries if entry.outcome is Outcome.CHANGED]
    linkers, new = _linkers([entry.target for entry in (*added, *changed)], by)
    since = {"since": by.today}
    with refused_by_row(added):
        calls = [Told(linkers[e.target.village, e.target.linker], {"household": e.target.home, **since}) for e in added]
        linking.add.many(calls, by=by)
    keys = [entry.target.home.pk for entry in changed]
    open_ones = HouseholdLink.objects.visible_to(by, KEEP).filter(until__isnull=True)
    held = {row.household_id: row for row in open_ones} if keys else {}
    with refused_by_row(changed):
        moves = [
            Told(held[e.target.home.pk], {"linker": linkers[e.target.village, e.target.linker], **since})
            for e in changed
        ]
        linking.move.many(moves, by=by)
    return {"linkers": new, "links": len(added), "moved": len(changed)}


def _linkers(lines: list[Line], by: Actor) -> tuple[dict[Who, Linker], int]:
    """Those on file, and those registered now."""
    villages = {line.village for line in lines}
    there = Linker.objects.visible_to(by, KEEP).filter(village__in=villages, until__isnull=True)
    found = {(row.village_id, row.name): row for row in there}
    first: dict[Who, Line] = {}
    for line in lines:
        first.setdefault((line.village, line.linker), line)
    new = [key for key in first if key not in found]
    held = held_places(by).by_key
    calls = [
        Told(
            held[village],
            {"name": name, "kind": first[village, name].kind, "age": first[village, name].age, "since": by.today},
        )
        for village, name in new
    ]
    return found | dict(zip(new, network.add.many(calls, by=by), strict=True)), len(new)


imports(
    Importer(
        LINKS_KIND,
        KEEP,
        decide_links,
        carry_out_links,
        route="six_ones:links",
        also_called=("links",),
        order=97,
    )
)
slot(
    Slot(
        "household_links",
        "党员联户",
        "谁联哪几户，哪些户还没人联。",
        "户",
        lambda by: HouseholdLink.objects.visible_to(by).filter(until__isnull=True),
        97,
        "six_ones:links",
    )
)
