"""A month on the sheet, from the first entry to the lock and a correction (R-ATT-04, R-ATT-07, R-ATT-12)."""

from dataclasses import replace
from datetime import date

import pytest

from tests.cast import COUNTY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.lib.halves import AFTERNOON, beyond, half_of, whole_days
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import monthly, reading
from zhucun.oversight.attendance.models import DayMark, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import Side, State
from zhucun.oversight.attendance.terms import terms_for

pytestmark = pytest.mark.django_db
JUNE = date(2022, 6, 1)


def on(actor: Actor, day: date) -> Actor:
    return replace(actor, now=actor.now.replace(year=day.year, month=day.month, day=day.day), memo={})


def june(posting_pk: int) -> reading.Month:
    return reading.month_of([posting_pk], JUNE, terms_for(operator(), COUNTY, JUNE))[posting_pk]


def line_of(cast: Cast, posting_pk: int) -> MonthLine:
    monthly.open_month(cast.county, month="2022-06", by=operator())
    return MonthLine.objects.get(posting=posting_pk, month="2022-06")


def test_a_normal_month_costs_nothing_and_stores_nothing(cast: Cast) -> None:
    month = june(cast.member.pk)

    assert not DayMark.objects.exists()
    assert month.totals == {"in_village": 42, "rest": 18}  # 3 June is 端午
    assert month.counted_halfdays == month.working_halfdays == 42


def test_a_month_from_the_entry_to_the_lock(cast: Cast) -> None:
    me = cast.actor("member")
    days.enter(cast.member, category="official_trip", since_half=half_of(date(2022, 6, 14), AFTERNOON),
               until_half=beyond(date(2022, 6, 15)), by=me)  # fmt: skip
    line = line_of(cast, cast.member.pk)

    line = monthly.state_true(line, by=me)
    assert line.state == State.STATED
    line = monthly.confirm_on_paper(line, by=cast.actor("clerk"))
    with pytest.raises(Refused, match="不能是同一个人"):
        monthly.verify(line, by=cast.actor("clerk"))
    line = monthly.verify(line, by=cast.actor("secretary"))
    line = monthly.review(line, by=cast.actor("officer"))

    assert line.state == State.REVIEWED
    assert line.totals == {"in_village": 39, "official_trip": 3, "rest": 18}
    assert line.counted_halfdays == 42
    assert line.marks == june(cast.member.pk).marks == line.stated_marks
    with pytest.raises(Refused, match="已经锁定"):
        days.enter(cast.member, category="rota_rest", since_half=half_of(date(2022, 6, 20)),
                   until_half=beyond(date(2022, 6, 20)), by=me)  # fmt: skip


def test_a_disagreement_is_a_question_until_the_township_settles_it(cast: Cast) -> None:
    since, until = whole_days(date(2022, 6, 16), date(2022, 6, 16))
    line = line_of(cast, cast.member.pk)
    asked = village_says(cast, "unexcused_absence", since, until)
    assert asked.asks
    assert june(cast.member.pk).totals == {"in_village": 40, "rest": 18, "undecided": 2}

    line = monthly.confirm_on_paper(monthly.state_true(line, by=cast.actor("member")), by=cast.actor("clerk"))
    with pytest.raises(Refused, match="先认定"):
        monthly.verify(line, by=cast.actor("secretary"))
    settled = days.settle(asked, category="in_village", reason="村委会议记录上有签到", by=cast.actor("secretary"))

    assert settled.side == Side.TOWNSHIP
    assert not DayStatement.objects.questions().exists()
    assert monthly.verify(line, by=cast.actor("secretary")).counted_halfdays == 42


def village_says(cast: Cast, category: str, since: int, until: int) -> DayStatement:
    return days.state_otherwise(
        cast.member, category=category, since_half=since, until_half=until, reason="那天没见人",
        by=cast.actor("village_secretary"),
    )  # fmt: skip
