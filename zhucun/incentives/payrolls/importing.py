"""补助发放表, 意外伤害险名单 and 体检名单 brought in: each row is judged by the act's own rule, then written by it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.benefits import acts as benefits
from zhucun.incentives.benefits import taking_back
from zhucun.incentives.benefits.rules import RECORD, Paid
from zhucun.incentives.payrolls.people import people_of, places_in, who
from zhucun.incentives.payrolls.sheets import AMOUNTS, CHECKS_KIND, COVERS_KIND, PAYMENTS_KIND
from zhucun.lib.periods import Span, month_of
from zhucun.sheets.kinds import KindSignature
from zhucun.sheets.plan import Decided, Outcome, Plan, decide
from zhucun.sheets.rows import Rows
from zhucun.web.importing import Case, Importer, TakesBack, imports, refused_by_row

COLUMN = {"fen": "yuan", "until": "last_day"}  # field of a refusal → column of the file
ONE_DAY = timedelta(days=1)
Row = tuple[int, int]  # a table of the file and a position in it
Tells = Callable[[Rows, int], list[dict[str, Any]]]


@dataclass
class Judge:
    """`found` is whose row each is, `tells` what it says, `holds` whether that is on file, `judged` the act's rule."""

    found: Mapping[Row, Posting]
    tells: Tells
    holds: Callable[[Told], bool]
    judged: Callable[[Told], Any]
    seen: dict[Any, int] = field(default_factory=dict)

    def __call__(self, rows: Rows, at: int) -> Decided:
        posting = self.found.get((id(rows), at))
        told = self.tells(rows, at) if posting else []
        if posting is None or not told or self._is_twice(rows, at, posting, told):
            return Outcome.REFUSED, None, ()
        calls = [call for one in told if not self.holds(call := Told(posting, one))]
        for call in calls:
            self._try(rows, at, call)
        return (Outcome.ADDED if calls else Outcome.LEFT), calls, ()

    def _is_twice(self, rows: Rows, at: int, posting: Posting, told: list[dict[str, Any]]) -> bool:
        for one in told:
            row = self.seen.setdefault((posting.pk, *one.values()), rows.numbers[at])
            if row != rows.numbers[at]:
                rows.fault(at, "name", f"和第 {row} 行一样：同一个人、同一笔。")
                return True
        return False

    def _try(self, rows: Rows, at: int, call: Told) -> None:
        try:
            self.judged(call)
        except Refused as refusal:
            rows.fault(at, _column(rows, at, call, refusal), refusal.sentence)


def _column(rows: Rows, at: int, call: Told, refusal: Refused) -> str:
    """Where the sentence belongs: an amount has a column of its own or stands beside what it is."""
    named = refusal.field or "name"
    if named == "fen" and rows.values[call.given["what"]][at] is not None:
        return str(call.given["what"])
    named = COLUMN.get(named, named)
    return named if named in rows.sheet.by_key else "name"


def _found(case: Case, when: Callable[[Rows, int], tuple[Span, str] | None]) -> dict[Row, Posting]:
    people, found = people_of(case.by), {}
    for rows, at in places_in(case):
        if (told := when(rows, at)) and (posting := people.of(rows, at, *told)):
            found[id(rows), at] = posting
    return found


def _told(case: Case, found: Mapping[Row, Posting], tells: Tells) -> list[Told]:
    places = ((rows, at, found.get((id(rows), at))) for rows, at in places_in(case))
    return [Told(posting, one) for rows, at, posting in places if posting for one in tells(rows, at)]


def _decided(case: Case, judge: Judge, remark: str) -> Plan:
    entries = []
    for rows in case.rows:
        entries += decide(rows, lambda at, r=rows: judge(r, at), who=who, left_out=case.left_out_of(rows))
    return case.plan(entries, remarks=[remark])


# ── 补助 ──


def decide_payments(case: Case) -> Plan:
    found = _found(case, _month_told)
    held = benefits.held_for(_told(case, found, _amounts), case.by)
    on_file = dict(held.vouchers)

    def is_held(call: Told) -> bool:
        one = call.given
        return on_file.get((call.row.pk, one["what"], one["month"], one["voucher"])) == one["fen"]

    for rows, at in places_in(case):
        if (id(rows), at) in found and not _amounts(rows, at) and not rows.faults.get(at):
            rows.fault(at, "name", "这一行没有金额：补助分列写，或者写“哪一样”和“金额”。")
    judge = Judge(found, _amounts, is_held, lambda call: benefits.payment_of(call, held, case.by))
    return _decided(case, judge, "生活补助按乡镇核定的天数对过，没核定的月份不收。")


def _month_told(rows: Rows, at: int) -> tuple[Span, str] | None:
    day: date | None = rows.values["month"][at]
    return (month_of(day), f"{day.year}年{day.month}月") if day else None


def _amounts(rows: Rows, at: int) -> list[dict[str, Any]]:
    """What the row pays, a promise a piece; nothing where it does not say by which voucher and when."""
    said = {key: values[at] for key, values in rows.values.items()}
    if not (said["month"] and said["paid_on"] and said["voucher"]):
        return []
    amounts = {str(what): said[what] for what in AMOUNTS if said[what]}
    if said["what"] and said["yuan"]:
        amounts.setdefault(str(said["what"]), said["yuan"])
    return [_payment(said, what, fen) for what, fen in amounts.items()]


def _payment(said: Mapping[str, Any], what: str, fen: int) -> dict[str, Any]:
    trips, km = (said["trips"] or 0, said["km"] or 0) if what == Paid.TRANSPORT else (0, 0)
    around = {"month": f"{said['month']:%Y-%m}", "paid_on": said["paid_on"], "voucher": said["voucher"].strip()}
    return {"what": what, "fen": fen, **around, "trips": trips, "km": km}


# ── 意外伤害险、体检 ──


def decide_covers(case: Case) -> Plan:
    found = _found(case, lambda rows, at: _span_told(rows, at, "since", "last_day"))
    held = benefits.covers_held(posting.cadre_id for posting in found.values())
    on_file = set(held)
    judge = Judge(
        found,
        _cover,
        lambda call: (call.row.cadre_id, call.given["since"]) in on_file,
        lambda call: benefits.cover_of(call, held, case.by),
    )
    return _decided(case, judge, "同一个人同一天起保的，登记过的不再记。")


def decide_checks(case: Case) -> Plan:
    found = _found(case, lambda rows, at: _span_told(rows, at, "done_on", "done_on"))
    held = benefits.checks_held(posting.cadre_id for posting in found.values())
    on_file = set(held)
    judge = Judge(
        found,
        _check,
        lambda call: (call.row.cadre_id, call.given["done_on"]) in on_file,
        lambda call: benefits.check_of(call, held, case.by),
    )
    return _decided(case, judge, "只记谁做了、哪天做的；表里的结果没有读。")


def _span_told(rows: Rows, at: int, first: str, last: str) -> tuple[Span, str] | None:
    since, until = rows.values[first][at], rows.values[last][at]
    if not since or not until:
        return None
    return Span(since, max(since, until) + ONE_DAY), "这段时间" if until > since else f"{since:%Y-%m-%d} "


def _cover(rows: Rows, at: int) -> list[dict[str, Any]]:
    told = {key: rows.values[key][at] for key in ("since", "last_day", "insurer", "policy_number")}
    if not (told["since"] and told["last_day"] and told["insurer"]):
        return []
    return [{**told, "policy_number": told["policy_number"] or ""}]


def _check(rows: Rows, at: int) -> list[dict[str, Any]]:
    day = rows.values["done_on"][at]
    return [{"done_on": day}] if day else []


# ── writing ──


def _carry_out(plan: Plan, by: Actor, act: Act, counted: str) -> dict[str, int]:
    entries = [(entry, call) for entry in plan.of(Outcome.ADDED) for call in entry.target]
    with refused_by_row([entry for entry, _ in entries]):
        act.many([call for _, call in entries], by=by)
    return {counted: len(entries)}


def _import(
    kind: KindSignature, decide: Callable[[Case], Plan], act: Act, back: Act, counted: str, name: str, order: int
) -> None:
    def carry_out(plan: Plan, by: Actor) -> dict[str, int]:
        return _carry_out(plan, by, act, counted)

    imports(
        Importer(
            kind,
            RECORD,
            decide,
            carry_out,
            route="incentives:benefits",
            also_called=(name,),
            order=order,
            takes_back=TakesBack(back, lambda rows: rows.standing()),
        )
    )


_import(PAYMENTS_KIND, decide_payments, benefits.pay, taking_back.withdraw_payment, "payments", "benefit-payments", 86)
_import(COVERS_KIND, decide_covers, benefits.insure, taking_back.withdraw_insurance, "covers", "accident-insurance", 87)
_import(CHECKS_KIND, decide_checks, benefits.record_check, taking_back.withdraw_check, "checks", "health-checks", 88)
