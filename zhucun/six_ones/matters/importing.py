"""实事台账 brought in: what is not on file yet is registered, done where the sheet says when (建账)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.org.places.models import Household
from zhucun.org.places.place_cells import HeldPlaces, PlaceCells, held_places
from zhucun.policy import in_force as policy
from zhucun.sheets.plan import Decided, Entry, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.six_ones import plain_text
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters import rules
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import KEEP, OTHER
from zhucun.six_ones.matters.sheets import MATTERS_KIND
from zhucun.web.importing import Case, Importer, imports, refused_by_row

Key = tuple[int, str, date]  # a place, what, when it was raised
Line = tuple[int, dict[str, Any]]  # the place, and what the act is told


@dataclass
class _Judge:
    by: Actor
    held: HeldPlaces
    cells: PlaceCells
    fields: Mapping[str, str]
    on_file: frozenset[Key]
    homes: Mapping[tuple[int, str], list[Household]]
    seen: dict[Key, int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        if not (said["text"] and said["raised_on"] and said["place"]):
            return Outcome.DOUBTFUL, None, ()
        place = self.cells.read(rows, at)
        if place is None:
            return Outcome.DOUBTFUL, None, ()
        key = (place, said["text"].strip(), said["raised_on"])
        if (row := self.seen.setdefault(key, rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "text", f"和第 {row} 行是同一件事。")
        told = self._told(rows, at, place, said)
        if told is None:
            return Outcome.REFUSED, None, ()
        return (Outcome.LEFT if key in self.on_file else Outcome.ADDED), (place, told), ()

    def _told(self, rows: Rows, at: int, place: int, said: Mapping[str, Any]) -> dict[str, Any] | None:
        """The act's own rules, each refusal at its cell."""
        try:
            plain_text.said(said["text"], matters.SAY_WHAT)
            plain_text.without_private(said["result"] or "", field="result")
            rules.must_have_been_raised(said["raised_on"], self.by.today)
            rules.must_be_ahead(said["promised_on"], said["raised_on"])
            if said["done_on"] is not None:
                rules.must_follow(said["done_on"], said["raised_on"], self.by.today)
        except Refused as refusal:
            rows.fault(at, "done_on" if refusal.field == "on" else refusal.field or "text", refusal.sentence)
            return None
        about = self.fields.get(said["field"] or "")
        if about is None:
            rows.fault(at, "field", f"没有“{said['field']}”这个方面。可以写：{'、'.join(filter(None, self.fields))}。")
            return None
        home = self._home(rows, at, place, said["household"])
        kept = {name: said[name] for name in ("text", "raised_on", "promised_on", "done_on")}
        words = {"result": said["result"] or "", "rating": said["rating"] or "" if said["done_on"] else ""}
        how = {"raised_how": said["raised_how"]} if said["raised_how"] else {}
        return {**kept, **words, **how, "field": about, "household": home}

    def _home(self, rows: Rows, at: int, place: int, name: str | None) -> Household | None:
        """A name that is on no list, or on it twice, is left out and said: the matter is the village's then."""
        found = self.homes.get((place, name or ""), [])
        return found[0] if len(found) == 1 else None


def decide_matters(case: Case) -> Plan:
    judge = _judge(case)
    entries: list[Entry] = []
    for rows in case.rows:
        left_out = case.left_out_of(rows)
        entries += decide(rows, lambda at, r=rows: judge.judge(r, at), who=_who, left_out=left_out)
    return case.plan(entries, remarks=_remarks(case, judge))


def _remarks(case: Case, judge: _Judge) -> list[str]:
    named = sum(1 for rows in case.rows for name in rows.values["household"] if name)
    found = {name for _, name in judge.homes}
    known = sum(1 for rows in case.rows for name in rows.values["household"] if name in found)
    return [f"{named - known} 个户主不在农户名单里，那几件记成全村的事。"] if named > known else []


def _judge(case: Case) -> _Judge:
    by, held = case.by, held_places(case.by)
    names = {name for rows in case.rows for name in rows.values["household"] if name}
    homes: dict[tuple[int, str], list[Household]] = defaultdict(list)
    for home in Household.objects.filter(head_name__in=names, village__in=list(held.by_key), until__isnull=True):
        homes[home.village_id, home.head_name].append(home)
    on_file = UrgentMatter.objects.visible_to(by, KEEP).standing().values_list("place", "text", "raised_on")
    fields = {"": OTHER, **{one.label: one.key for one in policy.of(by).matters.fields}}
    return _Judge(by, held, PlaceCells(held.matcher, case.answers), fields, frozenset(on_file), homes)


def _who(told: Mapping[str, Any]) -> str:
    return told["text"] or ""


def carry_out_matters(plan: Plan, by: Actor) -> dict[str, int]:
    written = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    places = held_places(by).by_key
    lines: list[Line] = [entry.target for entry in written]
    with refused_by_row(written):
        matters.register.many([Told(places[place], told) for place, told in lines], by=by)
    return {"matters": len(lines)}


imports(
    Importer(
        MATTERS_KIND,
        KEEP,
        decide_matters,
        carry_out_matters,
        route="six_ones:matters",
        also_called=("matters",),
        order=95,
    )
)
slot(
    Slot(
        "matters",
        "实事台账",
        "建账以前办过的、在办的实事，办结的件数从这里算。",
        "件",
        lambda by: UrgentMatter.objects.visible_to(by).standing(),
        95,
        "six_ones:matters",
    )
)
