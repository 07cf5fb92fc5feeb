"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import date

from tests.bulk import operator_of, plan
from tests.cast import Cast
from zhucun.acts.recording import Told
from zhucun.lib.halves import half_of, whole_days
from zhucun.oversight.attendance import monthly
from zhucun.oversight.attendance.models import MonthLine


@plan("attendance.enter")
def entries(cast: Cast) -> list[Told]:
    """A trip over a weekend, and half a day of training for somebody without signal."""
    trip, training = whole_days(date(2022, 7, 1), date(2022, 7, 4)), half_of(date(2022, 7, 6))
    reason = "村里没有信号"
    return [
        Told(cast.member, {"category": "official_trip", "since_half": trip[0], "until_half": trip[1],
                           "reason": "跑项目", "place": "市里", "entered_for_reason": reason}),
        Told(cast.member, {"category": "meeting_or_training", "since_half": training, "until_half": training + 1,
                           "entered_for_reason": reason}),
        Told(cast.first_secretary, {"category": "official_trip", "since_half": trip[0], "until_half": trip[1],
                                    "rest_days_too": True, "entered_for_reason": reason}),
    ]  # fmt: skip


@plan("attendance.plan_rest")
def rests(cast: Cast) -> list[Told]:
    """Two days in a row and one apart, each while the other stays."""
    return [
        Told(cast.member, {"days": ["2022-07-13", "2022-07-14", "2022-07-20"]}),
        Told(cast.first_secretary, {"days": ["2022-07-15"]}),
    ]


@plan("attendance.open_month")
def months(cast: Cast) -> list[Told]:
    return [Told(cast.county, {"month": "2022-05"}), Told(cast.county, {"month": "2022-06"})]


def lines_of(cast: Cast) -> list[MonthLine]:
    monthly.open_month(cast.county, month="2022-06", by=operator_of(cast))
    return list(MonthLine.objects.filter(month="2022-06").order_by("pk"))


@plan("attendance.state_true")
def statements(cast: Cast) -> list[Told]:
    first, second, third = lines_of(cast)
    reason = "本人已在纸上签字"
    return [
        Told(first, {"entered_for_reason": reason}),
        Told(second, {"entered_for_reason": reason}),
        Told(third, {}),
    ]


def stated(cast: Cast) -> list[MonthLine]:
    return list(monthly.state_true.many([Told(line) for line in lines_of(cast)], by=operator_of(cast)))


def confirmed(cast: Cast) -> list[MonthLine]:
    return list(monthly.confirm.many([Told(line) for line in stated(cast)], by=operator_of(cast)))


@plan("attendance.reopen")
def reopenings(cast: Cast) -> list[Told]:
    return [Told(line) for line in confirmed(cast)]


@plan("attendance.confirm")
def confirmations(cast: Cast) -> list[Told]:
    return [Told(line) for line in stated(cast)]


@plan("attendance.confirm_on_paper")
def confirmations_on_paper(cast: Cast) -> list[Told]:
    return [Told(line) for line in stated(cast)]


@plan("attendance.verify")
def verifications(cast: Cast) -> list[Told]:
    return [Told(line) for line in confirmed(cast)]


@plan("attendance.review")
def reviews(cast: Cast) -> list[Told]:
    verified = monthly.verify.many([Told(line) for line in confirmed(cast)], by=operator_of(cast))
    return [Told(line) for line in verified]
