"""Entering what was paid, insured, checked and whom one called on: the only writer of what people were given."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.benefits import due, rules
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, CareVisit, HealthCheck
from zhucun.incentives.benefits.rules import Occasion, Paid
from zhucun.lib.asked_days import month_in
from zhucun.lib.periods import add_months
from zhucun.oversight.attendance.models import MonthLine
from zhucun.policy import in_force as policy
from zhucun.policy.benefit_values import SENDING_UNIT, Care, Entitled

COUNTY_DIGITS = 6


def must_be_theirs(posting: Posting, by: Actor) -> None:
    """By the county's office or whoever sends the person, and nobody for themselves (R-SEC-14)."""
    scope = by.scope(rules.RECORD)
    if not scope.covers_place(posting.place_code) and posting.sending_unit_id not in scope.sender:
        raise OutOfReach()
    if posting.cadre.person_id in by.persons:
        raise Refused("不能给自己登记，请单位里别的人登记。", rule="R-SEC-14")


def _of(posting: Posting, by: Actor) -> dict[str, Any]:
    whose = {"posting": posting, "cadre_id": posting.cadre_id, "place_code": posting.place_code}
    return {**whose, "recorded_by": by.name, "recorded_on": by.today}


def _new(call: Told, by: Actor) -> dict[str, Any]:
    hand = call.hand(by)
    must_be_theirs(call.row, hand)
    return _of(call.row, hand)


# ── allowances ──


@act("benefit.pay", "登记发放补助", needs=rules.RECORD, remote=True, undo="benefit.withdraw_payment")
def pay(
    posting: Posting,
    *,
    what: Paid,
    month: str,
    fen: int,
    paid_on: date,
    voucher: str,
    trips: int = 0,
    km: int = 0,
    by: Actor,
) -> BenefitPayment:
    """An allowance of a month: never for days that nobody has locked, never more than is due (R-CARE-03)."""
    told = {"what": what, "month": month, "fen": fen, "paid_on": paid_on, "voucher": voucher, "trips": trips, "km": km}
    return _pay([Told(posting, told)], by=by)[0]


@pay.as_many
def _pay(calls: Sequence[Told], *, by: Actor) -> list[BenefitPayment]:
    held = held_for(calls, by)
    return insert_many(each(calls, lambda call: payment_of(call, held, by)))


Voucher = tuple[str, int | None, str, str]  # county, the unit that pays or none, month of the payment, number


@dataclass
class Held:
    """What the calls are judged by: days, what was paid, vouchers; each call adds to it for those after it."""

    lines: Mapping[tuple[int, str], MonthLine]
    paid: dict[tuple[int, str, str], int]
    trips: dict[tuple[int, str], int]
    vouchers: dict[tuple[int, str, str, str], int]
    voucher_days: dict[Voucher, date]
    numbers: dict[tuple[str, str], Care] = field(default_factory=dict)

    def care(self, code: str, month: str, by: Actor) -> Care:
        key = code[:6], month
        if key not in self.numbers:
            self.numbers[key] = policy.known_to(by, due.month_end(month), [code])[code[:6]].care
        return self.numbers[key]


def held_for(calls: Sequence[Told], by: Actor) -> Held:
    """In a fixed number of queries, however many calls."""
    keys = {call.row.pk for call in calls}
    months = {call.given["month"] for call in calls}
    lines = MonthLine.objects.locked().filter(posting__in=keys, month__in=months)
    paid: dict[tuple[int, str, str], int] = defaultdict(int)
    trips: dict[tuple[int, str], int] = defaultdict(int)
    vouchers: dict[tuple[int, str, str, str], int] = defaultdict(int)
    rows = BenefitPayment.objects.standing().filter(posting__in=keys, month__in=months)
    for key, what, month, voucher, fen, count in rows.values_list("posting", "what", "month", "voucher").annotate(
        fen_sum=Sum("fen"), trips_sum=Sum("trips")
    ):
        paid[key, what, month] += fen
        trips[key, month] += count
        vouchers[key, what, month, voucher] += fen
    of_month = {(line.posting_id, line.month): line for line in lines}
    return Held(of_month, paid, trips, vouchers, _voucher_days(calls))


def _voucher_days(calls: Sequence[Told]) -> dict[Voucher, date]:
    """On which day each voucher that is told was used."""
    numbers = {call.given["voucher"].strip() for call in calls}
    counties = {call.row.place_code[:COUNTY_DIGITS] for call in calls}
    days = {call.given["paid_on"] for call in calls}
    if not days:
        return {}
    rows = BenefitPayment.objects.standing().filter(
        within_prefixes("place_code", counties),
        voucher__in=numbers,
        paid_on__gte=min(days).replace(day=1),
        paid_on__lt=add_months(max(days).replace(day=1), 1),
    )
    found = rows.order_by("pk").values_list("place_code", "unit", "paid_on", "voucher")
    return {_voucher(code, unit, day, number): day for code, unit, day, number in found}


def _voucher(code: str, unit: int | None, day: date, number: str) -> Voucher:
    """Numbers begin anew each month."""
    return code[:COUNTY_DIGITS], unit, f"{day:%Y-%m}", number


def payment_of(call: Told, held: Held, by: Actor) -> BenefitPayment:
    """The row a call would write, or why it may not be; what it takes up is held against those after it."""
    posting, told = call.row, {**call.given, "voucher": call.given["voucher"].strip()}
    base = _new(call, by)
    month = _month(told["month"], call.hand(by).today)
    rules.must_be_money(told["fen"])
    rules.must_not_be_ahead(told["paid_on"], call.hand(by).today, field="paid_on")
    if not told["voucher"]:
        raise Refused("写凭证号：补助一笔对一张凭证。", field="voucher", rule="R-CARE-10")
    _must_be_on_post(posting, month, told["paid_on"])
    care = held.care(posting.place_code, month, by)
    if (row := care.entitled(told["what"], posting.sending_level)) is None:
        raise Refused("办法里没有给这一级派的人这样补助。", field="what", rule="R-CARE-11")
    if (key := (posting.pk, told["what"], month, told["voucher"])) in held.vouchers:
        raise Refused(f"凭证 {told['voucher']} 给这个人记过这一笔了，不用再记。", field="voucher")
    unit = posting.sending_unit_id if row.payer == SENDING_UNIT else None
    voucher = _voucher(posting.place_code, unit, told["paid_on"], told["voucher"])
    rules.must_be_of_one_day(told["voucher"], told["paid_on"], held.voucher_days.get(voucher))
    _must_be_due(told, posting, month, row, care, held)
    held.voucher_days[voucher] = told["paid_on"]
    held.vouchers[key] += told["fen"]
    held.paid[posting.pk, told["what"], month] += told["fen"]
    held.trips[posting.pk, month] += told["trips"]
    return BenefitPayment(**base, **told, payer=row.payer, unit_id=unit)


def _month(told: str, today: date) -> str:
    found = month_in(told)
    if found is None:
        raise Refused("月份写成 2022-06 这样。", field="month")
    if found > today:
        raise Refused("还没到的月份，不能先发。", field="month")
    return f"{found:%Y-%m}"


def _must_be_on_post(posting: Posting, month: str, paid_on: date) -> None:
    since, ends = posting.reported_on or posting.since, due.month_end(month)
    rules.must_be_after_arrival(said(month), paid_on, since=since, until=posting.until, ends=ends)


def said(month: str) -> str:
    return f"{month[:4]}年{int(month[5:])}月"


def _must_be_due(told: Mapping[str, Any], posting: Posting, month: str, row: Entitled, care: Care, held: Held) -> None:
    given = held.paid[posting.pk, told["what"], month]
    called = said(month)
    if told["what"] == Paid.LIVING:
        line = held.lines.get((posting.pk, month))
        whole = due.due_for_days(line.counted_halfdays or 0, row.fen) if line else None
        rules.must_fit_the_days(told["fen"], due=whole, given=given, month=called)
    elif told["what"] == Paid.PHONE:
        stay = stay_of(posting)
        if stay is None or not stay.holds(date.fromisoformat(f"{month}-{due.MID_MONTH:02}")):
            raise Refused(f"{called}中间不在岗，通讯补助不算这个月。", field="month", rule="R-CARE-05")
        rules.must_fit_what_is_due(told["fen"], due=row.fen, given=given, month=called)
    else:
        before, most = held.trips[posting.pk, month], care.trips_per_month
        rules.must_fit_the_trips(
            told["fen"], trips=told["trips"], before=before, most=most, km=told["km"], per_km=row.fen
        )
        return
    if told["trips"] or told["km"]:
        raise Refused("趟数、公里数只有交通补助才填。", field="trips")


def stay_of(posting: Posting) -> due.Stay | None:
    """From the day of arrival; None of whoever has not reported in."""
    if posting.reported_on is None:
        return None
    return due.Stay(
        posting.pk,
        posting.cadre_id,
        posting.team_id,
        posting.sending_unit_id,
        posting.sending_level,
        posting.reported_on,
        posting.until,
    )


# ── insurance, checks, visits ──


@act("benefit.insure", "登记意外伤害险", needs=rules.RECORD, remote=True, undo="benefit.withdraw_insurance")
def insure(
    posting: Posting, *, since: date, last_day: date, insurer: str, policy_number: str = "", by: Actor
) -> AccidentInsurance:
    """From the first to the last day of the cover, both included."""
    told = {"since": since, "last_day": last_day, "insurer": insurer, "policy_number": policy_number}
    return _insure([Told(posting, told)], by=by)[0]


@insure.as_many
def _insure(calls: Sequence[Told], *, by: Actor) -> list[AccidentInsurance]:
    held = covers_held(call.row.cadre_id for call in calls)
    return insert_many(each(calls, lambda call: cover_of(call, held, by)))


def covers_held(cadres: Iterable[int]) -> set[tuple[int, date]]:
    return set(AccidentInsurance.objects.standing().of_cadres(set(cadres)).values_list("cadre", "since"))


def cover_of(call: Told, held: set[tuple[int, date]], by: Actor) -> AccidentInsurance:
    given, base = call.given, _new(call, by)
    until = given["last_day"] + timedelta(days=1)
    rules.must_be_a_cover(given["since"], until)
    if not given["insurer"].strip():
        raise Refused("写保险公司。", field="insurer")
    _once(held, (call.row.cadre_id, given["since"]), "这个人从这天起的保险登记过了。", "since")
    texts = {name: given[name].strip() for name in ("insurer", "policy_number")}
    return AccidentInsurance(**base, **texts, since=given["since"], until=until)


def _once(held: set[Any], key: Any, sentence: str, name: str) -> None:
    if key in held:
        raise Refused(sentence, field=name)
    held.add(key)


@act("benefit.record_check", "登记体检", needs=rules.RECORD, remote=True, undo="benefit.withdraw_check")
def record_check(posting: Posting, *, done_on: date, by: Actor) -> HealthCheck:
    """That it was done, and when; there is no place for what was found (R-CARE-07)."""
    return _record_checks([Told(posting, {"done_on": done_on})], by=by)[0]


@record_check.as_many
def _record_checks(calls: Sequence[Told], *, by: Actor) -> list[HealthCheck]:
    held = checks_held(call.row.cadre_id for call in calls)
    return insert_many(each(calls, lambda call: check_of(call, held, by)))


def checks_held(cadres: Iterable[int]) -> set[tuple[int, date]]:
    return set(HealthCheck.objects.standing().of_cadres(set(cadres)).values_list("cadre", "done_on"))


def check_of(call: Told, held: set[tuple[int, date]], by: Actor) -> HealthCheck:
    day, base = call.given["done_on"], _new(call, by)
    rules.must_not_be_ahead(day, call.hand(by).today, field="done_on")
    _once(held, (call.row.cadre_id, day), "这个人这天的体检登记过了。", "done_on")
    return HealthCheck(**base, year=day.year, done_on=day)


@act("benefit.visit", "登记看望", needs=rules.RECORD, remote=True, undo="benefit.withdraw_visit")
def visit(posting: Posting, *, on: date, occasion: Occasion, visited_by: str, by: Actor) -> CareVisit:
    return _visit([Told(posting, {"on": on, "occasion": occasion, "visited_by": visited_by})], by=by)[0]


@visit.as_many
def _visit(calls: Sequence[Told], *, by: Actor) -> list[CareVisit]:
    keys = {call.row.cadre_id for call in calls}
    held = set(CareVisit.objects.standing().of_cadres(keys).values_list("cadre", "on", "occasion"))
    return insert_many(each(calls, lambda call: _visited(call, held, by)))


def _visited(call: Told, held: set[tuple[int, date, str]], by: Actor) -> CareVisit:
    given, base, hand = call.given, _new(call, by), call.hand(by)
    rules.must_not_be_ahead(given["on"], hand.today, field="on")
    if given["occasion"] not in Occasion.values:
        raise Refused("选一种：为什么去看。", field="occasion")
    if not given["visited_by"].strip():
        raise Refused("写谁去看的。", field="visited_by", rule="R-CARE-08")
    _once(held, (call.row.cadre_id, given["on"], str(given["occasion"])), "这一次看望登记过了。", "on")
    own = call.row.sending_unit_id in hand.scope(rules.RECORD).sender
    return CareVisit(
        **base,
        on=given["on"],
        occasion=given["occasion"],
        visited_by=given["visited_by"].strip(),
        unit_id=call.row.sending_unit_id if own else None,
    )
