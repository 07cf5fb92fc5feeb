"""From a grade to a complete 双约谈, each role in turn; talks with units and teams; who reads what (R-TLK)."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tests import make
from tests.cast import TODAY, Cast
from zhucun.acts.models import AuditLog
from zhucun.acts.recording import Told
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused, SomeRefused
from zhucun.dispatch.changes import acts as changes
from zhucun.dispatch.roster import noting
from zhucun.dispatch.roster.models import ServiceNote
from zhucun.lib.evidence import Evidence
from zhucun.org.accounts import acts as accounts
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.emergency import acts as emergency
from zhucun.oversight.emergency import moving
from zhucun.oversight.talks import acts as talks
from zhucun.oversight.talks.models import DualTalk, TalkRecord
from zhucun.oversight.talks.opening import where_recall_is_proposed
from zhucun.oversight.talks.rules import DualState, Kind, State

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
SHEET = Evidence("oversight.scoresheet", 7, "2022年第一季度考核：一般", "/assessment/sheets/7/")
SAID = {"held_on": TODAY, "points": "指出走访少", "commitment": "每周走访五户"}


@pytest.fixture
def of_own_unit(cast: Cast) -> Cast:
    """Whose sending unit has its liaison in the cast: the first secretary, of 县档案馆."""
    made = consequences.fire("quarter_fair", cast.first_secretary, evidence=[SHEET], by=cast.actor("officer"))
    consequences.open_it(made[0], by=cast.actor("office_leader"))
    return cast


def part(kind: Kind) -> TalkRecord:
    return TalkRecord.objects.get(kind=kind)


def test_a_dual_talk_is_complete_only_when_township_and_unit_have_both_talked(of_own_unit: Cast) -> None:
    """R-TLK-03."""
    cast = of_own_unit
    stated = talks.state_own(part(Kind.DUAL_TOWNSHIP), statement="那阵子在县里开会", by=cast.actor("first_secretary"))

    talks.hold(stated, **SAID, by=cast.actor("secretary"))
    half = DualTalk.objects.get()
    talks.hold(part(Kind.DUAL_UNIT), **SAID, statement="认", by=cast.actor("liaison"))
    whole = DualTalk.objects.get()

    assert (half.state, half.township_held_on, half.unit_held_on, half.completed_on) == (
        DualState.OPEN,
        TODAY,
        None,
        None,
    )
    assert (whole.state, whole.completed_on) == (DualState.COMPLETE, TODAY)
    assert list(ServiceNote.objects.values_list("sentence", "is_restricted")) == [("双约谈", True)]
    assert Consequence.objects.get().opened_key == whole.pk


def test_the_database_holds_no_complete_dual_talk_with_one_part(of_own_unit: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        DualTalk.objects.update(state=DualState.COMPLETE, township_held_on=TODAY)


def test_nobody_is_talked_to_before_they_could_be_heard(of_own_unit: Cast) -> None:
    talk = part(Kind.DUAL_TOWNSHIP)

    with pytest.raises(Refused, match="还没有作说明，等到 2022-07-14"):
        talks.hold(talk, **SAID, by=of_own_unit.actor("secretary"))
    held = talks.hold(talk, **SAID, statement="认", by=of_own_unit.actor("secretary"))

    assert (held.stated_by, held.fix_by) == ("当面说的", TODAY + timedelta(days=30))


def test_each_side_holds_its_own_part_and_nobody_their_own_talk(of_own_unit: Cast) -> None:
    cast = of_own_unit
    with pytest.raises(OutOfReach):
        talks.hold(part(Kind.DUAL_TOWNSHIP), **SAID, by=cast.actor("liaison"))
    with pytest.raises(OutOfReach):
        talks.hold(part(Kind.DUAL_UNIT), **SAID, by=cast.actor("secretary"))
    with pytest.raises(NotPermitted):
        talks.hold(part(Kind.DUAL_TOWNSHIP), **SAID, by=cast.actor("first_secretary"))
    with pytest.raises(Refused, match="自己写"):
        talks.state_own(part(Kind.DUAL_UNIT), statement="替他说", by=cast.actor("liaison"))


@pytest.mark.parametrize(
    ("who", "kinds"),
    [
        ("office_leader", ["dual_township", "dual_unit"]),
        ("organisation", ["dual_township", "dual_unit"]),
        ("secretary", ["dual_township"]),
        ("liaison", ["dual_unit"]),
        ("first_secretary", ["dual_township", "dual_unit"]),
        *((who, []) for who in ("officer", "clerk", "member", "neighbour", "neighbour_county", "village_secretary")),
        *((who, []) for who in ("prefecture_reader", "audit_admin")),
    ],
)
def test_who_reads_what_was_said(of_own_unit: Cast, who: str, kinds: list[str]) -> None:
    """R-TLK-09: few eyes, the side that holds it, and whom it is about; not even the office's own staff."""
    seen = TalkRecord.objects.visible_to(of_own_unit.actor(who)).order_by("kind")

    assert [talk.kind for talk in seen] == kinds


def test_an_officer_reads_talks_once_named_for_it(of_own_unit: Cast) -> None:
    cast = of_own_unit
    accounts.appoint(
        cast.accounts["officer"],
        role="talks_officer",
        since=TODAY,
        place_code="990126",
        by=cast.actor("security_admin"),
    )

    assert TalkRecord.objects.visible_to(cast.actor("officer")).count() == 2
    assert list(DualTalk.objects.visible_to(cast.actor("liaison"))) == [DualTalk.objects.get()]
    assert not DualTalk.objects.visible_to(cast.actor("first_secretary")).exists()


def test_a_talk_ends_with_what_was_seen_afterwards(cast: Cast) -> None:
    """Notice → statement → talk → follow-up, of a member by the township (R-TLK-02)."""
    by = cast.actor("secretary")
    note = noting.note(cast.member, on=TODAY, kind="complaint", sentence="群众反映找不到人", by=cast.actor("officer"))
    told = {"reason": "群众反映", "evidence": [f"dispatch.servicenote:{note.pk}"]}

    talk = talks.notify(cast.member, **told, by=by)
    talk = talks.state_own(talk, statement="那天去镇里开会", by=cast.actor("member"))
    talk = talks.hold(talk, **SAID, by=by)
    talk = talks.follow_up(talk, on=TODAY, note="每周都走到了", by=by)

    assert (talk.state, talk.holder, talk.notice_number) == (State.FOLLOWED_UP, "township", "约谈〔2022〕1号")
    assert [one["sentence"] for one in talk.evidence] == ["2022-07-11 群众反映：群众反映找不到人"]
    with pytest.raises(Refused, match="这一步不能办了"):
        talks.withdraw(talk, reason="算了", by=by)
    with pytest.raises(Refused, match="从这个人的记录里选"):
        talks.notify(cast.member, reason="再谈", evidence=["dispatch.servicenote:999999"], by=by)


def test_six_heads_are_noticed_in_one_act_and_none_twice(cast: Cast) -> None:
    """R-TLK-01; the unit states, the county talks."""
    by = cast.actor("organisation")
    calls = [Told(unit, {"reason": "整改拖了"}) for unit in (cast.archive, cast.water)]

    first, second = talks.notify_unit.many(calls, by=by)
    stated = talks.state_own(first, statement="马上改", by=cast.actor("liaison"))
    held = talks.hold(stated, **SAID, held_by="县委组织部部长", by=by)

    assert [first.number, second.number] == [1, 2]
    assert (held.kind, held.held_by) == (Kind.UNIT_HEAD, "县委组织部部长")
    with pytest.raises(SomeRefused, match="县水利局已经有一次约谈还没谈"):
        talks.notify_unit.many([calls[1]], by=by)
    with pytest.raises(NotPermitted):
        talks.hold(second, **SAID, statement="认", by=cast.actor("village_secretary"))
    assert not TalkRecord.objects.visible_to(cast.actor("liaison")).filter(pk=second.pk).exists()


def test_taken_back_a_dual_talk_goes_as_a_whole_while_neither_side_has_talked(of_own_unit: Cast) -> None:
    by = of_own_unit.actor("office_leader")

    talks.withdraw(part(Kind.DUAL_UNIT), reason="等次复核改了", by=by)

    assert set(TalkRecord.objects.values_list("state", flat=True)) == {State.WITHDRAWN}
    assert DualTalk.objects.get().state == DualState.WITHDRAWN


def test_a_recall_that_follows_from_a_grade_is_proposed_by_its_own_procedure(cast: Cast, log_in: LogIn) -> None:
    """R-TLK-05: here only noted as opened."""
    by, secretary = cast.actor("office_leader"), cast.actor("secretary")
    row = consequences.fire("quarter_poor", cast.member, evidence=[SHEET], by=by)[0]
    note = noting.note(cast.member, on=TODAY, kind="grade", sentence="较差", by=cast.actor("officer"))
    with pytest.raises(Refused, match="到它自己的页面上办"):
        consequences.open_it(row, by=by)
    ServiceNote.objects.filter(pk=note.pk).update(source_kind=SHEET.kind, source_key=SHEET.key)  # as a grade writes it
    assert where_recall_is_proposed(row).endswith(f"/recall/?evidence=dispatch.servicenote%3A{note.pk}")
    page = log_in("secretary").get(where_recall_is_proposed(row)).content.decode()
    ticked = next(one for one in page.split("<input") if f'value="dispatch.servicenote:{note.pk}"' in one)
    assert "checked" in ticked

    told = {"kind": "recall", "ground": "not_competent", "evidence": [f"dispatch.servicenote:{note.pk}"]}
    case = changes.open_case(cast.member, **told, by=secretary)

    row.refresh_from_db()
    assert (row.state, row.opened_kind, row.opened_key) == ("opened", "dispatch.changecase", case.pk)
    assert case.page_url == f"/changes/{case.pk}/"  # where the consequence leads


def test_a_team_is_talked_to_by_its_township_and_answers_through_its_leader(cast: Cast) -> None:
    other = make.team(cast.liuxi, backing_unit=cast.water)
    talk = talks.notify_team(cast.team, reason="记录少", by=cast.actor("secretary"))

    stated = talks.state_own(talk, statement="补上", by=cast.actor("first_secretary"))

    assert (stated.state, stated.holder) == (State.STATED, "township")
    assert list(TalkRecord.objects.visible_to(cast.actor("first_secretary"))) == [stated]
    assert talks.notify_team(other, reason="记录少", by=cast.actor("office_leader")).holder == "county"


def test_an_emergency_puts_a_talk_off_and_the_days_to_answer_with_it(of_own_unit: Cast) -> None:
    """R-ATT-16."""
    leader = of_own_unit.actor("office_leader")
    flood = {"title": "防汛值守", "document_number": "青防指〔2022〕6号", "level": "4", "since": TODAY, "days": 7}
    duty = emergency.propose(of_own_unit.dongling, **flood, by=of_own_unit.actor("officer"))
    duty = emergency.approve(duty, by=leader)
    TalkRecord.objects.update(due_on=TODAY + timedelta(days=2))

    move = moving.propose(duty, kind="talk", days=7, reason="人都在堤上", by=of_own_unit.actor("officer"))
    moving.approve(move, by=leader)

    moved = part(Kind.DUAL_TOWNSHIP)
    assert (moved.due_on - TODAY, moved.answer_due_on - TODAY) == (timedelta(days=9), timedelta(days=10))


def test_the_log_keeps_nothing_of_what_is_said_of_people(cast: Cast) -> None:
    """R-TLK-09: who reads the log reads that there was a talk."""
    note = noting.note(cast.member, on=TODAY, kind="complaint", sentence="群众反映找不到人", by=cast.actor("officer"))
    told = {"reason": "群众反映找不到人", "evidence": [f"dispatch.servicenote:{note.pk}"]}
    talk = talks.notify(cast.member, **told, by=cast.actor("secretary"))
    talks.hold(talk, **SAID, statement="那天去镇里开会", by=cast.actor("secretary"))

    lines = AuditLog.objects.filter(verb__startswith="talk.")
    kept = json.dumps([[line.changes, line.told] for line in lines], ensure_ascii=False)

    assert len(lines) == 2
    assert [said for said in ("找不到人", "走访", "开会", "盘小妹") if said in kept] == []
