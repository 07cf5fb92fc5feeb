"""一村一品名单 and 村集体经济收入台账 brought in: what is new; of an income whose sum is another, the change."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.lib.amounts import shown_fen
from zhucun.org.places.place_cells import held_places
from zhucun.sheets.plan import Decided, Difference, Entry, Outcome, Plan
from zhucun.sheets.rows import Rows
from zhucun.six_ones import plain_text
from zhucun.six_ones.industries.rules import KEEP
from zhucun.six_ones.village_products import acts as products
from zhucun.six_ones.village_products import rules
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality
from zhucun.six_ones.village_products.sheets import INCOMES_KIND, SPECIALITIES_KIND
from zhucun.six_ones.village_rows import VillageRows, entries, ground
from zhucun.web.importing import Case, Importer, imports, refused_by_row


def _refused(rows: Rows, at: int, column: str, check: Callable[[], object]) -> bool:
    """Says why at the cell, where the act would refuse it."""
    try:
        check()
    except Refused as refusal:
        rows.fault(at, refusal.field if refusal.field in rows.sheet.by_key else column, refusal.sentence)
        return True
    return False


# ── 一村一品 ──


@dataclass
class _Specialities(VillageRows):
    on_file: frozenset[tuple[int, str]] = frozenset()

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        place = self.place(rows, at)
        if place is None or not said["product"]:
            return Outcome.DOUBTFUL, None, ()
        since: date = said["since"] or self.by.today
        told = {"product": said["product"].strip(), "since": since, "note": said["note"] or ""}
        if self.is_twice(rows, at, (place.pk, told["product"]), "product", "个村的同一种产品") or self._is_wrong(
            rows, at, told
        ):
            return Outcome.REFUSED, None, ()
        return (Outcome.LEFT if (place.pk, told["product"]) in self.on_file else Outcome.ADDED), (place.pk, told), ()

    def _is_wrong(self, rows: Rows, at: int, told: Mapping[str, Any]) -> bool:
        return any(
            (
                _refused(rows, at, "since", lambda: rules.must_have_begun(told["since"], self.by.today)),
                _refused(rows, at, "note", lambda: plain_text.without_private(told["note"], field="note")),
            )
        )


def decide_specialities(case: Case) -> Plan:
    there = VillageSpeciality.objects.visible_to(case.by, KEEP).current()
    judge = _Specialities(*ground(case), on_file=frozenset(there.values_list("place", "product")))
    return case.plan(entries(case, judge.judge))


def carry_out_specialities(plan: Plan, by: Actor) -> dict[str, int]:
    written = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    with refused_by_row(written):
        products.name.many(_calls(written, by), by=by)
    return {"specialities": len(written)}


def _calls(entries: Sequence[Entry], by: Actor) -> list[Told]:
    places = held_places(by).by_key
    return [Told(places[entry.target[0]], entry.target[1]) for entry in entries]


# ── 村集体经济收入 ──


@dataclass
class _Incomes(VillageRows):
    on_file: Mapping[tuple[int, int], CollectiveIncome] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        said = {key: values[at] for key, values in rows.values.items()}
        place = self.place(rows, at)
        if place is None or said["year"] is None or said["fen"] is None:
            return Outcome.DOUBTFUL, None, ()
        told = {"year": said["year"], "fen": said["fen"], "note": said["note"] or ""}
        if self.is_twice(rows, at, (place.pk, told["year"]), "year", "个村的同一年") or self._is_wrong(rows, at, told):
            return Outcome.REFUSED, None, ()
        held = self.on_file.get((place.pk, told["year"]))
        if held is None:
            return Outcome.ADDED, (place.pk, told), ()
        if held.fen == told["fen"]:
            return Outcome.LEFT, None, ()
        change = Difference("fen", "收入", shown_fen(held.fen), shown_fen(told["fen"]))
        return Outcome.CHANGED, (held, {"fen": told["fen"], "note": told["note"] or held.note}), (change,)

    def _is_wrong(self, rows: Rows, at: int, told: Mapping[str, Any]) -> bool:
        return any(
            (
                _refused(rows, at, "year", lambda: rules.must_be_a_year_that_began(told["year"], self.by.today)),
                _refused(rows, at, "fen", lambda: rules.must_be_an_amount(told["fen"])),
                _refused(rows, at, "note", lambda: plain_text.without_private(told["note"], field="note")),
            )
        )


def decide_incomes(case: Case) -> Plan:
    there = CollectiveIncome.objects.visible_to(case.by, KEEP).select_related("place")
    judge = _Incomes(*ground(case), on_file={(row.place_id, row.year): row for row in there})
    return case.plan(entries(case, judge.judge))


def carry_out_incomes(plan: Plan, by: Actor) -> dict[str, int]:
    """New ones at once; a sum that is another is corrected one by one, each with its line in the log."""
    added = [entry for entry in plan.entries if entry.outcome is Outcome.ADDED]
    changed = [entry for entry in plan.entries if entry.outcome is Outcome.CHANGED]
    with refused_by_row(added):
        products.tell.many(_calls(added, by), by=by)
    for entry in changed:
        row, told = entry.target
        products.correct(row, **told, by=by)
    return {"incomes": len(added), "incomes_changed": len(changed)}


imports(
    Importer(
        SPECIALITIES_KIND,
        KEEP,
        decide_specialities,
        carry_out_specialities,
        route="six_ones:projects.specialities",
        also_called=("village-specialities",),
        order=99,
    )
)
imports(
    Importer(
        INCOMES_KIND,
        KEEP,
        decide_incomes,
        carry_out_incomes,
        route="six_ones:projects.incomes",
        also_called=("collective-incomes",),
        order=100,
    )
)
slot(
    Slot(
        "specialities",
        "一村一品名单",
        "哪个村靠什么产品，规模和牌子。",
        "个",
        lambda by: VillageSpeciality.objects.visible_to(by).current(),
        98,
        "six_ones:projects.specialities",
    )
)
slot(
    Slot(
        "collective_incomes",
        "村集体经济收入台账",
        "各村一年挣了多少，一个村一年一个数。",
        "笔",
        lambda by: CollectiveIncome.objects.visible_to(by),
        99,
        "six_ones:projects.incomes",
    )
)
