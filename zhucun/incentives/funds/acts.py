"""Writing a team's ledger: income, spending, taking a line back, showing a half-year. The only writer of funds."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Team
from zhucun.incentives.benefits.arrivals import arrivals_come_from
from zhucun.incentives.benefits.rules import must_not_be_ahead
from zhucun.incentives.funds import rules
from zhucun.incentives.funds.models import FundEntry, FundPublication, arrived_in
from zhucun.incentives.funds.rules import Ledger, Promise, Source
from zhucun.lib.periods import Span
from zhucun.policy import in_force as policy
from zhucun.policy.fund_values import Funds

arrivals_come_from(arrived_in)


@dataclass
class Held:
    """What the calls are judged by; each adds to it for those after it."""

    ledgers: dict[int, Ledger]
    vouchers: set[tuple[int, int, str]]
    shown: dict[int, list[str]]


def held_for(teams: set[int]) -> Held:
    ledgers: dict[int, Ledger] = defaultdict(Ledger)
    vouchers = set()
    columns = ("team", "on", "fen", "year", "voucher", "is_countered", "counters")
    for team, on, fen, year, voucher, is_countered, counters in FundEntry.objects.filter(team__in=teams).values_list(
        *columns
    ):
        ledgers[team].add(on, fen)
        if not is_countered and counters is None:
            vouchers.add((team, year, voucher))
    shown: dict[int, list[str]] = defaultdict(list)
    for team, half in FundPublication.objects.filter(team__in=teams).values_list("team", "half"):
        shown[team].append(half)
    return Held(ledgers, vouchers, shown)


def _line(call: Told, held: Held, by: Actor) -> dict[str, Any]:
    """What income and spending have in common, judged."""
    team, given, hand = call.row, call.given, call.hand(by)
    on, voucher = given["on"], given["voucher"].strip()
    rules.must_be_an_amount(given["fen"])
    must_not_be_ahead(on, hand.today, field="on")
    rules.must_not_be_shown_yet(on, held.shown[team.pk])
    rules.must_have_a_voucher(voucher)
    if (key := (team.pk, on.year, voucher)) in held.vouchers:
        raise Refused(f"凭证 {voucher} 在{on.year}年的账上记过了。", field="voucher", rule="R-CARE-10")
    held.vouchers.add(key)
    return {"on": on, "year": on.year, "voucher": voucher, **_signed(team, hand)}


def _signed(team: Team, by: Actor) -> dict[str, Any]:
    return {"team": team, "place_code": team.place_code, "recorded_by": by.name, "recorded_on": by.today}


# ── in ──


@act("fund.receive", "记一笔经费收入", needs=rules.RECORD, remote=True, undo="fund.correct")
def receive(
    team: Team, *, on: date, fen: int, voucher: str, source: Source, promise: Promise = Promise.NONE, what: str = "",
    by: Actor,
) -> FundEntry:  # fmt: skip
    """Money that came in, and which promise it keeps (R-CARE-01, R-CARE-02)."""
    told = {"on": on, "fen": fen, "voucher": voucher, "source": source, "promise": promise, "what": what}
    return _receive([Told(team, told)], by=by)[0]


@receive.as_many
def _receive(calls: Sequence[Told], *, by: Actor) -> list[FundEntry]:
    held = held_for({call.row.pk for call in calls})
    return insert_many(each(calls, lambda call: income_of(call, held, by)))


def income_of(call: Told, held: Held, by: Actor) -> FundEntry:
    given, line = call.given, _line(call, held, by)
    if given["source"] not in Source.values:
        raise Refused("选一个：钱是谁给的。", field="source")
    if given["promise"] not in Promise.values:
        raise Refused("选一个：是哪一笔经费。", field="promise")
    rules.must_be_by_who_promised(given["promise"], given["source"], policy.of(by).care)
    told = {"source": given["source"], "promise": given["promise"], "what": given["what"].strip()}
    held.ledgers[call.row.pk].add(line["on"], given["fen"])
    return FundEntry(**line, **told, fen=given["fen"])


# ── out ──


@act("fund.spend", "记一笔经费支出", needs=rules.RECORD, remote=True, undo="fund.correct")
def spend(team: Team, *, on: date, fen: int, voucher: str, purpose: str, what: str, by: Actor) -> FundEntry:
    """Money that went out: on what the county allows, never to a person, never more than there was (R-CARE-10)."""
    told = {"on": on, "fen": fen, "voucher": voucher, "purpose": purpose, "what": what}
    return _spend([Told(team, told)], by=by)[0]


@spend.as_many
def _spend(calls: Sequence[Told], *, by: Actor) -> list[FundEntry]:
    held, numbers = held_for({call.row.pk for call in calls}), policy.of(by).funds
    return insert_many(each(calls, lambda call: spending_of(call, held, numbers, by)))


def spending_of(call: Told, held: Held, numbers: Funds, by: Actor) -> FundEntry:
    given, line = call.given, _line(call, held, by)
    purpose, what = given["purpose"].strip(), given["what"].strip()
    rules.must_be_allowed(purpose, what, numbers)
    held.ledgers[call.row.pk].take(line["on"], given["fen"])
    return FundEntry(**line, purpose=purpose, what=what, fen=-given["fen"])


# ── taking back, showing ──


@act("fund.correct", "更正一笔收支", needs=rules.RECORD, remote=True)
def correct(entry: FundEntry, *, reason: str = "记错了", by: Actor) -> FundEntry:
    """A second line of today takes the wrong one back; both stay to be read (R-CARE-10)."""
    team = Team.objects.select_for_update(of=("self",)).get(pk=entry.team_id)  # two lines at once meet here
    reason = entry.must_be_counterable(reason)
    if entry.is_income:
        held_for({team.pk}).ledgers[team.pk].take(by.today, entry.fen)
    entry.is_countered = True
    entry.save()
    return FundEntry.objects.create(
        **_signed(team, by),
        on=by.today,
        year=by.today.year,
        fen=-entry.fen,
        voucher=entry.voucher,
        source=entry.source,
        promise=entry.promise,
        purpose=entry.purpose,
        what=reason,
        counters=entry,
    )


@act("fund.publish", "登记半年公示", needs=rules.RECORD, remote=True)
def publish(team: Team, *, half: str, published_on: date, where: str, by: Actor) -> FundPublication:
    """The half-year's sums were posted in the village; from now on its days are closed (R-CARE-10)."""
    return _publish([Told(team, {"half": half, "published_on": published_on, "where": where})], by=by)[0]


@publish.as_many
def _publish(calls: Sequence[Told], *, by: Actor) -> list[FundPublication]:
    teams = {call.row.pk for call in calls}
    sums, held = _Sums(teams), set(FundPublication.objects.filter(team__in=teams).values_list("team", "half"))
    return insert_many(each(calls, lambda call: _publication(call, held, sums, by)))


def _publication(call: Told, held: set[tuple[int, str]], sums: "_Sums", by: Actor) -> FundPublication:
    team, given, hand = call.row, call.given, call.hand(by)
    half, published_on, where = given["half"], given["published_on"], given["where"].strip()
    span = rules.must_be_over(half, hand.today, [shown for of, shown in held if of == team.pk])
    must_not_be_ahead(published_on, hand.today, field="published_on")
    if published_on < span.until:
        raise Refused("公示的日子在这半年过完以后。", field="published_on")
    if not where:
        raise Refused("写贴在了哪里，比如“村务公开栏”。", field="where")
    held.add((team.pk, half))
    whose = {"team": team, "place_code": team.place_code, "recorded_by": hand.name}
    return FundPublication(**whose, half=half, published_on=published_on, where=where, **sums.of(team.pk, span))


class _Sums:
    """What each team's lines come to, read at once."""

    def __init__(self, teams: set[int]) -> None:
        self._lines: dict[int, list[tuple[date, int, bool]]] = defaultdict(list)
        rows = FundEntry.objects.filter(team__in=teams).values_list("team", "on", "fen", "purpose")
        for team, on, fen, purpose in rows:
            self._lines[team].append((on, fen, purpose == ""))

    def of(self, team: int, span: Span) -> dict[str, int]:
        lines = self._lines[team]
        opening = sum(fen for on, fen, _ in lines if on < span.since)
        income = sum(fen for on, fen, is_income in lines if is_income and span.holds(on))
        spent = sum(fen for on, fen, is_income in lines if not is_income and span.holds(on))
        sums = {"opening_fen": opening, "income_fen": income, "spent_fen": -spent}
        return {**sums, "closing_fen": opening + income + spent}
