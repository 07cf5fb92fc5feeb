"""建账: stationed days and leave taken before the county began here, by person and month, from existing sheets."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.dispatch.opening import acts as opening
from zhucun.dispatch.opening.models import OpeningBalance, OpeningFile
from zhucun.dispatch.opening.slots import Slot, slot
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import IMPORT
from zhucun.lib import halves, periods
from zhucun.lib.dates import read_month
from zhucun.org.people.models import Cadre
from zhucun.org.places.models import CountyOffice
from zhucun.oversight.attendance.sheets import LEAVE_TAKEN_KIND, MONTH_TOTALS_KIND
from zhucun.sheets.kinds import KindSignature
from zhucun.sheets.plan import Decided, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, chunks, imports


@dataclass(frozen=True)
class Value:
    cadre: Cadre
    month: date
    amount: int


@dataclass
class Carried:
    """`before` is the county's first day here: what lies after it is recorded here and not carried in."""

    kind: str
    before: date | None
    by_name: Mapping[str, list[Cadre]]
    held: Mapping[tuple[int, date], int]
    seen: dict[tuple[int, date], int] = field(default_factory=dict)

    def judge(self, rows: Rows, at: int) -> Decided:
        cadre, month, amount = self._whose(rows, at), self._month(rows, at), rows.values["days"][at]
        if cadre is None or month is None or amount is None:
            return Outcome.REFUSED, None, ()
        if amount > periods.month_of(month).days * halves.PER_DAY:
            rows.fault(at, "days", f"{month:%Y-%m} 没有这么多天。")
        if (row := self.seen.setdefault((cadre.pk, month), rows.numbers[at])) != rows.numbers[at]:
            rows.fault(at, "name", f"和第 {row} 行是同一个人、同一个月。")
        known = self.held.get((cadre.pk, month))
        if known not in (None, amount):
            rows.fault(at, "days", f"这个月已经带入过 {halves.length_in_words(known or 0)}，不能再带别的数。")
        return (Outcome.ADDED if known is None else Outcome.LEFT), Value(cadre, month, amount), ()

    def _whose(self, rows: Rows, at: int) -> Cadre | None:
        name, unit = rows.values["name"][at], rows.values["unit"][at] or ""
        found = [one for one in self.by_name.get(name or "", []) if unit in str(one.unit or "")]
        if len(found) == 1:
            return found[0]
        rows.fault(at, "name", f"{name}：{'有几个同名的，写上单位' if found else '名册上没有这个人'}。")
        return None

    def _month(self, rows: Rows, at: int) -> date | None:
        try:
            month = read_month(rows.cell_of(at, "month"), tenths_are_written=True).value
        except ValueError as error:
            rows.fault(at, "month", str(error))
            return None
        if self.before is not None and periods.month_of(month).until > self.before:
            rows.fault(at, "month", f"{self.before:%Y-%m-%d} 建账，从那个月起在这里记，不用带入。")
        return month


def deciding(kind: KindSignature) -> Callable[[Case], Plan]:
    def decide_balances(case: Case) -> Plan:
        carried, entries = _carried(case, kind.key), []
        for rows in case.rows:
            left_out = case.left_out_of(rows)
            entries += decide(rows, lambda at, r=rows: carried.judge(r, at), who=_who, left_out=left_out)
        return case.plan(entries, remarks=["作为期初带入，写明出自哪份表、第几行；和这里记的不会重复。"])

    return decide_balances


def _who(told: Mapping[str, Any]) -> str:
    return told["name"] or ""


def _carried(case: Case, kind: str) -> Carried:
    by, by_name = case.by, defaultdict(list)
    posted = Posting.objects.visible_to(by, IMPORT).values("cadre")
    for cadre in Cadre.objects.filter(pk__in=posted).select_related("person", "unit").order_by("pk"):
        by_name[cadre.person.name].append(cadre)
    keys = [cadre.pk for found in by_name.values() for cadre in found]
    held = OpeningBalance.objects.filter(kind=kind, cadre__in=keys).values_list("cadre", "month", "amount")
    office = CountyOffice.objects.filter(county__code=by.county_code).first()
    return Carried(
        kind,
        office.started_on if office else None,
        by_name,
        {(cadre, month): amount for cadre, month, amount in held},
    )


def _count(plan: Plan, by: Actor) -> dict[str, int]:
    return {"balances": len(plan.of(Outcome.ADDED))}


def carrying(kind: KindSignature) -> Callable[[Plan, OpeningFile, Actor], None]:
    def carry(plan: Plan, file: OpeningFile, by: Actor) -> None:
        for some in chunks(plan.of(Outcome.ADDED)):
            opening.carry.many([Told(file, _told(kind.key, entry)) for entry in some], by=by)

    return carry


def _told(kind: str, entry: Any) -> dict[str, Any]:
    value: Value = entry.target
    told = {"kind": kind, "month": value.month, "cadre": value.cadre, "amount": value.amount}
    return {**told, "sheet_name": entry.sheet, "row_number": entry.row}


def _held(kind: str) -> Callable[[Actor], QuerySet]:
    return lambda by: OpeningBalance.objects.visible_to(by, IMPORT).filter(kind=kind)


for _kind, _note, _order in (
    (MONTH_TOTALS_KIND, "建账以前每人每月驻村多少天，全年合计要用。", 70),
    (LEAVE_TAKEN_KIND, "建账以前今年请过多少天假，算剩几天要用。", 80),
):
    imports(
        Importer(
            _kind,
            IMPORT,
            deciding(_kind),
            _count,
            route="dispatch:opening",
            also_called=(_kind.key.replace("_", "-"),),
            order=_order,
            afterwards=carrying(_kind),
        )
    )
    slot(Slot(_kind.key, _kind.label, _note, "个", _held(_kind.key), _order, "dispatch:opening"))
