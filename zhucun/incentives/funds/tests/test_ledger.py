"""A team's work money: exact to the fen, never below zero on any day, each voucher once, wrong lines countered."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.cast import TODAY, Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.incentives.benefits.reading import owed_in
from zhucun.incentives.funds import acts as funds
from zhucun.incentives.funds.models import FundEntry
from zhucun.incentives.funds.rules import Ledger, half_of, half_span

pytestmark = pytest.mark.django_db
JANUARY, MARCH = date(2022, 1, 10), date(2022, 3, 1)
CAME = {"on": MARCH, "fen": 1_000_000, "voucher": "收1", "source": "unit", "promise": "team_fund"}
WENT = {"on": TODAY, "fen": 123_456, "voucher": "支1", "purpose": "学习培训", "what": "买培训教材"}


def test_money_of_another_does_not_keep_the_promise_of_the_unit(cast: Cast) -> None:
    with pytest.raises(Refused, match="工作队经费由后盾单位出；县财政给的，“是哪一笔”选“别的”"):
        funds.receive(cast.team, **{**CAME, "source": "county"}, by=cast.actor("secretary"))


def test_what_the_unit_paid_in_is_owed_no_more_and_what_it_went_on_is_read_by_the_unit(cast: Cast) -> None:
    """R-CARE-02: income is the fact; the promise of the unit behind the team reads it."""
    leader = cast.actor("first_secretary")
    funds.receive(cast.team, **CAME, by=leader)
    funds.spend(cast.team, **WENT, by=leader)

    assert FundEntry.objects.filter(team=cast.team).total() == 876_544
    lines = owed_in(2022, cast.actor("officer"), cast.county.code).lines
    [fund] = [one for one in lines if one.what == "team_fund" and one.team == cast.team.pk]
    assert (fund.given, fund.missing) == (1_000_000, 0)
    assert FundEntry.objects.visible_to(cast.actor("liaison")).count() == 2
    for who in ("neighbour", "neighbour_county"):
        assert not FundEntry.objects.visible_to(cast.actor(who)).exists()
        with pytest.raises(OutOfReach):
            funds.receive(cast.team, **{**CAME, "voucher": "收2"}, by=cast.actor(who))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"fen": 1_000_001}, "2022-07-11 账上只有 10000 元，不够 10000.01 元"),
        ({"on": JANUARY}, "2022-01-10 账上只有 0 元"),
        ({"fen": 0}, "金额要大于 0"),
        ({"fen": 100_000_001}, "多写了零"),
        ({"voucher": " "}, "写凭证号"),
        ({"voucher": "收1"}, "凭证 收1 在2022年的账上记过了"),
        ({"purpose": "招待"}, "不能花在“招待”上；可以花在：办公用品"),
        ({"what": "队员生活补助"}, "“补助”是发给个人的"),
        ({"what": " "}, "花在哪里"),
        ({"on": TODAY + timedelta(days=1)}, "不能晚于今天"),
    ],
)
def test_what_a_fund_may_not_go_on_is_refused_with_what_to_do(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    clerk = cast.actor("clerk")
    funds.receive(cast.team, **CAME, by=clerk)

    with pytest.raises(Refused, match=sentence):
        funds.spend(cast.team, **{**WENT, **told}, by=clerk)


def test_money_that_later_days_have_spent_is_not_spent_before_them(cast: Cast) -> None:
    """Entered late for an earlier day, it would leave the later day below zero."""
    clerk = cast.actor("clerk")
    funds.receive(cast.team, **CAME, by=clerk)
    funds.spend(cast.team, **{**WENT, "fen": 900_000}, by=clerk)

    with pytest.raises(Refused, match="2022-07-11 账上只有 1000 元"):
        funds.spend(cast.team, **{**WENT, "on": MARCH, "fen": 100_001, "voucher": "支2"}, by=clerk)


def test_a_wrong_line_stays_with_the_line_that_takes_it_back_and_its_voucher_is_free_again(cast: Cast) -> None:
    clerk = cast.actor("clerk")
    came = funds.receive(cast.team, **CAME, by=clerk)
    spent = funds.spend(cast.team, **WENT, by=clerk)

    with pytest.raises(Refused, match="账上只有 8765.44 元，不够 10000 元"):
        funds.correct(came, by=clerk)
    back = funds.correct(spent, reason="多记了一个数", by=clerk)
    with pytest.raises(Refused, match="已经冲掉了"):
        funds.correct(FundEntry.objects.get(pk=spent.pk), by=clerk)
    with pytest.raises(Refused, match="不能再冲"):
        funds.correct(back, by=clerk)
    funds.spend(cast.team, **{**WENT, "fen": 12_345}, by=clerk)

    assert (back.fen, back.on, back.counters_id) == (123_456, TODAY, spent.pk)
    assert FundEntry.objects.filter(team=cast.team).count() == 4
    assert FundEntry.objects.filter(team=cast.team).total() == 987_655


def test_a_half_year_the_village_was_shown_is_closed(cast: Cast) -> None:
    clerk = cast.actor("clerk")
    funds.receive(cast.team, **CAME, by=clerk)
    funds.spend(cast.team, **{**WENT, "on": MARCH}, by=clerk)
    shown = {"half": "2022-H1", "published_on": date(2022, 7, 5), "where": "村务公开栏"}

    with pytest.raises(Refused, match="2022年下半年还没过完"):
        funds.publish(cast.team, **{**shown, "half": "2022-H2"}, by=clerk)
    made = funds.publish(cast.team, **shown, by=clerk)
    with pytest.raises(Refused, match="公示过了"):
        funds.publish(cast.team, **shown, by=clerk)
    with pytest.raises(Refused, match="2022年上半年的账已经公示了"):
        funds.spend(cast.team, **{**WENT, "on": MARCH, "voucher": "支2"}, by=clerk)

    assert (made.opening_fen, made.income_fen, made.spent_fen, made.closing_fen) == (0, 1_000_000, 123_456, 876_544)


def test_the_database_keeps_a_voucher_once_and_a_spending_below_zero(cast: Cast) -> None:
    row = funds.receive(cast.team, **CAME, by=cast.actor("clerk"))
    for change in ({"voucher": "收1"}, {"voucher": "收2", "fen": -1}, {"voucher": ""}):
        again = {"source": row.source, "promise": row.promise, "fen": 1, **change}
        with pytest.raises(IntegrityError), transaction.atomic():
            FundEntry.objects.create(
                team=cast.team, place_code=row.place_code, on=MARCH, year=2022, recorded_by="某人", recorded_on=TODAY,
                **again,
            )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 20), st.integers(-60, 60)), max_size=12))
def test_whatever_is_taken_in_whatever_order_no_day_ends_below_zero(moves: list[tuple[int, int]]) -> None:
    ledger, first, kept = Ledger(), date(2022, 6, 20), 0
    for after, fen in moves:
        day = first + timedelta(days=after)
        if fen >= 0:
            ledger.add(day, fen)
            kept += fen
            continue
        try:
            ledger.take(day, -fen)
            kept += fen
        except Refused:
            least = min(
                ledger.lowest_from(day)[0], *[ledger.lowest_from(day + timedelta(days=n))[0] for n in range(21)]
            )
            assert -fen > least

    balances = [sum(fen for on, fen in ledger.changes.items() if on <= first + timedelta(days=n)) for n in range(21)]
    assert min(balances) >= 0
    assert balances[-1] == kept


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_lies_in_its_half_year(day: date) -> None:
    assert half_span(half_of(day)).holds(day)
