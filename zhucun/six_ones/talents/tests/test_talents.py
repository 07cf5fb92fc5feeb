"""Forums, opinions with owner and reply, people who came back; the two scopes of the report kept apart (R-TASK-07)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import SHIPING, TODAY, Cast
from tests.imports import xlsx
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.handover.matters import matters_of
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.lib.figure import Question, ask_many
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes import acts as work
from zhucun.six_ones.committees import acts as committees
from zhucun.six_ones.talents import acts as talents
from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent, TalentStay
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
LATELY = TODAY - timedelta(days=9)


def forum(cast: Cast, purpose: str = "talent_forum", who: str = "member") -> Meeting:
    answers = [{"name": "purposes", "value": purpose}, {"name": "others", "value": "石大（在广东办厂）、石二"}]
    told = {"kind": "meeting", "text": "请老乡回来坐坐", "happened_on": LATELY, "answers": answers}
    return Meeting.objects.get(record=work.write(cast.team, **told, by=cast.actor(who)))


def said(cast: Cast, meeting: Meeting | None = None, **told: Any) -> ForumOpinion:
    given = {"text": "路修宽一点，大车进得来", "said_by": "在广东办厂的", **told}
    return talents.register(meeting or forum(cast), **given, by=cast.actor("member"))


def back(cast: Cast, name: str = "石回来", who: str = "clerk", **told: Any) -> ReturnedTalent:
    given = {"returned_on": LATELY, "role": "farming", **told}
    return talents.return_home(cast.shiping, name=name, **given, by=cast.actor(who))


def values(cast: Cast, *names: str) -> list[int | None]:
    question = Question(cast.actor("officer"), cast.county.code, TODAY, since=date(2022, 1, 1))
    answers = ask_many([f"six_ones.{name}" for name in names], question)
    assert [len(one.records) for one in answers.values()] == [one.value for one in answers.values()]
    return [one.value for one in answers.values()]


def waiting(cast: Cast, who: str) -> list[str]:
    return [line.sentence for line in lines_for(cast.actor(who))]


def test_an_opinion_waits_at_its_owner_until_it_is_answered(cast: Cast) -> None:
    opinion = said(cast)
    assert "一条座谈会意见等答复" in waiting(cast, "member")
    assert "一条座谈会意见等答复" not in waiting(cast, "secretary")
    opinion = talents.give(opinion, owner="unit", unit=cast.water, by=cast.actor("member"))
    with pytest.raises(Refused, match="交给了"):
        talents.reply(opinion, reply="办了", on=TODAY, by=cast.actor("member"))
    opinion = talents.give(opinion, owner="township", by=cast.actor("member"))
    assert "一条座谈会意见等答复" in waiting(cast, "secretary")

    opinion = talents.reply(opinion, reply="报进了计划", on=TODAY, by=cast.actor("clerk"))
    assert values(cast, "forums", "opinions", "opinions_answered", "opinions_open") == [1, 1, 1, 0]
    opinion = talents.reopen(opinion, by=cast.actor("clerk"))
    assert values(cast, "opinions_answered", "opinions_open") == [0, 1]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"text": " "}, "写一句说了什么"),
        ({"text": "打 13800138000 找我"}, "台账不留这些"),
        ({"said_by": "431126195001011234"}, "台账不留这些"),
        ({"owner": "unit"}, "选是哪个单位"),
        ({"owner": "someone"}, "在列出来的里面选"),
    ],
)
def test_what_cannot_be_said_is_refused_in_a_sentence(cast: Cast, told: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        said(cast, **told)


def test_there_is_no_opinion_without_a_forum(cast: Cast) -> None:
    """Of another meeting, of a forum that is taken back, or of one that is no forum any more."""
    with pytest.raises(Refused, match="不是乡贤座谈会"):
        said(cast, forum(cast, "routine"))
    opinion = said(cast)
    with pytest.raises(Refused, match="先撤回意见"):
        work.withdraw(opinion.meeting.record, reason="记错了", by=cast.actor("member"))
    talents.withdraw(opinion, by=cast.actor("member"))
    work.withdraw(opinion.meeting.record, reason="记错了", by=cast.actor("member"))
    with pytest.raises(Refused, match="不是乡贤座谈会"):
        talents.restore(ForumOpinion.objects.get(), by=cast.actor("member"))


def test_open_opinions_of_the_team_pass_to_the_successor(cast: Cast) -> None:
    said(cast)
    found = matters_of([cast.first_secretary], TODAY)[cast.first_secretary.pk]
    assert any("座谈会意见 1 条等本队答复" in one.sentence for one in found)


def test_the_two_scopes_are_kept_apart_and_their_overlap_is_a_figure_of_its_own(cast: Cast) -> None:
    """N47: in committees today, brought by anyone; N62: brought by a team in the period, any role."""
    seat = {"since": date(2021, 3, 1), "village_post": "member", "is_returned_talent": True}
    both = committees.register(cast.shiping, name="石回来", **seat, by=cast.actor("clerk"))
    committees.register(cast.shiping, name="石早回", **seat, by=cast.actor("clerk"))
    back(cast, role="committee", brought_by=cast.team, committee_member=both)
    back(cast, "石种地", brought_by=cast.team)
    back(cast, "石自来")
    back(cast, "石去年", brought_by=cast.team, returned_on=date(2021, 9, 1))
    names = ("committee_returned", "returned_by_teams", "returned_in_committees", "returned_talents", "returned_here")

    assert values(cast, *names) == [2, 2, 1, 3, 4]
    committees.change_post(both, on=TODAY, village_post="deputy", by=cast.actor("clerk"))
    assert values(cast, "returned_in_committees") == [1]


def test_a_year_later_it_is_asked_whether_they_are_still_here(cast: Cast) -> None:
    row = back(cast, brought_by=cast.team, returned_on=TODAY - timedelta(days=366))
    assert any("石回来回来满一年" in sentence for sentence in waiting(cast, "member"))
    row = talents.ask_after(row, is_here=True, on=TODAY, note="扩了一倍", by=cast.actor("member"))
    assert (row.ask_on, TalentStay.objects.get().is_here) == (TODAY + timedelta(days=365), True)
    row = talents.ask_after(row, is_here=False, on=TODAY, by=cast.actor("member"))
    assert (row.ask_on, row.left_on) == (None, TODAY)
    assert values(cast, "returned_here") == [0]
    with pytest.raises(Refused, match="已经登记过"):
        back(cast, returned_on=row.returned_on)


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county", "village_secretary"])
def test_others_change_nothing(cast: Cast, who: str) -> None:
    opinion, row = said(cast), back(cast)
    for attempt in (
        lambda: talents.reply(opinion, reply="办了", on=TODAY, by=cast.actor(who)),
        lambda: talents.withdraw_talent(row, by=cast.actor(who)),
    ):
        with pytest.raises((OutOfReach, NotPermitted)):
            attempt()


def test_sheets_come_in_once_and_an_opinion_without_its_forum_is_named(cast: Cast) -> None:
    meeting, by = forum(cast), cast.actor("clerk")
    head = ("乡镇", "村", "座谈日期", "谁说的", "意见建议", "谁来办", "答复", "答复日期")
    day = f"{LATELY:%Y-%m-%d}"
    data = xlsx(["东岭镇", "石坪村", day, "老师", "修操场", "本队", "办", "2022-07-10"], head=head, title="座谈会意见")
    assert bring_in(data, "意见.xlsx", Choices(), by=by).file.counts == {"opinions": 1, "replies": 1}
    assert ForumOpinion.objects.get().meeting == meeting
    assert look(data, "意见.xlsx", Choices(), by=by).changes_nothing

    wrong = xlsx(["东岭镇", "石坪村", "2022-06-01", "", "修桥", "", "", ""], head=head, title="座谈会意见")
    plan = look(wrong, "意见.xlsx", Choices(), by=by)
    assert "没有乡贤座谈会" in plan.entries[0].faults[0].problem

    head = ("乡镇", "村", "姓名", "类型", "务工地", "返乡日期", "是否工作队引回")
    data = xlsx(["东岭镇", "石坪村", "石归", "种养大户", "广东东莞", "2022-03-01", "是"], head=head, title="引回能人")
    assert bring_in(data, "能人.xlsx", Choices(), by=by).file.counts == {"talents": 1}
    assert (ReturnedTalent.objects.get().brought_by, ReturnedTalent.objects.get().role) == (cast.team, "farming")
    assert look(data, "能人.xlsx", Choices(), by=by).changes_nothing


def test_the_pages_answer_in_two_presses_and_ask_few_questions(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    meeting, row, member = forum(cast), back(cast), log_in("member")
    here = f"/talents/forums/{meeting.pk}/"
    member.post(here, {"text": "装路灯", "owner": "team"})
    opinion = ForumOpinion.objects.get()
    clerk = log_in("clerk")
    lists = ["/talents/", "/talents/opinions/", "/talents/returned/"]
    for address in (*lists, here, f"/talents/opinions/{opinion.pk}/", f"/talents/returned/{row.pk}/"):
        clerk.get(address)
        with django_assert_max_num_queries(12):
            assert clerk.get(address).status_code == 200
    for verb in ("reply", "give", "correct", "reopen", "withdraw"):
        assert member.get(f"/talents/opinions/{opinion.pk}/{verb}/").status_code == 200
    for verb in ("ask", "correct", "withdraw"):
        assert clerk.get(f"/talents/returned/{row.pk}/{verb}/").status_code == 200
    assert f"/talents/opinions/{opinion.pk}/reply/" in member.get(here).content.decode()
    member.post(f"/talents/opinions/{opinion.pk}/reply/", {"reply": "装了", "on": "2022-07-11"})
    clerk.post(f"/talents/returned/new/{SHIPING}/", {"name": "石再来", "role": "skill", "returned_on": "2022-07-01"})

    assert ForumOpinion.objects.get().reply == "装了"
    assert ReturnedTalent.objects.count() == 2
    neighbour = log_in("neighbour")
    for address in (here, f"/talents/opinions/{opinion.pk}/", f"/talents/returned/{row.pk}/"):
        assert neighbour.get(address).status_code == 404
    assert "装路灯" not in neighbour.get("/talents/opinions/").content.decode()
