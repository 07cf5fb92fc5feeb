"""培训签到表: sessions and people of before are carried in once; who is not known is asked about, not guessed."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.imports import xlsx
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.sheets.plan import Outcome
from zhucun.training.participants.models import Participant
from zhucun.training.sessions.models import SessionAttendance, TrainingSession
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
HEAD = ("培训班", "开始日期", "结束日期", "方式", "种类", "姓名", "单位", "乡镇", "村", "职务", "结业")
BEFORE = ("岗前培训", "2021-07-05", "2021-07-06", "集中", "岗前")


def sheet(*people: tuple[str, ...], before: tuple[str, ...] = BEFORE) -> bytes:
    rows = [[*before, *one, *[None] * (len(HEAD) - len(before) - len(one))] for one in people]
    return xlsx(*rows, head=HEAD, title="培训签到表")


def test_sessions_of_before_come_in_with_their_people_once(cast: Cast) -> None:
    member = cast.member.cadre.person.name
    data = sheet((member, "", "", "", "", "上完了"), ("石有田", "", "东岭镇", "石坪村", "村支书", "没上完"))
    by = cast.actor("officer")

    done = bring_in(data, "签到.xlsx", Choices(), by=by)

    assert done.file.counts == {"sessions": 1, "participants": 1, "attendances": 2}
    session = TrainingSession.objects.get()
    assert (session.kind, session.since, session.length_halfdays) == ("pre_post", date(2021, 7, 5), 4)
    assert Participant.objects.get().duty == "村支书"
    assert {row.name: row.is_completed for row in SessionAttendance.objects.all()} == {member: True, "石有田": False}
    assert look(data, "签到.xlsx", Choices(), by=by).changes_nothing


def test_who_cannot_be_known_or_was_not_there_stops_the_row_with_a_sentence(cast: Cast) -> None:
    by, member = cast.actor("officer"), cast.member.cadre.person.name

    plan = look(sheet(("无名氏",), (member,), (member,)), "签到.xlsx", Choices(), by=by)
    ahead = ("轮训", "2023-01-05")
    later = look(sheet((member,), before=(*ahead, "", "", "")), "签到.xlsx", Choices(), by=by)

    assert [entry.outcome for entry in plan.entries] == [Outcome.REFUSED, Outcome.ADDED, Outcome.REFUSED]
    told = [fault.problem for entry in (*plan.entries, *later.entries) for fault in entry.faults]
    assert [
        words for words in ("名册里没有这个人", "同一个人、同一期", "那天起登记到课") if words not in "".join(told)
    ] == []


def test_a_township_brings_in_its_own_people_and_nobody_elses(cast: Cast) -> None:
    other = cast.neighbour_member.cadre.person.name
    plan = look(sheet((other,)), "签到.xlsx", Choices(), by=cast.actor("clerk"))

    assert plan.entries[0].outcome is Outcome.REFUSED
