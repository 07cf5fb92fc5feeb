"""A month on the sheet, from the first entry to the lock and a correction (R-ATT-04, R-ATT-07, R-ATT-12)."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest

from tests.cast import COUNTY, DONGLING, TODAY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.dispatch.roster import acts as roster
from zhucun.lib.halves import AFTERNOON, beyond, half_of, whole_days
from zhucun.org.accounts import acts as accounts
from zhucun.oversight.attendance import acts as days
from zhucun.oversight.attendance import correcting, monthly, reading
from zhucun.oversight.attendance.jobs import open_months
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
               until_half=beyond(date(2022, 6, 15)), place="县里", by=me)  # fmt: skip
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
    assert line.marks == june(cast.member.pk).marks == line.stated
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


def test_a_correction_reopens_one_line_with_reason_and_a_second_person(cast: Cast) -> None:
    line = verified(cast)
    since, until = whole_days(date(2022, 6, 20), date(2022, 6, 21))
    told = {"category": "rota_rest", "since_half": since, "until_half": until}

    with pytest.raises(Refused, match="写明为什么更正"):
        correcting.propose(line, **told, reason=" ", by=cast.actor("officer"))
    proposed = correcting.propose(line, **told, reason="轮休表漏报", by=cast.actor("officer"))
    with pytest.raises(Refused, match="不能是同一个人"):
        correcting.approve(proposed, by=cast.actor("officer"))
    correcting.approve(proposed, by=cast.actor("secretary"))

    line.refresh_from_db()
    assert (line.state, line.counted_halfdays) == (State.VERIFIED, 38)
    assert (proposed.before_halfdays, proposed.after_halfdays) == (42, 38)
    assert proposed.before_marks != line.marks == june(cast.member.pk).marks
    assert line.totals == {"in_village": 38, "rest": 18, "rota_rest": 4}
    with pytest.raises(Refused, match="复核要换一个人"):
        monthly.review(line, by=cast.actor("officer"))
    assert monthly.review(line, by=cast.actor("office_leader")).state == State.REVIEWED


def verified(cast: Cast) -> MonthLine:
    line = monthly.state_true(line_of(cast, cast.member.pk), by=cast.actor("member"))
    return monthly.verify(monthly.confirm(line, by=cast.actor("village_secretary")), by=cast.actor("secretary"))


def test_a_correction_that_changes_nothing_is_none(cast: Cast) -> None:
    since, until = whole_days(date(2022, 6, 20), date(2022, 6, 20))

    with pytest.raises(Refused, match="和现在一样"):
        correcting.propose(verified(cast), category="in_village", since_half=since, until_half=until,
                           reason="核对", by=cast.actor("clerk"))  # fmt: skip


def test_the_member_says_which_day_was_not_so_and_the_village_disagrees(cast: Cast) -> None:
    """Their own word gives way to their later one; what the village says stands beside it."""
    since, until = whole_days(date(2022, 6, 16), date(2022, 6, 16))
    line = line_of(cast, cast.member.pk)
    line = monthly.object_to(line, category="meeting_or_training", since_half=since, until_half=until,
                             reason="县里培训", by=cast.actor("member"))  # fmt: skip
    line = monthly.object_to(line, category="official_trip", since_half=since, until_half=until,
                             reason="县里送材料", by=cast.actor("member"))  # fmt: skip
    assert june(cast.member.pk).totals == {"in_village": 40, "official_trip": 2, "rest": 18}

    monthly.object_to(line, category="unexcused_absence", since_half=since, until_half=until, reason="没见人",
                      by=cast.actor("village_secretary"))  # fmt: skip

    assert june(cast.member.pk).has_undecided
    assert [row.side for row in DayStatement.objects.questions()] == [Side.VILLAGE]


def test_a_member_who_disagrees_with_the_township_is_heard_before_the_lock(cast: Cast) -> None:
    since, until = whole_days(date(2022, 6, 16), date(2022, 6, 16))
    told = {"category": "unexcused_absence", "since_half": since, "until_half": until}
    days.state_otherwise(cast.member, **told, reason="抽查没见人", by=cast.actor("clerk"))
    line = line_of(cast, cast.member.pk)

    trip = {"category": "official_trip", "since_half": since, "until_half": until, "reason": "县里送材料"}
    monthly.object_to(line, **trip, by=cast.actor("member"))

    asked = DayStatement.objects.questions().get()
    assert (asked.side, june(cast.member.pk).totals["unexcused_absence"]) == (Side.MEMBER, 2)
    days.settle(asked, category="official_trip", reason="单位有派车单", by=cast.actor("secretary"))
    assert june(cast.member.pk).totals["official_trip"] == 2
    assert not DayStatement.objects.questions().exists()


def test_the_office_takes_back_a_member_s_own_word_with_a_line_of_why(cast: Cast) -> None:
    """R-ATT-07: the township's with reason, a neighbour not at all; one's own needs none, nor does the house's."""
    since, until = whole_days(date(2022, 7, 12), date(2022, 7, 14))
    trip = days.enter(
        cast.member, category="official_trip", since_half=since, until_half=until, by=cast.actor("member")
    )
    for other in ("neighbour", "neighbour_county", "first_secretary"):
        with pytest.raises((NotPermitted, OutOfReach)):
            days.withdraw(trip, reason="不去了", by=cast.actor(other))
    for attempt in (days.withdraw, partial(days.shorten, until_half=since + 2)):
        with pytest.raises(Refused, match="写一句为什么撤回"):
            attempt(trip, by=cast.actor("clerk"))

    short = days.shorten(trip, until_half=since + 2, reason="会只开一天", by=cast.actor("clerk"))
    assert short.taken_back == "周小禾 7月11日提前结束：会只开一天"
    gone = days.withdraw(short, reason="会改期了", by=cast.actor("clerk"))

    assert gone.taken_back == "周小禾 7月11日撤回：会改期了"
    own = days.enter(cast.member, category="rota_rest", since_half=since, until_half=until, by=cast.actor("member"))
    days.withdraw(own, by=cast.actor("member"))
    assert list(DayStatement.objects.told_to_the_member(TODAY)) == [gone]
    assert not DayStatement.objects.told_to_the_member(TODAY + timedelta(days=7)).exists()


def test_what_is_said_after_the_one_press_needs_the_press_again(cast: Cast) -> None:
    me = cast.actor("member")
    line = monthly.state_true(line_of(cast, cast.member.pk), by=me)
    line = monthly.confirm(line, by=cast.actor("village_secretary"))

    days.enter(cast.member, category="rota_rest", since_half=half_of(date(2022, 6, 20)),
               until_half=beyond(date(2022, 6, 20)), by=me)  # fmt: skip

    line.refresh_from_db()
    assert (line.state, line.stated_on, line.confirmed_by, line.confirmed_persons) == (State.OPEN, None, "", [])


def test_nobody_says_it_for_another_under_their_name(cast: Cast) -> None:
    """R-ATT-04, R-ATT-07: the office enters with a reason under its own name, a team mate not at all."""
    line = line_of(cast, cast.member.pk)
    told = {"category": "official_trip", "since_half": half_of(JUNE), "until_half": beyond(JUNE)}

    for mate in ("first_secretary", "neighbour", "neighbour_county"):
        with pytest.raises((NotPermitted, OutOfReach)):
            days.enter(cast.member, **told, by=cast.actor(mate))
        with pytest.raises((NotPermitted, OutOfReach)):
            monthly.state_true(line, by=cast.actor(mate))
    with pytest.raises(Refused, match="为什么代记"):
        days.enter(cast.member, **told, by=cast.actor("clerk"))
    with pytest.raises(Refused, match="为什么代为确认"):
        monthly.state_true(line, by=cast.actor("clerk"))
    entered = days.enter(cast.member, **told, entered_for_reason="村里没有信号", by=cast.actor("clerk"))
    stated = monthly.state_true(line, entered_for_reason="本人已在纸上签字", by=cast.actor("clerk"))

    assert (entered.entered_by, stated.stated_by, stated.stated_for_reason) == ("周小禾", "周小禾", "本人已在纸上签字")


@pytest.mark.parametrize(
    ("category", "since", "until", "sentence"),
    [
        ("official_trip", beyond(date(2022, 7, 12)), half_of(date(2022, 7, 12)), "结束要在开始之后"),
        ("in_village", half_of(date(2022, 7, 12)), beyond(date(2022, 7, 12)), "还没到"),
        ("official_trip", half_of(date(2022, 9, 15)), beyond(date(2022, 9, 15)), "最多提前 60 天"),
        ("official_trip", half_of(date(2021, 5, 31)), beyond(date(2021, 6, 1)), "才报到"),
        ("rest_duty", half_of(date(2022, 7, 11)), beyond(date(2022, 7, 11)), "都是工作日"),
        ("leave", half_of(date(2022, 7, 11)), beyond(date(2022, 7, 11)), "请假要先报批"),
        ("unexcused_absence", half_of(date(2022, 7, 8)), beyond(date(2022, 7, 8)), "本人不用记"),
        ("undecided", half_of(date(2022, 7, 8)), beyond(date(2022, 7, 8)), "由系统得出"),
        ("holiday_on_the_moon", half_of(date(2022, 7, 8)), beyond(date(2022, 7, 8)), "没有"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    cast: Cast, category: str, since: int, until: int, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        days.enter(cast.member, category=category, since_half=since, until_half=until, by=cast.actor("member"))

    assert not DayStatement.objects.exists()


def test_a_half_day_has_no_two_entries_of_one_side(cast: Cast) -> None:
    me, day, noon = cast.actor("member"), date(2022, 7, 8), half_of(date(2022, 7, 8), AFTERNOON)
    days.enter(cast.member, category="official_trip", since_half=half_of(day), until_half=noon, by=me)

    with pytest.raises(Refused, match="7月8日上午已经记过了"):
        days.enter(cast.member, category="rota_rest", since_half=half_of(day), until_half=beyond(day), by=me)
    days.enter(cast.member, category="rota_rest", since_half=noon, until_half=beyond(day), by=me)

    assert DayMark.objects.count() == 2


def test_coming_back_early_and_taking_back_leave_the_default(cast: Cast) -> None:
    me = cast.actor("member")
    trip = days.enter(cast.member, category="official_trip", since_half=half_of(date(2022, 6, 13)),
                      until_half=beyond(date(2022, 6, 15)), place="县里", by=me)  # fmt: skip

    trip = days.shorten(trip, until_half=half_of(date(2022, 6, 15)), by=me)
    assert june(cast.member.pk).totals == {"in_village": 38, "official_trip": 4, "rest": 18}
    days.withdraw(trip, by=me)

    assert june(cast.member.pk).totals == {"in_village": 42, "rest": 18}
    assert not DayMark.objects.exists()


def test_leave_is_written_by_its_approval_and_by_nobody_else(cast: Cast) -> None:
    since, until = whole_days(date(2022, 6, 16), date(2022, 6, 20))
    told = {"category": "leave", "since_half": since, "until_half": until, "source": "leave", "source_key": 7}

    with pytest.raises(Refused, match="先报批"):
        days.enter(cast.member, **told, by=cast.actor("member"))
    leave = days.enter(cast.member, **told, by=operator())
    with pytest.raises(Refused, match="先报批"):
        days.withdraw(leave, by=cast.actor("member"))

    assert june(cast.member.pk).totals == {"in_village": 36, "leave": 10, "rest": 14}
    assert june(cast.member.pk).counted_halfdays == 36


def test_nobody_confirms_verifies_or_settles_their_own(cast: Cast) -> None:
    """Also through a second role: the first secretary deputised as the township's organiser (R-SEC-14)."""
    accounts.deputise(cast.accounts["first_secretary"], kind="presiding", role="township_organiser", since=TODAY,
                      place_code=DONGLING, basis="青组函〔2022〕9号", by=operator())  # fmt: skip
    me = cast.actor("first_secretary")
    line = monthly.state_true(line_of(cast, cast.first_secretary.pk), by=me)
    since, until = whole_days(date(2022, 6, 16), date(2022, 6, 16))

    with pytest.raises(Refused, match="要由别人核对"):
        monthly.confirm_on_paper(line, by=me)
    line = monthly.confirm(line, by=cast.actor("village_secretary"))
    with pytest.raises(Refused, match="要由别人核定"):
        monthly.verify(line, by=me)
    with pytest.raises(Refused, match="不能由自己来认定"):
        days.state_otherwise(cast.first_secretary, category="official_trip", since_half=since, until_half=until,
                             reason="自己说", by=me)  # fmt: skip


def test_days_end_with_the_posting(cast: Cast) -> None:
    me = cast.actor("member")
    days.enter(cast.member, category="rota_rest", since_half=half_of(date(2022, 7, 18)),
               until_half=beyond(date(2022, 7, 22)), by=me)  # fmt: skip
    days.enter(cast.member, category="meeting_or_training", since_half=half_of(date(2022, 7, 25)),
               until_half=beyond(date(2022, 7, 26)), by=me)  # fmt: skip

    roster.end(cast.member, last_day=date(2022, 7, 19), kind="rotation", by=operator())

    assert DayMark.objects.count() == 4
    month = reading.month_of([cast.member.pk], date(2022, 7, 1), terms_for(operator(), COUNTY, TODAY))[cast.member.pk]
    assert month.totals == {"in_village": 22, "rest": 12, "rota_rest": 4}
    cast.member.refresh_from_db()
    with pytest.raises(Refused, match="派驻到 2022-07-19 为止"):
        days.enter(cast.member, category="rota_rest", since_half=half_of(date(2022, 7, 20)),
                   until_half=beyond(date(2022, 7, 20)), by=me)  # fmt: skip


def test_the_clock_opens_each_month_once_and_makes_up_what_was_missed(cast: Cast) -> None:
    """On the last working day of July, a Friday; April's lines, were they missed, are made then too."""
    by = on(operator(), date(2022, 7, 28))

    assert open_months(by)["opened"] == ["2022-04", "2022-05", "2022-06"]
    assert open_months(by)["opened"] == []
    assert open_months(on(by, date(2022, 7, 29)))["opened"] == ["2022-07"]

    assert MonthLine.objects.filter(month="2022-07").count() == 3


def test_what_is_told_late_says_where_counts_and_is_asked_about_until_the_township_has_spoken(cast: Cast) -> None:
    """R-ATT-08: through every door."""
    since, until = whole_days(date(2022, 6, 14), date(2022, 6, 15))
    trip = {"category": "official_trip", "since_half": since, "until_half": until}
    with pytest.raises(Refused, match="隔了 27 天才记的，写一句去哪里"):
        days.enter(cast.member, **trip, by=cast.actor("member"))
    days.enter(cast.member, **trip, place="县里", by=cast.actor("member"))

    asked = june(cast.member.pk)
    assert (asked.counted_halfdays, asked.asked_to(TODAY)) == (42, 4)
    one = {**trip, "until_half": since + 2}
    days.state_otherwise(cast.member, **one, reason="签到册上有", by=cast.actor("clerk"))
    assert june(cast.member.pk).asked_in_words(TODAY) == "其中 1 天记得晚或记得长，等乡镇问"


def test_a_day_reads_like_its_month(cast: Cast) -> None:
    since, until = half_of(date(2022, 6, 14), AFTERNOON), beyond(date(2022, 6, 15))
    trip = {"category": "official_trip", "since_half": since, "until_half": until, "place": "县里"}
    days.enter(cast.member, **trip, by=cast.actor("member"))
    terms = terms_for(operator(), COUNTY, JUNE)

    assert [
        reading.today([cast.member.pk], date(2022, 6, day), terms)[cast.member.pk].letters for day in (13, 14, 15, 18)
    ] == ["村", "村公", "公", "·"]


def test_the_sides_see_what_is_theirs(cast: Cast) -> None:
    """Marks for team, village, unit, township and county; reasons for whoever keeps the ledger, and one's own."""
    line_of(cast, cast.member.pk)
    days.enter(cast.first_secretary, category="official_trip", since_half=half_of(JUNE), until_half=beyond(JUNE),
               reason="送材料", by=cast.actor("first_secretary"))  # fmt: skip
    mark = DayMark.objects.first()

    sees_mark = [who for who in cast.accounts if DayMark.objects.visible_to(cast.actor(who)).filter(pk=mark.pk)]
    sees_reason = [who for who in cast.accounts if DayStatement.objects.visible_to(cast.actor(who)).exists()]

    assert sees_mark == [
        *("officer", "office_leader", "county_leader", "organisation", "secretary", "clerk"),
        *("liaison", "village_secretary", "first_secretary", "member"),
    ]
    assert sees_reason == [
        *("officer", "office_leader", "county_leader", "organisation", "secretary", "clerk", "first_secretary")
    ]
