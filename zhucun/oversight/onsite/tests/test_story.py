"""A visit is handed in whole, seen only then, spoken to, corrected or withdrawn; a finding goes its way (R-INS-01)."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import inspecting
from tests.cast import TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.oversight.attendance import acts as attendance
from zhucun.oversight.attendance.anomalies import noticed
from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.oversight.inspection.weighing import due_again, last_visits, open_doubts
from zhucun.oversight.onsite import acts as onsite
from zhucun.oversight.onsite import finding_acts as findings
from zhucun.oversight.onsite.models import Finding, SiteVisit
from zhucun.oversight.onsite.rules import FindingState, Seen, Source, VisitState

LOOKED = [{"item": "present", "answer": "not_met"}, {"item": "known", "answer": "meets", "asked": 5, "agreed": 4}]
COPIED = {"kind": "style", "text": "6 月走访本 9 页内容雷同"}
A_VISIT: dict[str, Any] = {
    "visited_on": TODAY,
    "answers": LOOKED,
    "signed": "周启航、史敏",
    "reason": "6 月说走访本要再看",
    "member_says": "7 月补了",
    "village_says": "来过两回",
}


def handed_in(cast: Cast, who: str = "officer", **told: Any) -> SiteVisit:
    return onsite.hand_in(cast.team, **{**A_VISIT, **told}, by=cast.actor(who))


def test_who_was_missing_stands_beside_what_their_days_said(cast: Cast) -> None:
    """Leave and trips are looked up, so that nobody on a trip is called absent."""
    trip = {"category": "official_trip", "since_half": TODAY.toordinal() * 2, "until_half": TODAY.toordinal() * 2 + 2}
    attendance.enter(cast.member, **trip, by=cast.actor("member"))
    absent = {"kind": "absent", "text": "7月11日不在村，无登记", "cadre": cast.first_secretary.cadre_id}

    both = [cast.first_secretary.pk, cast.member.pk]
    visit = handed_in(cast, absent=both, findings=[absent, COPIED])

    seen = {one.posting_id: (one.seen, one.ledger) for one in visit.presences.all()}
    assert seen == {cast.first_secretary.pk: (Seen.ABSENT, "在村"), cast.member.pk: (Seen.AWAY, "公务离村")}
    person, copied = visit.findings.order_by("pk")
    assert (person.deadline_class, person.unit, person.about) == ("now", cast.archive, "stationed")
    assert (copied.deadline_class, copied.unit, copied.kind_label, copied.found_by) == (
        "normal",
        None,
        "作风不实",
        "周启航、史敏",
    )
    assert visit.answers.count() == 8
    assert visit.comment_until == date(2022, 7, 14)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"answers": [{"item": "present", "answer": "unseen"}]}, "一样也没看"),
        ({"answers": [{"item": "weather", "answer": "meets"}]}, "没有“weather”"),
        ({"answers": [*LOOKED, LOOKED[0]]}, "答了两次"),
        ({"answers": [{"item": "known", "answer": "meets", "asked": 3, "agreed": 4}]}, "不能比问到的多"),
        ({"answers": [{"item": "present", "answer": "good"}]}, "符合、部分、不符或没看"),
        ({"findings": [{"kind": "rain", "text": "下了一天的雨"}]}, "哪类问题"),
        ({"findings": [{"kind": "style", "text": "不好"}]}, "一句话写清"),
        ({"visited_on": TODAY + timedelta(days=1)}, "不晚于今天"),
        ({"reason": ""}, "为什么去"),
        ({"signed": " "}, "签字人"),
        ({"village": "990126101202"}, "不驻这个村"),
        ({"absent": [99_999]}, "不在这支队"),
    ],
)
def test_a_record_that_does_not_fit_together_is_refused_in_words(
    cast: Cast, told: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        handed_in(cast, **told)
    assert not SiteVisit.objects.exists()


def test_somebody_missing_and_all_on_post_do_not_go_together(cast: Cast) -> None:
    with pytest.raises(Refused, match="不能是符合"):
        handed_in(cast, answers=[{"item": "present", "answer": "meets"}], absent=[cast.member.pk])


def test_a_record_is_handed_in_once_a_day_and_not_by_the_inspected(cast: Cast) -> None:
    handed_in(cast)
    with pytest.raises(Refused, match="已经交回了"):
        handed_in(cast, who="office_leader")
    for who in ("secretary", "first_secretary", "liaison", "county_leader"):
        with pytest.raises(NotPermitted):
            handed_in(cast, who=who, visited_on=TODAY - timedelta(days=1))
    with pytest.raises(OutOfReach):
        handed_in(cast, who="neighbour_county", visited_on=TODAY - timedelta(days=1))


def test_it_is_corrected_until_somebody_has_spoken_to_it(cast: Cast) -> None:
    visit = handed_in(cast, findings=[COPIED])
    told = {"answers": LOOKED, "signed": "周启航"}
    onsite.correct(visit, **told, findings=[{**COPIED, "text": "6 月走访本 8 页内容雷同"}], by=cast.actor("officer"))
    assert [one.text for one in Finding.objects.all()] == ["6 月走访本 8 页内容雷同"]

    visit.refresh_from_db()
    onsite.comment(visit, text="有 3 页是同一户，隔月去的", by=cast.actor("first_secretary"))

    with pytest.raises(Refused, match="不能再改"):
        onsite.correct(visit, **told, by=cast.actor("officer"))
    with pytest.raises(OutOfReach):
        onsite.comment(visit, text="西河镇没有意见", by=cast.actor("neighbour"))


def test_comments_end_after_the_days_the_county_gives(cast: Cast) -> None:
    visit = handed_in(cast)
    SiteVisit.objects.update(comment_until=TODAY - timedelta(days=1))
    visit.refresh_from_db()

    with pytest.raises(Refused, match="已经过了"):
        onsite.comment(visit, text="走访本是按户写的", by=cast.actor("secretary"))


def test_withdrawn_it_no_longer_counts_unless_something_is_being_put_right(cast: Cast) -> None:
    visit, officer = handed_in(cast, findings=[COPIED]), cast.actor("officer")
    finding = findings.put_in_letter(Finding.objects.get(), by=officer)
    with pytest.raises(Refused, match="先撤下"):
        onsite.withdraw(visit, reason="去的是另一个村", by=officer)
    findings.take_out(finding, by=officer)

    onsite.withdraw(visit, reason="去的是另一个村", by=officer)

    assert (SiteVisit.objects.get().state, Finding.objects.get().state) == (VisitState.WITHDRAWN, FindingState.DROPPED)
    handed_in(cast)


def test_a_township_enters_what_it_found_and_only_the_office_what_people_wrote_in(cast: Cast) -> None:
    told = {"kind": "support", "text": "工作队住处漏雨没修", "found_on": TODAY}
    seen = findings.enter(cast.team, **told, by=cast.actor("secretary"))
    with pytest.raises(Refused, match="由县驻村办记"):
        findings.enter(cast.team, **told, source=Source.PETITION, by=cast.actor("secretary"))
    letter = findings.enter(cast.team, **told, source=Source.PETITION, by=cast.actor("officer"))

    assert (seen.about, seen.unit) == ("paired", cast.archive)
    assert list(Finding.objects.visible_to(cast.actor("liaison"))) == [seen]
    put = findings.put_in_letter(letter, by=cast.actor("officer"))
    assert put in Finding.objects.visible_to(cast.actor("liaison"))


def test_a_finding_is_settled_or_dropped_with_a_reason_and_taken_up_again(cast: Cast) -> None:
    handed_in(cast, findings=[COPIED])
    officer, finding = cast.actor("officer"), Finding.objects.get()
    with pytest.raises(Refused, match="写一句为什么"):
        findings.drop(finding, reason="小事", by=officer)
    settled = findings.settle(finding, reason="当场补全，史敏看过", by=officer)
    with pytest.raises(Refused, match="这一步不能办了"):
        findings.put_in_letter(settled, by=officer)

    again = findings.reopen(settled, by=officer)

    assert (again.state, again.closed_on, again.reason) == (FindingState.OPEN, None, "")


def test_the_inspected_see_it_once_it_is_handed_in_and_nobody_else_does(cast: Cast) -> None:
    """R-INS-01."""
    inspected = ("secretary", "clerk", "liaison", "village_secretary", "first_secretary", "member", "county_leader")
    visit = handed_in(cast, findings=[COPIED])

    for who in inspected:
        assert visit in SiteVisit.objects.visible_to(cast.actor(who)), who
        assert Finding.objects.visible_to(cast.actor(who)).count() == 1, who
    for who in ("neighbour", "neighbour_county", "prefecture_reader", "audit_admin", "system_admin"):
        assert not SiteVisit.objects.visible_to(cast.actor(who)).exists(), who
        assert not Finding.objects.visible_to(cast.actor(who)).exists(), who


def test_a_drawn_team_is_recorded_by_its_group_on_the_day_and_by_nobody_before(cast: Cast) -> None:
    """R-INS-01, R-INS-04: the lot says why, and with the record the draw knows that somebody was there."""
    inspecting.drawn(cast, size=2)
    drawn = DrawnTeam.objects.get(team=cast.team)
    told = {**A_VISIT, "reason": "", "drawn": drawn, "kind": "spot"}
    early = inspecting.inspector_on(cast, "inspector", TODAY - timedelta(days=1))
    with pytest.raises(OutOfReach):
        onsite.hand_in(cast.team, **{**told, "visited_on": early.today}, by=early)

    visit = onsite.hand_in(cast.team, **told, by=inspecting.inspector_on(cast, "inspector", TODAY))

    drawn.refresh_from_db()
    assert (visit.kind, visit.group_name, drawn.state, drawn.visited_on) == ("drawn", "督查一组", "visited", TODAY)
    with pytest.raises(Refused, match="今天的村"):
        handed_in(cast, kind="drawn", visited_on=TODAY - timedelta(days=1))
    onsite.withdraw(visit, reason="去的是另一个村", by=cast.actor("officer"))
    drawn.refresh_from_db()
    assert (drawn.state, drawn.visited_on) == ("waiting", None)


def test_the_draw_and_the_month_are_told_what_was_seen(cast: Cast) -> None:
    """R-INS-02, R-ATT-08: who was seen when, what is open, where to look again, who was missing."""
    handed_in(cast, absent=[cast.member.pk], findings=[COPIED, {**COPIED, "wants_revisit": True}])

    assert last_visits(cast.county.code, TODAY) == {cast.team.pk: TODAY}
    assert open_doubts(cast.county.code, TODAY) == {cast.team.pk: 2}
    assert [(one.team, one.reason) for one in due_again(cast.county.code, TODAY)] == [
        (cast.team.pk, "7月11日“作风不实”要再看")
    ]
    asked = noticed(cast.actor("officer"), "2022-07")["督查时不在，又没有登记"]
    assert [(one.posting, one.question[:9]) for one in asked] == [(cast.member.pk, "7月11日督查时不")]


def test_nobody_records_a_visit_to_their_own_team(cast: Cast) -> None:
    """R-SEC-14: an officer of the county may be on a team as well."""
    officer = cast.actor("officer")
    own = cast.first_secretary.cadre.person_id

    with pytest.raises(Refused, match="自己队里的现场"):
        onsite.hand_in(cast.team, **A_VISIT, by=type(officer)(**{**vars(officer), "persons": frozenset({own})}))
