"""A recall from proposal to successor; each kind apart; who may not; what closes a vacancy (journey J5)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests import make
from tests.cast import TODAY, Cast, operator
from zhucun.acts.actor import Actor
from zhucun.acts.models import AuditLog
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.changes import following
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.rules import State
from zhucun.dispatch.changes.showing import CaseSeen
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster import correcting, noting
from zhucun.dispatch.roster.evidence import evidence_of
from zhucun.dispatch.roster.models import Posting, ServiceNote


def later(actor: Actor, days: int) -> Actor:
    return replace(actor, now=actor.now + timedelta(days=days))


def noted(cast: Cast) -> None:
    noting.note(
        cast.member,
        on=date(2022, 6, 20),
        kind="inspection",
        sentence="督查时不在村，没有请假",
        by=cast.actor("secretary"),
    )


def picked(cast: Cast, by: Actor) -> list[str]:
    return [one.reference for one in evidence_of(cast.member, by)]


def recall_proposed(cast: Cast) -> ChangeCase:
    noted(cast)
    by = cast.actor("secretary")
    return changes.open_case(cast.member, kind="recall", ground="absent", evidence=picked(cast, by), by=by)


def recalled(cast: Cast) -> ChangeCase:
    """Carried out: the opinions' day is over, the office has decided, the leader signed."""
    case = recall_proposed(cast)
    case = changes.decide(
        case, agrees=True, opinion="核实过", effects=["no_promotion"], by=later(cast.actor("officer"), 7)
    )
    case = changes.sign(case, agrees=True, by=cast.actor("county_leader"))
    return changes.carry_out(case, document="青驻办召〔2022〕1号", last_day=TODAY, by=cast.actor("officer"))


def test_a_recall_from_proposal_to_successor(cast: Cast) -> None:
    """R-TLK-05, R-TLK-06, R-SEL-11."""
    case = recalled(cast)
    gone = Posting.objects.get(pk=cast.member.pk)
    note = ServiceNote.objects.get(kind="recall")

    assert (gone.end_kind, gone.last_day, gone.end_basis) == ("recall", TODAY, "青驻办召〔2022〕1号")
    assert (case.state, case.vacancy_due_on) == (State.VACANT, date(2022, 7, 27))
    assert (note.effect_until, note.is_restricted) == (date(2025, 7, 12), True)

    officer = cast.actor("officer")
    choice = following.offer(case, cadre=cast.spare, reasons=["会产业发展，村里正要。"], by=officer)
    choice = following.confirm(choice, by=cast.actor("liaison"))
    with pytest.raises(Refused, match="不写在接替的人名下"):
        following.post(choice, since=TODAY, basis="青驻办召〔2022〕1号", by=officer)
    came = following.post(choice, since=TODAY + timedelta(days=1), basis="青驻办派〔2022〕5号", by=officer)
    case.refresh_from_db()

    assert (came.succeeds_id, came.start_kind) == (gone.pk, "succession")
    assert (case.state, case.closed_on, case.closed_note) == (State.CLOSED, TODAY, "")
    verbs = AuditLog.objects.filter(row_kind="dispatch.changecase", row_key=case.pk).order_by("pk")
    assert [line.verb for line in verbs] == [
        *("change.propose", "change.decide", "change.sign", "change.carry_out", "change.close")
    ]


def test_a_recall_wants_its_list_evidence_and_another_to_decide(cast: Cast) -> None:
    """R-TLK-04, R-SEC-14."""
    by = cast.actor("secretary")
    with pytest.raises(Refused, match="选至少一条"):
        changes.open_case(cast.member, kind="recall", ground="absent", by=by)
    noted(cast)
    found = picked(cast, by)
    with pytest.raises(Refused, match="佐证要从这个人的记录里选"):
        changes.open_case(cast.member, kind="recall", ground="absent", evidence=["dispatch.servicenote:0"], by=by)
    with pytest.raises(Refused, match="只有“其他”才写文字"):
        changes.open_case(cast.member, kind="recall", ground="absent", reason="他很懒", evidence=found, by=by)
    with pytest.raises(Refused, match="要写明是什么"):
        changes.open_case(cast.member, kind="recall", ground="other_trigger", evidence=found, by=by)

    officer = cast.actor("officer")
    case = changes.open_case(cast.member, kind="recall", ground="absent", evidence=found, by=officer)
    with pytest.raises(Refused, match="不等的，写明为什么"):
        changes.decide(case, agrees=True, opinion="属实", by=cast.actor("office_leader"))
    with pytest.raises(Refused, match="这一件是你提的"):
        changes.decide(case, agrees=True, opinion="属实", by=later(officer, 7))
    case = changes.decide(case, agrees=True, opinion="属实", by=later(cast.actor("office_leader"), 7))
    assert case.state == State.LEADER


def test_nobody_is_recalled_before_it_is_signed(cast: Cast) -> None:
    """R-TLK-05."""
    case, officer = recall_proposed(cast), later(cast.actor("officer"), 7)
    with pytest.raises(Refused, match="县领导还没有签批，今天是 2022-07-18"):
        changes.decide(case, agrees=True, opinion="核实过", last_day=date(2022, 7, 17), by=officer)
    case = changes.decide(case, agrees=True, opinion="核实过", last_day=date(2022, 7, 18), by=officer)
    case = changes.sign(case, agrees=True, by=later(cast.actor("county_leader"), 9))
    with pytest.raises(Refused, match="县领导 2022-07-20 签批的，召回的最后一天不能早于这一天"):
        changes.carry_out(case, document="青驻办召〔2022〕1号", last_day=date(2022, 7, 19), by=later(officer, 3))

    case = changes.carry_out(case, document="青驻办召〔2022〕1号", last_day=date(2022, 7, 20), by=later(officer, 3))
    assert case.state == State.VACANT


def test_who_may_not_know_sees_no_recall_but_is_asked_about_a_successor(cast: Cast) -> None:
    """R-TLK-09: the clerk, the liaison, the village and the team; nobody beyond the township and county."""
    case = recalled(cast)
    following.offer(case, cadre=cast.spare, by=cast.actor("officer"))
    seen = {who for who in cast.accounts if ChangeCase.objects.visible_to(cast.actor(who)).exists()}

    assert seen == {"officer", "office_leader", "county_leader", "organisation", "secretary"}
    told = {who for who in cast.accounts if ServiceNote.objects.visible_to(cast.actor(who)).filter(kind="recall")}
    assert told == seen


def test_the_neighbours_get_nothing(cast: Cast) -> None:
    case = changes.open_case(cast.member, kind="adjustment", ground="post_moved", by=cast.actor("secretary"))

    for who in ("neighbour", "neighbour_county", "member", "village_secretary"):
        assert not ChangeCase.objects.visible_to(cast.actor(who)).exists()
        with pytest.raises((NotPermitted, OutOfReach)):
            changes.withdraw(case, by=cast.actor(who))


def test_county_sent_is_the_offices_to_decide_prefecture_sent_goes_higher(cast: Cast) -> None:
    """R-SEL-15, as policy has it."""
    prefecture = make.unit("市农业农村局", place_code="9901")
    sent = make.posting(cast.team, make.cadre("市派的", unit=prefecture))
    by, higher = cast.actor("secretary"), later(cast.actor("officer"), 7)
    own = changes.open_case(cast.member, kind="adjustment", ground="own_reasons", by=by)
    theirs = changes.open_case(sent, kind="removal", ground="work_undone", by=by)
    steps = CaseSeen(theirs, by).steps()
    assert [step["label"] for step in steps] == ["提出、说意见", "定处理", "组织部审", "上级批复", "发文", "补人"]

    assert changes.decide(own, agrees=True, by=higher).state == State.DECIDED
    theirs = changes.decide(theirs, agrees=True, by=higher)
    organisation = cast.actor("organisation")
    theirs = changes.approve(theirs, agrees=True, by=organisation)
    with pytest.raises(Refused, match="批复的文号"):
        changes.approve(theirs, agrees=True, by=organisation)
    assert changes.approve(theirs, agrees=True, document="云组函〔2022〕3号", by=organisation).state == State.DECIDED


def test_a_vacancy_is_closed_by_filling_or_with_a_reason_by_whoever_decides(cast: Cast) -> None:
    """R-SEL-11."""
    case = changes.open_case(cast.member, kind="adjustment", ground="unit_needs", by=cast.actor("secretary"))
    case = changes.decide(case, agrees=True, by=later(cast.actor("officer"), 7))
    case = changes.carry_out(case, document="青驻办调〔2022〕11号", last_day=TODAY, by=cast.actor("officer"))

    with pytest.raises(Refused, match="不能这样销掉"):
        following.close(case, by=cast.actor("officer"))
    make.posting(cast.team, cast.spare, since=TODAY + timedelta(days=1), kind="round", reported_on=None)
    assert following.close(case, by=cast.actor("officer")).closed_note == ""


def test_a_seat_is_given_up_only_with_a_reason(cast: Cast) -> None:
    """R-SEL-11: the override is kept beside the case."""
    case = changes.open_case(cast.member, kind="rotation", ground="term_over", by=cast.actor("secretary"))
    case = changes.decide(case, agrees=True, by=later(cast.actor("officer"), 7))
    case = changes.carry_out(case, document="青驻办调〔2022〕11号", last_day=TODAY, by=cast.actor("officer"))

    closed = following.close(case, override="村合并了，两队并一队", by=cast.actor("officer"))

    assert (closed.state, closed.closed_note) == (State.CLOSED, "村合并了，两队并一队")


def test_another_end_drops_the_case_and_an_end_taken_back_too(cast: Cast) -> None:
    first = changes.open_case(cast.member, kind="rotation", ground="term_over", by=cast.actor("secretary"))
    ended = roster.end(cast.member, last_day=TODAY, kind="rotation", by=operator())
    first.refresh_from_db()
    assert (first.state, first.closed_note) == (State.WITHDRAWN, "这一段派驻已经另行结束。")

    cast.member = correcting.reopen(ended, by=operator())
    case = recalled(cast)
    with pytest.raises(Refused, match="按召回办结束的"):
        correcting.reopen(case.posting, by=operator())


def test_an_addition_makes_room_and_follows_nobody(cast: Cast) -> None:
    """R-SEL-11: 增派."""
    make.posting(cast.team, make.cadre("第三人", unit=cast.water))
    case = changes.reinforce(cast.team, ground="more_work", by=cast.actor("secretary"))
    case = changes.decide(case, agrees=True, by=cast.actor("officer"))
    case = changes.carry_out(case, document="青驻办调〔2022〕12号", last_day=TODAY, by=cast.actor("officer"))
    assert cast.team.approved_sizes.get(until=None).size == 4

    choice = following.offer(case, cadre=cast.spare, by=cast.actor("officer"))
    with pytest.raises(Refused, match="单位复函"):
        following.confirm(choice, by=cast.actor("officer"))
    choice = following.confirm(choice, letter="县档案馆 7月12日函", by=cast.actor("officer"))
    came = following.post(choice, since=TODAY, basis="青驻办调〔2022〕12号", by=cast.actor("officer"))

    assert (came.start_kind, came.succeeds_id) == ("reinforcement", None)
    case.refresh_from_db()
    assert case.state == State.CLOSED


def test_a_unit_names_one_of_its_own_for_the_seat_it_owes(cast: Cast) -> None:
    case = changes.open_case(cast.first_secretary, kind="adjustment", ground="age", by=cast.actor("liaison"))
    assert case.proposed_from == "unit"
    case = changes.say_opinion(case, agrees=True, by=cast.actor("secretary"))
    case = changes.decide(case, agrees=True, by=cast.actor("officer"))
    case = changes.carry_out(case, document="青驻办调〔2022〕13号", last_day=TODAY, by=cast.actor("officer"))

    with pytest.raises(Refused, match="本单位的人"):
        following.name(case, cadre=make.cadre("别家的", unit=cast.water), by=cast.actor("liaison"))
    choice = following.name(case, cadre=cast.spare, by=cast.actor("liaison"))
    assert (choice.confirmed_by, choice.unit_id) == ("欧阳岚", cast.archive.pk)
