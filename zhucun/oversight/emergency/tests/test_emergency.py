"""应急值守: founded on a document, approved by another, over by itself; a report a day is nobody's duty (R-ATT-16)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests import make
from tests.cast import COUNTY, DONGLING, SHIPING, TODAY, XIHE, XIHE_VILLAGE, Cast, operator
from tests.cast import NOW as MORNING
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.roster import acts as roster
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency import moving
from zhucun.oversight.emergency.deadlines import label_of
from zhucun.oversight.emergency.models import EmergencyCount, EmergencyDuty, SafeReport
from zhucun.oversight.emergency.reading import not_reported, pauses, running, sums
from zhucun.oversight.emergency.rules import How, Level, MoveState, State
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises.models import TaskPromise

FLOOD: dict[str, Any] = {
    "title": "防汛值守",
    "document_number": "青防指〔2022〕6号",
    "level": Level.FOURTH,
    "since": TODAY,
    "days": 3,
}
A_DAY = timedelta(days=1)
MOST_QUERIES = 19


def proposed(cast: Cast, **changed: Any) -> EmergencyDuty:
    where = changed.pop("where", cast.dongling)
    return emergency.propose(where, **{**FLOOD, **changed}, by=cast.actor("officer"))


def opened(cast: Cast, **changed: Any) -> EmergencyDuty:
    return emergency.approve(proposed(cast, **changed), by=cast.actor("office_leader"))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"document_number": " "}, "没有文号不能开"),
        ({"level": "9"}, "选应急响应的级别"),
        ({"days": 8}, "一次最长 7 天"),
        ({"days": 0}, "一次最长 7 天"),
        ({"since": TODAY - A_DAY}, "不能早于今天"),
        ({"title": ""}, "写上是什么值守"),
    ],
)
def test_without_its_foundation_it_is_not_opened(cast: Cast, changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        proposed(cast, **changed)


def test_a_leader_approves_who_did_not_propose_it(cast: Cast) -> None:
    own = emergency.propose(cast.dongling, **FLOOD, by=cast.actor("office_leader"))

    assert [line.sentence for line in lines_for(cast.actor("county_leader")) if "值守" in line.sentence] == [
        "防汛值守等批准"
    ]
    with pytest.raises(Refused, match="另一位领导"):
        emergency.approve(own, by=cast.actor("office_leader"))
    with pytest.raises(NotPermitted):
        emergency.approve(own, by=cast.actor("officer"))
    assert emergency.approve(own, by=cast.actor("county_leader")).state == State.APPROVED


def test_it_begins_and_ends_by_its_days_and_pauses_what_the_county_says(cast: Cast) -> None:
    duty = opened(cast)

    assert [running(SHIPING, TODAY + n * A_DAY) for n in (-1, 0, 2, 3)] == [None, duty, duty, None]
    assert running(XIHE_VILLAGE, TODAY) is None
    assert (pauses(SHIPING, TODAY, "inspection"), pauses(XIHE_VILLAGE, TODAY, "test")) == (True, False)
    assert pauses(COUNTY, TODAY, "inspection") is False  # one township's flood does not stop the county


def test_it_is_renewed_by_a_new_approval_and_ended_early_by_a_leader(cast: Cast) -> None:
    duty = opened(cast)

    again = emergency.renew(duty, days=7, basis="水位未退", by=cast.actor("officer"))

    assert (again.since, again.until, again.state) == (duty.until, duty.until + 7 * A_DAY, State.PROPOSED)
    assert running(SHIPING, again.since) is None
    with pytest.raises(Refused, match="已经续报过了"):
        emergency.renew(duty, days=1, by=cast.actor("officer"))
    ended = emergency.end(duty, reason="响应解除", by=cast.actor("county_leader"))
    assert (ended.state, ended.until) == (State.ENDED, TODAY + A_DAY)
    assert running(SHIPING, TODAY) == ended  # its last day


def test_one_report_a_day_by_oneself_the_leader_or_whom_one_telephoned(cast: Cast) -> None:
    opened(cast, where=cast.county)

    own = emergency.report(cast.member, by=cast.actor("member"))
    led = emergency.report(cast.first_secretary, by=cast.actor("first_secretary"))
    called = emergency.report(cast.neighbour_member, need="要两艘冲锋舟", by=cast.actor("neighbour"))

    assert [own.how, led.how, called.how] == [How.SELF, How.SELF, How.TELEPHONE]
    with pytest.raises(Refused, match="已经报过平安了"):
        emergency.report(cast.member, by=cast.actor("first_secretary"))
    emergency.take_back_report(own, by=cast.actor("member"))
    assert emergency.report(cast.member, by=cast.actor("first_secretary")).how == How.LEADER


def test_nobody_reports_for_another_team_nor_a_day_to_come(cast: Cast) -> None:
    opened(cast, where=cast.county)

    with pytest.raises(OutOfReach):
        emergency.report(cast.neighbour_member, by=cast.actor("first_secretary"))
    with pytest.raises(OutOfReach):
        emergency.report(cast.first_secretary, by=cast.actor("member"))
    with pytest.raises(Refused, match="还没到的日子"):
        emergency.report(cast.member, day=TODAY + A_DAY, by=cast.actor("member"))
    with pytest.raises(Refused, match="没有应急值守"):
        emergency.report(cast.member, day=TODAY - A_DAY, by=cast.actor("member"))


def test_sums_by_township_and_whom_to_telephone(cast: Cast) -> None:
    duty, clerk = opened(cast, where=cast.county), cast.actor("clerk")
    emergency.report(cast.member, by=cast.actor("member"))
    emergency.count(duty, place_code=DONGLING, day=TODAY, households=2, persons=7, by=clerk)
    emergency.count(duty, place_code=DONGLING, day=TODAY, households=3, persons=9, by=clerk)  # the later holds

    rows = {row.place.code: row for row in sums(duty, TODAY, cast.actor("officer"))}

    assert {code: (r.there, r.reported, r.households, r.persons_so_far) for code, r in rows.items()} == {
        DONGLING: (2, 1, 3, 9),
        XIHE: (1, 0, 0, 0),
    }
    assert [row.place.code for row in sums(duty, TODAY, clerk)] == [DONGLING]
    assert not_reported(duty, TODAY, clerk) == [cast.first_secretary]
    with pytest.raises(Refused, match="不归你报"):
        emergency.count(duty, place_code=XIHE, day=TODAY, households=1, persons=1, by=clerk)


def test_the_database_holds_one_report_a_day_and_a_decision_with_its_name(cast: Cast) -> None:
    duty = opened(cast)
    report = {"posting": cast.member, "place_code": SHIPING, "day": TODAY, "how": "self", "reported_at": MORNING}
    SafeReport.objects.create(**report)

    for wrong in (
        lambda: SafeReport.objects.create(**report),
        lambda: EmergencyDuty.objects.filter(pk=duty.pk).update(decided_by=""),
        lambda: EmergencyDuty.objects.filter(pk=duty.pk).update(until=duty.since),
        lambda: EmergencyCount.objects.create(duty=duty, place_code=DONGLING, day=TODAY, households=2, persons=1),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            wrong()


def test_the_clerk_ticks_whom_they_telephoned_and_the_neighbour_sees_nothing(
    cast: Cast, log_in: Any, django_assert_max_num_queries: Any
) -> None:
    duty = opened(cast)
    url, clerk = f"/emergency/{duty.pk}/", log_in("clerk")

    with django_assert_max_num_queries(MOST_QUERIES):
        shown = clerk.get(url).content.decode()

    assert "黎明远" in shown
    told = {"sent": "6f2c0d8a-1111-4444-8888-000000000001", "day": TODAY.isoformat()}
    for _ in range(2):  # a second press reports nobody twice
        clerk.post(f"{url}called/", {**told, "postings": [cast.member.pk, cast.neighbour_member.pk]})
    assert [(one.posting, one.how) for one in SafeReport.objects.all()] == [(cast.member, How.TELEPHONE)]
    assert [log_in(who).get(url).status_code for who in ("neighbour", "neighbour_county", "member")] == [404, 404, 200]


def test_what_falls_due_meanwhile_is_moved_once_a_leader_approves(cast: Cast, log_in: Any) -> None:
    due = {"text": "三组装路灯 20 盏", "accepted_by": "township"}
    soon, later = (
        {**due, "due_on": TODAY + A_DAY},
        {**due, "text": "修通石坪组的路 800 米", "due_on": TODAY + 9 * A_DAY},
    )
    told = promises.write(cast.team, year=2022, promises=[soon, later], by=cast.actor("first_secretary"))
    promises.agree(promises.hand_in(told, by=cast.actor("first_secretary")), by=cast.actor("secretary"))
    duty, asked = opened(cast), {"kind": "promise", "days": 5, "reason": "人都在堤上"}
    move = moving.propose(duty, **asked, by=cast.actor("office_leader"))

    with pytest.raises(Refused, match="一次值守只顺延一次"):
        moving.propose(duty, **asked, by=cast.actor("officer"))
    with pytest.raises(Refused, match="另一位领导"):
        moving.approve(move, by=cast.actor("office_leader"))
    assert "等领导批准" in log_in("officer").get(f"/emergency/{duty.pk}/").content.decode()
    log_in("county_leader").post(f"/emergency/moves/{move.pk}/approve/")

    move.refresh_from_db()
    assert (move.state, move.moved) == (MoveState.APPROVED, 1)
    days = TaskPromise.objects.order_by("position").values_list("due_on", flat=True)
    assert list(days) == [TODAY + 6 * A_DAY, TODAY + 9 * A_DAY]
    assert "人都在堤上" in TaskPromise.objects.earliest("position").closing_note


def test_approved_late_it_lasts_as_long(cast: Cast) -> None:
    duty = proposed(cast)
    EmergencyDuty.objects.filter(pk=duty.pk).update(since=date(2022, 7, 9), until=date(2022, 7, 12))

    late = emergency.approve(EmergencyDuty.objects.get(pk=duty.pk), by=cast.actor("county_leader"))

    assert (late.since, late.until) == (TODAY, TODAY + 3 * A_DAY)
    assert timezone.localtime(late.decided_at).date() == TODAY


def test_a_duty_is_opened_for_any_place_one_reaches(cast: Cast, log_in: Any) -> None:
    told = {**FLOOD, "since": TODAY.isoformat(), "place": DONGLING}

    answer = log_in("officer").post("/emergency/new/", told)

    duty = EmergencyDuty.objects.get()
    assert (answer.url, duty.place_code) == (f"/emergency/{duty.pk}/", DONGLING)


def test_its_history_says_people_by_name_and_never_by_number(cast: Cast, log_in: Any) -> None:
    duty = opened(cast)
    moving.propose(duty, kind="promise", days=5, reason="人都在堤上", by=cast.actor("officer"))

    page = log_in("officer").get(f"/emergency/{duty.pk}/").content.decode()

    history = page[page.index("改动记录") :]
    assert "谁提的 <ins>李静文</ins>" in history
    assert f"哪种期限 <ins>{label_of('promise')}</ins>" in history
    assert "提出人" not in history


def test_whoever_is_being_handed_a_seat_is_said_beside_the_larger_number(cast: Cast, log_in: Any) -> None:
    duty, client = opened(cast), log_in("officer")
    leaving = roster.end(cast.member, last_day=TODAY, kind="rotation", by=operator())
    make.posting(cast.team, make.cadre("石接手", unit=cast.archive), since=TODAY, kind="succession", succeeds=leaving)

    assert "3 人（含正在接手 1 人）" in client.get(f"/emergency/{duty.pk}/").content.decode()
    assert "4 人（含正在接手 1 人）" in client.get("/days/").content.decode()
