"""新风: what a village has of 一约四会, its rules by edition, and what a meeting decided is asked about at the next."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import SHIPING, TODAY, Cast, operator
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.lib.figure import Question, ask_many
from zhucun.org.places import acts as places
from zhucun.policy.customs_values import SHIPPED_BODIES
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones import public_text
from zhucun.six_ones.customs import acts as customs
from zhucun.six_ones.customs import meeting_acts as monthly
from zhucun.six_ones.customs.models import MonthlyItem, VillageCouncil, VillageRules
from zhucun.six_ones.customs.reading import asked_at, bodies_of, side_by_side

LogIn = Callable[[str], Client]
JUNE, LATELY = date(2022, 6, 8), TODAY - timedelta(days=3)
RULES = "一、红事不过二十桌。\n二、白事三天。\n三、不赌博。"


def met(cast: Cast, on: date = LATELY, *purposes: str) -> Meeting:
    answers = [{"name": "purposes", "value": one} for one in purposes or ("village_monthly",)]
    told = {"kind": "meeting", "text": "村月列会：定了修渠", "happened_on": on, "answers": answers}
    return work.write(cast.team, **told, by=cast.actor("first_secretary")).meeting


def decided(cast: Cast, meeting: Meeting, who: str = "first_secretary", **changed: Any) -> MonthlyItem:
    told = {"item": "修渠", "decision": "先修二组", "owner": "village", "due_on": JUNE + timedelta(days=20), **changed}
    return monthly.decide(meeting, **told, by=cast.actor(who))


def set_up(cast: Cast, kind: str, who: str = "clerk", **changed: Any) -> VillageCouncil:
    count = 0 if kind == "village_rules" else 5
    told = {"kind": kind, "since": date(2021, 9, 1), "member_count": count, **changed}
    return customs.set_up(cast.shiping, **told, by=cast.actor(who))


def test_a_village_has_five_when_all_are_set_up_and_its_records_say_what_is_alive(cast: Cast) -> None:
    for one in SHIPPED_BODIES:
        set_up(cast, one.key)
    met(cast, LATELY, "ceremony", "village_monthly")
    question = Question(cast.actor("officer"), cast.county.code, TODAY)
    names = ("covenants", "councils", "customs_complete", "customs.morality", "monthly_meetings", "monthly_villages")

    answers = ask_many([f"six_ones.{name}" for name in names], question)

    assert [one.value for one in answers.values()] == [1, 4, 1, 1, 1, 1]
    assert [len(one.records) for one in answers.values()] == [1, 4, 1, 1, 1, 1]
    active = {one.body.key: one.active_on for one in bodies_of(cast.shiping, SHIPPED_BODIES, TODAY)}
    assert (active["ceremony"], active["morality"]) == (LATELY, None)


@pytest.mark.parametrize(
    ("kind", "changed", "sentence"),
    [
        ("tea", {}, "没有这一样"),
        ("morality", {"member_count": 0}, "写有几个人"),
        ("morality", {"since": TODAY + timedelta(days=1)}, "还没到"),
        ("ceremony", {}, "已经建了"),
    ],
)
def test_what_is_set_up_is_one_of_the_five_once(cast: Cast, kind: str, changed: dict, sentence: str) -> None:
    set_up(cast, "ceremony")
    with pytest.raises(Refused, match=sentence):
        set_up(cast, kind, **changed)


def test_one_that_ended_counts_until_then_and_may_go_on(cast: Cast) -> None:
    row = customs.end(set_up(cast, "morality"), on=JUNE, by=cast.actor("clerk"))
    asked = [Question(cast.actor("officer"), cast.county.code, day) for day in (JUNE - timedelta(days=1), JUNE)]

    assert [ask_many(["six_ones.customs.morality"], one)["six_ones.customs.morality"].value for one in asked] == [1, 0]
    assert customs.go_on(row, by=cast.actor("clerk")).until is None


def test_rules_come_in_editions_beside_each_other_and_the_latest_may_be_taken_back(cast: Cast) -> None:
    secretary = cast.actor("village_secretary")
    customs.adopt(cast.shiping, text=RULES, adopted_on=JUNE, by=secretary)
    after = RULES.replace("二十桌", "十五桌") + "\n四、不吸毒。"
    second = customs.adopt(cast.shiping, text=after, adopted_on=LATELY, by=secretary)

    assert [(one.edition, one.until) for one in VillageRules.objects.order_by("edition")] == [(1, LATELY), (2, None)]
    assert VillageCouncil.objects.get(kind="village_rules").since == JUNE
    assert [one.kind for one in side_by_side(RULES, after)] == ["changed", "kept", "kept", "come"]
    with pytest.raises(Refused, match="新的一版要在那以后"):
        customs.adopt(cast.shiping, text=RULES, adopted_on=JUNE, by=secretary)
    customs.withdraw_rules(second, by=secretary)
    assert VillageRules.objects.get().until is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("张三 431126195001011234", "号码“431…34”"),
        ("电话 138-0013-8000", "号码"),
        ("账号 6217001234567890123", "号码"),
        ("石老根同意", "户主姓名“石老根”"),
        ("二组13号", "门牌"),
        ("患有糖尿病", "健康情况"),
        ("二级残疾", "健康情况"),
    ],
)
def test_what_is_public_names_no_villager_and_no_illness(cast: Cast, log_in: LogIn, text: str, what: str) -> None:
    """R-MON-05."""
    places.add_household(cast.shiping, head_name="石老根", since=JUNE, by=operator())
    heads = public_text.heads_in(cast.shiping)

    assert any(what in str(one) for one in public_text.private_in(f"公示：{text}。", heads))
    shown = log_in("village_secretary").post("/basics/customs/notice/", {"title": "公示", "text": text})
    page = shown.content.decode()
    assert "不能照这样贴" in page
    assert "打印这份公示" not in page


def test_a_clean_notice_may_be_printed_and_is_not_kept(cast: Cast, log_in: LogIn) -> None:
    told = {"title": "低保公示", "text": "二组三户经评议纳入，公示五天。"}
    page = log_in("village_secretary").post("/basics/customs/notice/", told).content.decode()

    assert "打印这份公示" in page
    assert "公示五天" in page


def test_rules_may_speak_of_the_sick_but_not_of_a_household(cast: Cast) -> None:
    places.add_household(cast.shiping, head_name="石老根", since=JUNE, by=operator())
    by = cast.actor("clerk")
    with pytest.raises(Refused, match="户主姓名“石老根”"):
        customs.adopt(cast.shiping, text="石老根家不许办酒", adopted_on=JUNE, by=by)

    assert customs.adopt(cast.shiping, text="照顾重病的老人", adopted_on=JUNE, by=by).edition == 1


def test_what_one_meeting_decided_the_next_asks_about_until_it_is_done(cast: Cast) -> None:
    first, leader = met(cast, JUNE), cast.actor("first_secretary")
    item = decided(cast, first)
    assert asked_at(first, SHIPING) == []
    second = met(cast, LATELY)

    assert [one.item for one in asked_at(second, SHIPING)] == [item]
    monthly.ask_about(item, meeting=second, said="挖了一半", by=leader)
    monthly.ask_about(item, meeting=second, said="挖好了", by=leader)
    assert [one.answer and one.answer.said for one in asked_at(second, SHIPING)] == ["挖好了"]
    with pytest.raises(Refused, match="在那次会以后才定"):
        monthly.ask_about(item, meeting=first, said="早", by=leader)
    item = monthly.finish(item, on=LATELY, result="通水了", by=leader)
    assert [one.item for one in asked_at(met(cast, TODAY), SHIPING)] == []
    question = Question(cast.actor("officer"), cast.county.code, TODAY)
    names = ("monthly_items", "monthly_items_done", "monthly_items_open", "monthly_items_late")
    assert [one.value for one in ask_many([f"six_ones.{one}" for one in names], question).values()] == [1, 1, 0, 0]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"item": " "}, "写议的是什么事"),
        ({"decision": "找 13800138000"}, "台账不留这些"),
        ({"owner": "nobody"}, "选谁来办"),
        ({"due_on": JUNE - timedelta(days=1)}, "在开会以前"),
        ({"item": "修" * 201}, "最多 200 个字"),
    ],
)
def test_an_item_says_what_was_decided_and_by_when(cast: Cast, changed: dict[str, Any], sentence: str) -> None:
    meeting = met(cast, JUNE)
    with pytest.raises(Refused, match=sentence):
        decided(cast, meeting, **changed)


def test_items_belong_to_a_monthly_meeting_and_hold_its_record(cast: Cast) -> None:
    with pytest.raises(Refused, match="不是村里的月列会"):
        decided(cast, met(cast, JUNE, "routine"))
    meeting = met(cast, JUNE)
    item = decided(cast, meeting)
    record, leader = WorkRecord.objects.get(pk=meeting.record_id), cast.actor("first_secretary")

    with pytest.raises(Refused, match="先撤回议题"):
        work.withdraw(record, by=leader)
    moved = JUNE + timedelta(days=1)
    record = work.change(record, text="村月列会：定了修渠", happened_on=moved, reason="记错了", by=leader)
    item.refresh_from_db()
    assert item.decided_on == moved
    monthly.withdraw(item, by=leader)
    assert work.withdraw(record, by=leader).state == "withdrawn"


def test_a_late_item_waits_at_its_owner(cast: Cast) -> None:
    meeting = met(cast, JUNE)

    def late(who: str) -> int:
        return sum(one.count for one in lines_for(cast.actor(who)) if "月列会定的" in one.sentence)

    for owner in ("village", "team", "township"):
        decided(cast, meeting, owner=owner)
    assert [late(one) for one in ("village_secretary", "member", "clerk", "officer", "neighbour")] == [1, 1, 1, 0, 0]


def test_neighbours_reach_nothing(cast: Cast, log_in: LogIn) -> None:
    meeting = met(cast, JUNE)
    item = decided(cast, meeting)
    for who in ("neighbour", "neighbour_county"):
        assert not MonthlyItem.objects.visible_to(cast.actor(who)).exists()
        for address in (f"/basics/customs/{SHIPING}/", f"/basics/customs/meetings/{meeting.pk}/"):
            assert log_in(who).get(address).status_code == 404
        assert "石坪" not in log_in(who).get("/basics/customs/").content.decode()
        with pytest.raises((OutOfReach, NotPermitted)):
            monthly.finish(item, on=TODAY, by=cast.actor(who))
        with pytest.raises((OutOfReach, NotPermitted)):
            set_up(cast, "morality", who)


def test_a_village_is_kept_at_the_desk(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    meeting = met(cast, LATELY)
    secretary, home = log_in("village_secretary"), f"/basics/customs/{SHIPING}/"
    secretary.post(f"{home}set-up/morality/", {"since": "2022-05-01", "member_count": "5"})
    secretary.post(f"{home}rules/new/", {"text": RULES, "adopted_on": "2022-06-01"})
    secretary.post(f"{home}rules/new/", {"text": f"{RULES}\n四、不吸毒。", "adopted_on": "2022-07-01"})
    told = {"item": "修渠", "decision": "先修二组", "owner": "village"}
    secretary.post(f"/basics/customs/meetings/{meeting.pk}/items/new/", told)
    item = MonthlyItem.objects.get()
    secretary.post(f"/basics/customs/items/{item.pk}/finish/", {"on": str(TODAY), "result": "通水了"})

    addresses = (
        (home, "不吸毒", 14),
        (f"{home}rules/", "不吸毒", 12),
        ("/basics/customs/", "石坪", 14),
        ("/basics/customs/items/?view=done", "修渠", 12),
        (f"/basics/customs/meetings/{meeting.pk}/", "通水了", 16),
    )
    for who in ("village_secretary", "officer", "first_secretary"):
        client = log_in(who)
        for address, words, most in addresses:
            client.get(address)
            with django_assert_max_num_queries(most):
                assert words in client.get(address).content.decode(), (who, address)
    assert "一约四会" in log_in("clerk").get(f"/villages/{SHIPING}/").content.decode()
    for name, count in (("councils", 2), ("rules", 2), ("items", 1)):
        assert len(secretary.get(f"/api/v1/customs/{name}/").json()["rows"]) == count
    assert secretary.get(f"/api/v1/customs/items/{item.pk}/").json()["follow_ups"] == []


# ── a village without a team ──


def alone(cast: Cast) -> None:
    """The team goes, so that nobody is in the village to note its meeting."""
    TeamPlace.objects.filter(place=cast.shiping).update(until=JUNE)


def test_a_village_without_a_team_notes_its_own_meeting_and_decides_at_it(cast: Cast, log_in: LogIn) -> None:
    alone(cast)
    village, page = log_in("village_secretary"), f"/basics/customs/{SHIPING}/"
    address = f"{page}meetings/new/"
    assert address in village.get(page).content.decode()
    assert f'href="{page}"' in village.get("/basics/customs/").content.decode()

    sent = {"happened_on": LATELY.isoformat(), "text": "定了修渠", "others": "石有田（村书记）、石老满"}
    answer = village.post(address, sent, follow=True)

    meeting = Meeting.objects.get()
    assert answer.redirect_chain[-1][0] == f"/basics/customs/meetings/{meeting.pk}/"
    assert "石老满" in answer.content.decode()
    item = decided(cast, meeting, "village_secretary", due_on=TODAY)
    assert item.decided_on == LATELY
    question = Question(cast.actor("officer"), cast.county.code, TODAY, since=JUNE)
    assert ask_many(["six_ones.monthly_villages"], question)["six_ones.monthly_villages"].value == 1
    with pytest.raises(Refused, match="先撤回议题"):
        work.withdraw_in_village(meeting.record, by=cast.actor("village_secretary"))
    monthly.withdraw(item, by=cast.actor("village_secretary"))
    work.withdraw_in_village(meeting.record, by=cast.actor("village_secretary"))
    assert not Meeting.objects.standing().exists()
    assert log_in("neighbour").get(address).status_code == 404


@pytest.mark.parametrize(
    ("who", "changed", "refusal"),
    [
        ("village_secretary", {"happened_on": TODAY + timedelta(days=1)}, "还没到"),
        ("village_secretary", {"happened_on": JUNE - timedelta(days=1)}, "由工作队记一笔"),
        ("village_secretary", {"text": " "}, "写一句"),
        ("village_secretary", {"answers": []}, "什么会"),
        ("neighbour", {}, "范围"),
        ("member", {}, "不能"),
    ],
)
def test_what_a_village_may_not_note_itself(cast: Cast, who: str, changed: dict, refusal: str) -> None:
    alone(cast)
    told = {"text": "定了修渠", "happened_on": LATELY, "answers": [{"name": "purposes", "value": "village_monthly"}]}

    with pytest.raises((Refused, OutOfReach, NotPermitted), match=refusal):
        work.write_in_village(cast.shiping, **{**told, **changed}, by=cast.actor(who))

    assert not WorkRecord.objects.exists()
