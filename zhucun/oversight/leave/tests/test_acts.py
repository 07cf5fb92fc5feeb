"""A leave from the request to the return, and what is refused on the way."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from tests import make
from tests.cast import COUNTY, TODAY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.org.accounts import acts as accounts
from zhucun.org.accounts import appointing
from zhucun.org.accounts.models import Account
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.models import DayStatement
from zhucun.oversight.attendance.reading import Day
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.leave import acts as leaves
from zhucun.oversight.leave import preview, returning
from zhucun.oversight.leave.jobs import ask_about_the_overdue, pass_up_what_waits_for_nobody
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.policy.leave import SHIPPED_KINDS, LeaveKind
from zhucun.policy.versions import acts as versions

pytestmark = pytest.mark.django_db


def span(first: date, last: date) -> dict[str, int]:
    since, until = halves.whole_days(first, last)
    return {"since_half": since, "until_half": until}


def days(first: int, last: int) -> dict[str, int]:
    """Of July 2022."""
    return span(date(2022, 7, first), date(2022, 7, last))


def asked(cast: Cast, posting: Posting | None = None, by: str = "member", **told: Any) -> LeaveRequest:
    whole = {"kind": "personal", "reason": "家人住院", "covered_by": cast.first_secretary, **days(14, 15), **told}
    return leaves.ask(posting or cast.member, by=cast.actor(by), **whole)


def on(day: date, actor: Actor) -> Actor:
    return replace(actor, now=timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 9)), memo={})


def test_two_days_are_the_township_s_and_come_back_by_one_press(cast: Cast) -> None:
    seen = preview.of(cast.member, "personal", **days(14, 15), day=TODAY, covered_by=cast.first_secretary.pk)
    assert (seen.length, seen.refusals) == ("2 天", [])
    assert [(step.who, step.verb) for step in seen.steps] == [("东岭镇党委书记", "审批")]
    assert seen.informed == ["县水利局", "县驻村办"]

    leave = asked(cast)
    assert [line.sentence for line in lines_for(cast.actor("secretary"))].count("有请假等你批") == 1
    assert "有请假等你批" not in [line.sentence for line in lines_for(cast.actor("neighbour"))]
    leave = leaves.approve(leave, by=cast.actor("secretary"))
    assert (leave.state, leave.granted_on, leave.return_due_on) == ("granted", TODAY, date(2022, 7, 18))

    back = on(date(2022, 7, 18), cast.actor("member"))
    assert "你的假到期了，回村了就销假" in [line.sentence for line in lines_for(back)]
    leave = returning.report_back(leave, by=back)
    assert (leave.state, leave.late_days) == ("returned", 0)


def test_a_day_is_the_leader_s_and_the_leader_s_own_goes_one_tier_up(cast: Cast) -> None:
    leave = asked(cast, **days(14, 14))
    assert [step.role for step in leave.steps.all()] == ["team_leader"]
    assert leaves.approve(leave, by=cast.actor("first_secretary")).state == "granted"

    own = leaves.ask(
        cast.first_secretary, kind="personal", reason="看病", covered_by=cast.member, **days(18, 18),
        by=cast.actor("first_secretary"),
    )  # fmt: skip
    assert [step.role for step in own.steps.all()] == ["township_secretary"]
    seen = preview.of(cast.first_secretary, "personal", **days(20, 20), day=TODAY)
    assert [step.why for step in seen.steps] == ["队长请假，高一档办"]


def test_ten_days_pass_the_unit_and_the_township_side_by_side(cast: Cast) -> None:
    """The unit without anybody in office is passed up to the office, which decides once (R-ORG-13)."""
    leave = asked(cast, **days(14, 23))
    assert [(step.rank, step.role) for step in leave.steps.all()] == [
        (0, "township_secretary"), (1, "county_office"), (2, "organisation_department"),
    ]  # fmt: skip

    with pytest.raises(Refused, match="不是等你批"):
        leaves.approve(leave, by=cast.actor("officer"))
    for who in ("secretary", "officer", "organisation"):
        leave = leaves.approve(leave, by=cast.actor(who))
    assert leave.state == "granted"


def test_a_unit_with_a_head_agrees_beside_the_township(cast: Cast) -> None:
    head = make.account("水利局长", "water_head", county=cast.county)
    accounts.appoint(head, role="unit_head", since=TODAY, place_code="", unit=cast.water, by=make.operator())
    cast.accounts["head"] = head

    leave = asked(cast, **days(14, 23))
    assert [step.rank for step in leave.steps.all()] == [0, 0, 1, 2]
    assert "有请假等你批" in [line.sentence for line in lines_for(cast.actor("head"))]
    leave = leaves.approve(leave, by=cast.actor("secretary"))
    assert leave.open_rank == 0
    assert leaves.approve(leave, by=cast.actor("head")).open_rank == 1


def test_what_waits_for_an_office_that_fell_vacant_goes_up_by_night(cast: Cast) -> None:
    """R-ORG-13."""
    leave = asked(cast)
    assert pass_up_what_waits_for_nobody(operator()) == {"passed_up": 0}
    appointing.end(cast.accounts["secretary"].appointments.get(), last_day=TODAY - timedelta(days=1), by=operator())

    assert pass_up_what_waits_for_nobody(operator()) == {"passed_up": 1}
    assert [(step.role, step.instead_of) for step in leave.steps.all()] == [("county_office", "township_secretary")]
    leave.refresh_from_db()
    assert leaves.approve(leave, by=cast.actor("officer")).state == "granted"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (days(15, 14), "结束不能早于开始"),
        (days(4, 5), "已经过了的日子"),
        ({"kind": "moon"}, "选一种假"),
        ({"since_half": 10**12, "until_half": 10**12 + 2}, "核对一下年份"),
        (span(date(2022, 7, 14), date(2024, 7, 14)), "一年以上"),
        ({"kind": "paternity"}, "换一种假"),
        ({"reason": " "}, "为什么请假"),
        ({"covered_by": None}, "选一个队友"),
        (span(date(2022, 7, 16), date(2022, 7, 17)) | {"kind": "annual"}, "都是休息日"),
        ({"phoned_on": TODAY}, "电话里是谁同意的"),
    ],
)
def test_what_makes_no_sense_is_refused_in_a_sentence(cast: Cast, told: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        asked(cast, **told)
    assert not LeaveRequest.objects.exists()


def test_nobody_decides_on_themself_nor_through_a_second_office_or_deputy(cast: Cast) -> None:
    """R-SEC-14."""
    own = cast.actor("member")
    account = Account.objects.get(pk=cast.accounts["member"].pk)
    accounts.appoint(account, role="township_secretary", since=TODAY, place_code=cast.dongling.code, by=make.operator())
    leave = asked(cast)
    with pytest.raises(Refused, match="不能批自己的假"):
        leaves.approve(leave, by=cast.actor("member"))
    stands_in = replace(cast.actor("secretary"), persons=cast.actor("secretary").persons | {own.person_id})
    with pytest.raises(Refused, match="代行"):
        leaves.approve(leave, by=stands_in)
    with pytest.raises(OutOfReach):
        leaves.approve(leave, by=cast.actor("neighbour"))


def test_a_deputy_decides_under_both_names(cast: Cast) -> None:
    """R-ORG-13: the clerk stands in for the secretary; the secretary's own leave would not be theirs to decide."""
    leave = asked(cast)
    with pytest.raises(Refused):
        leaves.approve(leave, by=cast.actor("clerk"))
    told = {"kind": "leave_cover", "role": "township_secretary", "since": TODAY, "place_code": cast.dongling.code}
    until = TODAY + timedelta(days=9)
    accounts.deputise(cast.accounts["clerk"], **told, held_by=cast.accounts["secretary"], last_day=until, by=operator())

    leave = leaves.approve(leave, by=cast.actor("clerk"))
    assert leave.steps.get().decided_by == "周小禾"


def test_nobody_left_in_the_village_is_refused_unless_the_county_says_why(cast: Cast) -> None:
    """R-LEA-08."""
    leaves.approve(asked(cast), by=cast.actor("secretary"))
    other = {"kind": "personal", "reason": "看病", "covered_by": cast.member, **days(15, 18)}

    with pytest.raises(Refused, match="不在村|没有人在村"):
        leaves.ask(cast.first_secretary, **other, by=cast.actor("first_secretary"))
    told = {"entered_for_reason": "急病", "override": "急病住院，村里由支书顶着"}
    with pytest.raises(Refused, match="没有人在村"):
        leaves.ask(cast.first_secretary, **other, **told, by=cast.actor("clerk"))
    leave = leaves.ask(cast.first_secretary, **other, **told, by=cast.actor("officer"))
    assert leave.override_reason.startswith("急病")
    leaves.withdraw(leave, by=cast.actor("officer"))
    same_days = {**other, **days(14, 15), "covered_by": None}
    assert leaves.ask(cast.first_secretary, **same_days, **told, by=cast.actor("officer")).covered_by is None


def test_a_period_without_leave_and_what_is_left_of_the_year(cast: Cast) -> None:
    values = {
        "leave.no_leave_periods": [{"label": "汛期", "since": "07-01", "until": "07-15", "basis": ""}],
        "leave.kinds": [
            *(kind.as_json() for kind in SHIPPED_KINDS),
            LeaveKind("own1", "陪护", "calendar", 6).as_json(),
        ],
    }  # fmt: skip
    version = versions.propose(cast.county, title="办法", since=TODAY, values=values, by=cast.actor("officer"))
    versions.approve(version, by=cast.actor("county_leader"))

    with pytest.raises(Refused, match="汛期"):
        asked(cast)
    asked(cast, kind="own1", **days(18, 19))
    with pytest.raises(Refused, match="今年还剩 1 天"):
        asked(cast, kind="own1", **days(25, 26))


def test_one_half_day_is_never_asked_for_twice(cast: Cast) -> None:
    asked(cast, **days(14, 14))

    with pytest.raises(Refused, match="重了"):
        asked(cast, **days(14, 15))


def test_by_telephone_first_written_within_two_days_or_by_the_clerk(cast: Cast) -> None:
    """R-LEA-07."""
    told = {"phoned_on": date(2022, 7, 8), "phone_agreed_by": "蒋大为", **days(9, 12)}
    with pytest.raises(Refused, match="乡镇考勤员"):
        asked(cast, **told)
    leave = asked(cast, by="clerk", **told, entered_for_reason="电话请的，人还在医院")
    assert (leave.asked_by, leave.phoned_on) == ("周小禾", date(2022, 7, 8))
    assert leaves.approve(leave, by=cast.actor("secretary")).state in ("asked", "granted")


def test_it_is_extended_before_it_ends_and_both_together_decide_how_far_it_goes(cast: Cast) -> None:
    leave = leaves.approve(asked(cast, **days(11, 12)), by=cast.actor("secretary"))

    more = leaves.extend(leave, until_half=halves.beyond(date(2022, 7, 15)), reason="还没出院", by=cast.actor("member"))
    assert [step.role for step in more.steps.all()] == ["township_secretary", "county_office"]
    leaves.approve(leaves.approve(more, by=cast.actor("secretary")), by=cast.actor("officer"))
    leave.refresh_from_db()
    assert leave.state == "extended"
    with pytest.raises(Refused):
        leaves.extend(leave, until_half=more.until_half + 2, reason="再续", by=cast.actor("member"))


def test_who_is_back_early_gets_days_back_and_who_is_late_is_asked_after(cast: Cast) -> None:
    """R-LEA-04."""
    early = leaves.approve(asked(cast, **days(11, 13)), by=cast.actor("secretary"))
    back = on(date(2022, 7, 13), cast.actor("member"))
    early = returning.report_back(early, back_half=halves.half_of(date(2022, 7, 13)), by=back)
    assert (early.length, early.late_days) == ("2 天", 0)
    early = returning.correct_return(early, by=back)
    assert (early.state, early.length) == ("granted", "3 天")
    returning.report_back(early, by=back)

    late = leaves.approve(asked(cast, **days(14, 15)), by=cast.actor("secretary"))
    after = date(2022, 7, 20)
    assert list(LeaveRequest.objects.overdue(after)) == [late]
    assert "假到期了还没有销" in [line.sentence for line in lines_for(on(after, cast.actor("clerk")))]
    with pytest.raises(Refused, match="晚了 2 天，写一句为什么"):
        returning.report_back(late, by=on(after, cast.actor("clerk")))
    late = returning.report_back(late, late_reason="塌方", by=on(after, cast.actor("clerk")))
    assert (late.late_days, list(LeaveRequest.objects.returned_late())) == (2, [late])


def test_leave_that_nobody_returned_from_is_no_day_on_post_but_a_question(cast: Cast) -> None:
    """R-LEA-04: asked each morning as one question, for the township; over with the return."""
    leave = leaves.approve(asked(cast, **days(14, 15)), by=cast.actor("secretary"))
    for day in (18, 19, 20, 20):
        ask_about_the_overdue(on(date(2022, 7, day), operator()))

    question = DayStatement.objects.questions().get()
    assert question.reason == "假到7月15日，还没有销假，这几天怎么记？"
    assert undecided(cast) == [18, 19, 20]
    returning.report_back(leave, late_reason="塌方", by=on(date(2022, 7, 20), cast.actor("clerk")))

    assert undecided(cast) == [18, 19]
    assert DayStatement.objects.questions().get().reason == "假到7月15日，7月20日上午回村，晚了 2 天，这几天怎么记？"


def test_whoever_is_told_of_a_leave_has_it_until_they_open_it(cast: Cast, log_in: Any) -> None:
    """R-LEA-03: an honest line, gone for the whole office once one of it has looked; never for a neighbour."""
    leave = asked(cast)
    assert "有请假知会你" not in waiting(cast, "officer")
    leave = leaves.approve(leave, by=cast.actor("secretary"))
    assert "有请假知会你" in waiting(cast, "officer")
    assert [
        who for who in ("member", "secretary", "neighbour", "neighbour_county") if "有请假知会你" in waiting(cast, who)
    ] == []

    listed = log_in("officer").get("/leave/?view=told").content.decode()
    assert "盘小妹" in listed
    log_in("neighbour").get(f"/leave/{leave.pk}/")
    log_in("officer").get(f"/leave/{leave.pk}/")

    assert "有请假知会你" not in waiting(cast, "officer")
    assert [(one.role, one.read_by) for one in leave.notices.order_by("role")] == [
        ("county_office", cast.actor("officer").name),
        ("sending_unit", ""),
    ]


def waiting(cast: Cast, who: str) -> list[str]:
    return [line.sentence for line in lines_for(cast.actor(who))]


def leave_days(cast: Cast) -> list[str]:
    """Of July, by the day ledger: what the sheet shows of the member."""
    terms = terms_for(cast.actor("officer"), COUNTY, TODAY)
    month = reading.month_of([cast.member.pk], TODAY, terms)[cast.member.pk]
    return [f"{day.day.day}{day.letters}" for day in month.days() if "假" in day.letters]


def test_the_day_ledger_has_what_was_granted_and_gets_back_what_was_not_used(cast: Cast) -> None:
    """R-ATT-03: nobody enters leave a second time."""
    leave = asked(cast, **days(14, 15))
    assert leave_days(cast) == []
    leave = leaves.approve(leave, by=cast.actor("secretary"))
    assert leave_days(cast) == ["14假", "15假"]
    leave = leaves.take_back(leave, by=cast.actor("secretary"))
    assert leave_days(cast) == []
    leave = leaves.approve(leave, by=cast.actor("secretary"))

    noon = halves.half_of(date(2022, 7, 15), halves.AFTERNOON)
    back = returning.report_back(leave, back_half=noon, by=on(date(2022, 7, 15), cast.actor("member")))
    assert (leave_days(cast)[0], leave_days(cast)[1][:3], back.length) == ("14假", "15假", "1.5 天")
    returning.correct_return(back, by=on(date(2022, 7, 15), cast.actor("member")))
    assert leave_days(cast) == ["14假", "15假"]


def test_days_between_due_and_return_are_a_question_to_the_township(cast: Cast) -> None:
    """Neither on post nor absent until it has said which; nobody is accused (R-LEA-04)."""
    leave = leaves.approve(asked(cast, **days(14, 15)), by=cast.actor("secretary"))
    after = date(2022, 7, 20)
    member, clerk = on(after, cast.actor("member")), on(after, cast.actor("clerk"))
    assert [day.letters for day in july(cast)[17:20]] == ["村", "村", "村"]

    late = returning.report_back(leave, back_half=halves.half_of(after), late_reason="塌方", by=member)

    question = DayStatement.objects.questions().get()
    assert question.reason == "假到7月15日，7月20日上午回村，晚了 2 天，这几天怎么记？"
    assert [day.letters for day in july(cast)[15:20]] == ["·", "·", "待", "待", "村"]
    assert [one.category for one in DayStatement.objects.visible_to(on(after, cast.actor("neighbour")))] == []
    with pytest.raises(Refused, match="等乡镇认定"):
        attendance.enter(cast.member, category="official_trip", **days(18, 18), by=member)

    returning.correct_return(late, by=member)
    assert not DayStatement.objects.questions().exists()
    returning.report_back(LeaveRequest.objects.get(), back_half=halves.half_of(after), late_reason="塌方", by=member)
    attendance.settle(DayStatement.objects.questions().get(), category="official_trip", reason="堵在路上", by=clerk)
    assert not DayStatement.objects.questions().exists()
    assert [day.letters for day in july(cast)[17:20]] == ["公", "公", "村"]


def test_what_the_township_said_of_the_days_already_is_not_asked_again(cast: Cast) -> None:
    leave = leaves.approve(asked(cast, **days(14, 15)), by=cast.actor("secretary"))
    after = date(2022, 7, 20)
    clerk = on(after, cast.actor("clerk"))
    told = {"category": "unexcused_absence", "reason": "打过电话，还没回", **days(18, 19)}
    attendance.state_otherwise(cast.member, **told, by=clerk)

    returning.report_back(leave, back_half=halves.half_of(after), late_reason="塌方", by=clerk)

    assert not DayStatement.objects.questions().exists()
    assert [day.letters for day in july(cast)[17:20]] == ["缺", "缺", "村"]


def undecided(cast: Cast) -> list[int]:
    return [day.day.day for day in july(cast) if "待" in day.letters]


def july(cast: Cast) -> list[Day]:
    terms = terms_for(operator(), COUNTY, TODAY)
    return list(reading.month_of([cast.member.pk], TODAY, terms)[cast.member.pk].days())


def test_what_was_agreed_to_is_taken_back_at_once_and_a_refusal_says_why(cast: Cast) -> None:
    leave = leaves.approve(asked(cast), by=cast.actor("secretary"))
    leave = leaves.take_back(leave, by=cast.actor("secretary"))
    assert (leave.state, leave.granted_on) == ("asked", None)
    with pytest.raises(Refused, match="为什么退回"):
        leaves.refuse(leave, opinion="", by=cast.actor("secretary"))
    assert leaves.refuse(leave, opinion="防汛走不开", by=cast.actor("secretary")).state == "refused"
    again = asked(cast)
    with pytest.raises(Refused, match="退回"):
        leaves.withdraw(again, by=cast.actor("secretary"))
    assert leaves.withdraw(again, by=cast.actor("member")).state == "withdrawn"
    today = leaves.approve(asked(cast, **days(11, 12)), by=cast.actor("secretary"))
    assert leaves.take_back(today, by=cast.actor("secretary")).state == "asked"


def test_an_end_of_the_posting_closes_what_is_open(cast: Cast) -> None:
    running = leaves.approve(asked(cast, **days(11, 15)), by=cast.actor("secretary"))
    running = leaves.approve(running, by=cast.actor("officer"))
    waiting = asked(cast, **days(18, 19))

    told = {"last_day": TODAY + timedelta(days=2), "kind": "adjustment", "basis": "青组发〔2022〕9号"}
    roster.end(cast.member, **told, by=cast.actor("officer"))

    running.refresh_from_db()
    waiting.refresh_from_db()
    assert (running.state, running.back_half) == ("returned", halves.half_of(date(2022, 7, 14)))
    assert waiting.state == "closed"
