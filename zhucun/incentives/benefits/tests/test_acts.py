"""Entering what was given, and what is refused with a sentence."""

from datetime import date
from typing import Any

import pytest

from tests.cast import TODAY, Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.incentives.benefits import acts as benefits
from zhucun.incentives.benefits import taking_back
from zhucun.incentives.benefits.due import Standing
from zhucun.incentives.benefits.models import BenefitPayment, HealthCheck
from zhucun.incentives.benefits.reading import owed_in
from zhucun.oversight.attendance import monthly
from zhucun.oversight.attendance.models import MonthLine

pytestmark = pytest.mark.django_db
MAY = {"what": "living", "month": "2022-05", "paid_on": TODAY, "voucher": "12号"}
PHONE = {**MAY, "what": "phone", "fen": 10_000}


def lock_may(cast: Cast) -> MonthLine:
    monthly.open_month(cast.county, month="2022-05", by=cast.actor("officer"))
    line = MonthLine.objects.get(posting=cast.first_secretary, month="2022-05")
    line = monthly.confirm_on_paper(monthly.state_true(line, by=cast.actor("first_secretary")), by=cast.actor("clerk"))
    return monthly.verify(line, by=cast.actor("secretary"))


def test_the_liaison_pays_for_locked_days_and_nothing_is_owed_for_them(cast: Cast) -> None:
    line, liaison = lock_may(cast), cast.actor("liaison")
    due = line.counted_halfdays * 3_000

    benefits.pay(cast.first_secretary, **MAY, fen=due, by=liaison)

    lines = [one for one in owed_in(2022, liaison, cast.county.code).lines if one.posting == cast.first_secretary.pk]
    may = next(one for one in lines if one.what == "living" and one.period == "2022-05")
    assert (may.due, may.given, may.standing) == (due, due, Standing.DONE)


def test_days_nobody_has_locked_are_not_paid_for(cast: Cast) -> None:
    """R-CARE-03."""
    with pytest.raises(Refused, match="2022年5月 的在村天数乡镇还没核定"):
        benefits.pay(cast.first_secretary, **MAY, fen=6_000, by=cast.actor("liaison"))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"fen": 0}, "金额要大于 0"),
        ({"fen": -100}, "金额要大于 0"),
        ({"fen": 1_000_000_000}, "多写了零"),
        ({"fen": 10_001}, "应发 100 元，发过 0 元，最多还能发 100 元"),
        ({"voucher": " "}, "写凭证号"),
        ({"month": "2022-13"}, "2022-06 这样"),
        ({"month": "2022-08"}, "还没到的月份"),
        ({"paid_on": date(2022, 7, 12)}, "不能晚于今天"),
        ({"what": "transport", "trips": 5, "km": 10}, "一个月最多算 4 趟"),
        ({"what": "transport", "trips": 1, "km": 10}, "10 公里最多 8 元"),
        ({"trips": 1}, "只有交通补助才填"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        benefits.pay(cast.first_secretary, **{**PHONE, **told}, by=cast.actor("liaison"))

    assert not BenefitPayment.objects.exists()


def test_a_voucher_counts_once_and_again_after_it_was_taken_back(cast: Cast) -> None:
    liaison = cast.actor("liaison")
    first = benefits.pay(cast.first_secretary, **{**PHONE, "fen": 4_000}, by=liaison)

    with pytest.raises(Refused, match="凭证 12号 给这个人记过"):
        benefits.pay(cast.first_secretary, **{**PHONE, "fen": 4_000}, by=liaison)
    taking_back.withdraw_payment(first, by=liaison)

    assert benefits.pay(cast.first_secretary, **PHONE, by=liaison).fen == 10_000


def test_nobody_enters_for_themselves_and_a_unit_for_its_own_people_only(cast: Cast) -> None:
    """R-SEC-14, R-ORG-12: the unit behind a team does not see the pay of those others sent."""
    with pytest.raises(OutOfReach):
        benefits.record_check(cast.member, done_on=TODAY, by=cast.actor("liaison"))
    benefits.record_check(cast.first_secretary, done_on=TODAY, by=cast.actor("liaison"))

    for who in ("neighbour", "neighbour_county"):
        assert not HealthCheck.objects.visible_to(cast.actor(who)).exists()
        assert not owed_in(2022, cast.actor(who), cast.county.code).by_posting.get(cast.first_secretary.pk)
    assert HealthCheck.objects.visible_to(cast.actor("first_secretary")).count() == 1


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"month": "2020-05"}, "2020年5月 还没到岗"),
        ({"paid_on": date(2020, 6, 1)}, "还没到岗，这天发不了补助"),
    ],
)
def test_nothing_is_paid_for_or_before_days_of_before_the_posting(
    cast: Cast, told: dict[str, Any], sentence: str
) -> None:
    """R-CARE-03."""
    with pytest.raises(Refused, match=sentence):
        benefits.pay(cast.first_secretary, **{**PHONE, **told}, by=cast.actor("liaison"))


def test_one_voucher_is_not_paid_on_two_days(cast: Cast) -> None:
    """R-CARE-10; the next month its number may come again."""
    liaison = cast.actor("liaison")
    told = {"what": "phone", "fen": 10_000, "voucher": "12号"}
    benefits.pay(cast.first_secretary, **told, month="2022-03", paid_on=date(2022, 6, 20), by=liaison)

    with pytest.raises(Refused, match="一张凭证一个日子"):
        benefits.pay(cast.first_secretary, **told, month="2022-04", paid_on=date(2022, 6, 21), by=liaison)

    assert benefits.pay(cast.first_secretary, **told, month="2022-04", paid_on=date(2022, 7, 1), by=liaison)
