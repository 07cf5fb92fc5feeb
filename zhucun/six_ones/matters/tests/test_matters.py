"""实事: one record opens the matter; it goes up and comes back, is done, rated, looked at again (R-TASK-04, J9)."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests import make
from tests.cast import SINCE, TODAY, Cast, operator
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.acts.waiting import lines_for
from zhucun.dispatch.handover.matters import matters_of
from zhucun.lib.figure import Question, ask, ask_many
from zhucun.org.places import acts as places
from zhucun.policy import in_force as policy
from zhucun.records.monthly import acts as reports
from zhucun.records.monthly.acts import drafts_of
from zhucun.records.notes import acts as work
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters import handing, rechecking, rules
from zhucun.six_ones.matters.models import UrgentMatter

PUMP = {"kind": "practical", "text": "把坏了的抽水泵送去修，当天取回。", "happened_on": TODAY}


def noted(cast: Cast, who: str = "member", **told: Any) -> tuple[WorkRecord, UrgentMatter]:
    record = work.write(cast.team, **{**PUMP, **told}, by=cast.actor(who))
    return record, UrgentMatter.objects.get(record=record)


def registered(cast: Cast, who: str = "clerk", **told: Any) -> UrgentMatter:
    given = {"text": "渠道塌了一段", "raised_on": TODAY - timedelta(days=3), **told}
    return matters.register(cast.shiping, **given, by=cast.actor(who))


def answered(**told: str) -> dict[str, Any]:
    return {"answers": [{"name": name, "value": value} for name, value in told.items()]}


def test_one_sentence_on_the_phone_is_a_matter_done_that_day(cast: Cast) -> None:
    """J9: no more taps than before; whose it is comes from the household that was tapped."""
    home = places.add_household(cast.shiping, head_name="石老根", since=SINCE, by=operator())

    record, matter = noted(cast, households=[home])

    assert (matter.state, matter.done_on, matter.household, matter.team) == ("done", TODAY, home, cast.team)
    assert (matter.text, matter.field, matter.duty) == (record.text, "other", "service")
    assert [one.kind for one in matter.steps.order_by("pk")] == ["raised", "done"]
    assert matter.steps.first().done_by == record.written_by
    solved = ask("six_ones.matters_solved", Question(cast.actor("officer"), cast.county.code, TODAY))
    assert list(solved.records) == [matter]


def test_a_record_that_promises_a_day_opens_a_matter_under_way(cast: Cast) -> None:
    _, matter = noted(cast, **answered(field="environment", promised_on="2022-07-20"))

    assert (matter.state, matter.promised_on, matter.field) == ("open", date(2022, 7, 20), "environment")
    with pytest.raises(Refused, match="没有这个方面"):
        noted(cast, **answered(field="nothing"))
    with pytest.raises(Refused, match="在提出以前"):
        noted(cast, **answered(promised_on="2022-07-01"))
    assert UrgentMatter.objects.count() == WorkRecord.objects.filter(kind="practical").count() == 1


def test_a_correction_of_the_record_corrects_the_matter_and_every_figure(cast: Cast) -> None:
    """A past month's correction is never half done."""
    record, matter = noted(cast)
    record = work.change(
        record, text="修了两台抽水泵。", happened_on=TODAY - timedelta(days=40), by=cast.actor("member")
    )

    matter.refresh_from_db()
    assert (matter.text, matter.raised_on) == ("修了两台抽水泵。", TODAY - timedelta(days=40))
    assert matter.done_on == matter.raised_on
    july = Question(cast.actor("officer"), cast.county.code, TODAY, since=date(2022, 7, 1))
    assert ask("six_ones.matters_solved", july).value == 0

    work.withdraw(record, by=cast.actor("member"))
    matter.refresh_from_db()
    assert matter.state == "withdrawn"
    work.restore(WorkRecord.objects.get(pk=record.pk), by=cast.actor("member"))
    matter.refresh_from_db()
    assert matter.state == "done"


def test_a_record_whose_matter_has_gone_on_stays(cast: Cast) -> None:
    record, matter = noted(cast, **answered(promised_on="2022-07-20"))
    handing.work(matter, text="师傅来看过", by=cast.actor("member"))

    with pytest.raises(Refused, match="已经往下办了"):
        work.withdraw(record, by=cast.actor("member"))


def test_a_matter_goes_up_and_comes_back(cast: Cast) -> None:
    """Handed up, it is no longer the team's to finish; the township or the department that got it does."""
    matter = handing.hand_up(registered(cast), reason="要水利上派挖机", by=cast.actor("member"))
    assert (matter.state, matter.owner_name) == ("handed_up", "乡镇")
    assert any("村里交上来" in one.sentence for one in lines_for(cast.actor("clerk")))
    with pytest.raises(Refused, match="已经交给乡镇"):
        matters.finish(matter, on=TODAY, by=cast.actor("member"))

    matter = handing.hand_up(matter, reason="镇里没有挖机", unit=cast.archive, by=cast.actor("clerk"))
    assert any("村里交上来" in one.sentence for one in lines_for(cast.actor("liaison")))
    matter = handing.hand_back(matter, reason="挖机明天到，村里清路", by=cast.actor("liaison"))
    assert (matter.state, matter.owner, matter.unit) == ("open", "team", None)
    matter = matters.finish(matter, on=TODAY, result="通水了", rating="satisfied", by=cast.actor("member"))

    assert [one.kind for one in matter.steps.order_by("pk")] == [
        "raised",
        "handed_up",
        "handed_up",
        "handed_back",
        "done",
    ]
    assert matter.steps.filter(to_whom=cast.archive.name).count() == 1


def test_what_cannot_be_done_says_why_and_may_be_taken_up_again(cast: Cast) -> None:
    with pytest.raises(Refused, match="为什么办不成"):
        handing.cannot(registered(cast), reason=" ", by=cast.actor("member"))
    matter = handing.cannot(UrgentMatter.objects.get(), reason="不在规划里，明年再报", by=cast.actor("member"))
    assert (matter.state, matter.result) == ("cannot", "不在规划里，明年再报")

    matter = matters.reopen(matter, reason="规划调了", by=cast.actor("member"))
    assert (matter.state, matter.result) == ("open", "")


def test_a_promised_day_is_moved_with_the_reason_and_waits_once_it_is_past(cast: Cast) -> None:
    matter = registered(cast, promised_on=TODAY - timedelta(days=1))
    assert any("过了答应的日子" in one.sentence for one in lines_for(cast.actor("member")))

    with pytest.raises(Refused, match="改日子写一句"):
        handing.promise(matter, promised_on=TODAY + timedelta(days=5), by=cast.actor("member"))
    handing.promise(matter, promised_on=TODAY + timedelta(days=5), reason="等料", by=cast.actor("member"))

    assert not any("过了答应的日子" in one.sentence for one in lines_for(cast.actor("member")))


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"text": " "}, "写一句是什么事"),
        ({"text": "石老根要低保，身份证 431126195001011234"}, "身份证号"),
        ({"text": "找王师傅 138 0013 8000"}, "手机号"),
        ({"raised_on": TODAY + timedelta(days=1)}, "还没到"),
        ({"done_on": TODAY - timedelta(days=9)}, "不能在那以前办结"),
        ({"promised_on": TODAY - timedelta(days=9)}, "在提出以前"),
        ({"rating": "five"}, "在列出来的里面选"),
    ],
)
def test_what_is_wrong_is_refused_in_a_sentence(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        registered(cast, **told)


def test_a_household_of_another_village_is_refused(cast: Cast) -> None:
    home = places.add_household(cast.liuxi, head_name="柳大", since=SINCE, by=operator())

    with pytest.raises(Refused, match="不在石坪村"):
        registered(cast, household=home)


def test_which_are_looked_at_again_is_decided_by_their_number_alone() -> None:
    done = date(2022, 4, 1)
    chosen = [key for key in range(1, 41) if rules.recheck_day(key, done, 90, 10)]

    assert chosen == [10, 20, 30, 40]
    assert rules.recheck_day(10, done, 90, 10) == date(2022, 6, 30)
    assert rules.recheck_day(10, done, 90, 0) is None


def test_what_came_back_is_open_again(cast: Cast) -> None:
    """R-TASK-04: by another than did it, after its days."""
    matter = _due(cast)
    assert any("该回访" in one.sentence for one in lines_for(cast.actor("clerk")))
    with pytest.raises(Refused, match="请别人回访"):
        rechecking.recheck(matter, outcome="holds", by=cast.actor("clerk"))
    with pytest.raises(Refused, match="又怎么坏了"):
        rechecking.recheck(matter, outcome="came_back", by=cast.actor("secretary"))

    matter = rechecking.recheck(matter, outcome="came_back", note="水泵又漏", by=cast.actor("secretary"))

    assert (matter.state, matter.done_on, matter.recheck_on) == ("open", None, None)
    assert matter.rechecks.get().note == "水泵又漏"
    with pytest.raises(Refused, match="不用回访"):
        rechecking.recheck(matter, outcome="holds", by=cast.actor("secretary"))


def _due(cast: Cast) -> UrgentMatter:
    """The first that the sample falls on, done long ago by the clerk."""
    long_ago = TODAY - timedelta(days=100)
    while True:
        row = registered(cast, raised_on=long_ago, done_on=long_ago)
        if row.recheck_on is not None:
            return row


def test_neighbours_see_nothing_and_touch_nothing(cast: Cast) -> None:
    matter = registered(cast)
    for who in ("neighbour", "neighbour_county"):
        assert not UrgentMatter.objects.visible_to(cast.actor(who)).exists()
        with pytest.raises((OutOfReach, NotPermitted)):
            matters.finish(matter, on=TODAY, by=cast.actor(who))
        with pytest.raises((OutOfReach, NotPermitted)):
            registered(cast, who)
    asked = Question(cast.actor("neighbour"), cast.county.code, TODAY)
    answers = ask_many(["six_ones.matters_solved", "six_ones.matters_open", "six_ones.matters_raised"], asked)
    assert {one.value for one in answers.values()} == {0}


def test_a_team_registers_only_where_it_serves(cast: Cast) -> None:
    assert registered(cast, "member").team == cast.team
    with pytest.raises(OutOfReach):
        matters.register(cast.liuxi, text="别村的事", raised_on=TODAY, by=cast.actor("member"))
    make.team(cast.liuxi)
    with pytest.raises(OutOfReach):
        matters.register(cast.liuxi, text="别队的事", raised_on=TODAY, by=cast.actor("member"))


def test_a_record_may_say_which_duty_it_is(cast: Cast) -> None:
    """R-TASK-01: one of the four; 为民办事服务 where nothing is said."""
    assert noted(cast, **answered(duty="governance"))[1].duty == "governance"
    assert noted(cast)[1].duty == "service"


def test_the_second_look_moves_with_the_day_on_which_it_was_done(cast: Cast) -> None:
    days = policy.of(cast.actor("officer")).matters.recheck_days
    earlier = TODAY - timedelta(days=5)
    record, matter = next(found for _ in range(20) if (found := noted(cast, happened_on=earlier))[1].recheck_on)

    work.change(record, text=record.text, happened_on=TODAY, by=cast.actor("member"))

    matter.refresh_from_db()
    assert (matter.done_on, matter.recheck_on) == (TODAY, TODAY + timedelta(days=days))


def test_a_leaver_s_open_matters_are_told_to_the_successor(cast: Cast) -> None:
    """R-SEL-18: sentences anybody of the handover may read, of disputes and clues how many."""
    answers = {"practical": {"promised_on": "2022-08-01"}, "dispute": {"settled": "not_yet"}, "clue": {}}
    for kind, told in answers.items():
        given = {"kind": kind, "text": "水渠塌了", "happened_on": TODAY, **answered(**told)}
        work.write(cast.team, **given, by=cast.actor("member"))

    found = [evidence.sentence for evidence in matters_of([cast.member], TODAY)[cast.member.pk]]

    assert any("“水渠塌了”还在" in sentence and "2022-08-01" in sentence for sentence in found)
    assert [sentence for sentence in found if "水渠" not in sentence] == [
        "1 起矛盾纠纷还在调解，接的人接着问",
        "1 条监测线索乡镇还没有处理，接的人接着问",
    ]


def test_a_past_month_corrected_while_its_report_is_made_stays_right(cast: Cast) -> None:
    """What was confirmed keeps its numbers and says which ledgers say otherwise now; figures are as a full recount."""
    may, june = date(2022, 5, 20), date(2022, 6, 10)
    record = noted(cast, happened_on=june)[0]
    leader, officer = cast.actor("first_secretary"), cast.actor("officer")

    def solved(since: date, until: date) -> int:
        question = Question(officer, cast.county.code, TODAY, since=since, until=until)
        return ask_many(["six_ones.matters_solved"], question)["six_ones.matters_solved"].value

    report = reports.confirm(cast.team, month=june.replace(day=1), by=leader)
    before = report.numbers
    work.change(record, text=record.text, happened_on=may, reason="日子记错了", by=cast.actor("member"))

    report.refresh_from_db()
    assert report.numbers == before
    assert drafts_of([cast.team.pk], report.month, leader)[cast.team.pk][0] != before
    assert (solved(date(2022, 5, 1), date(2022, 6, 1)), solved(date(2022, 6, 1), date(2022, 7, 1))) == (1, 0)
    assert UrgentMatter.objects.done_in(date(2022, 5, 1), date(2022, 6, 1)).count() == 1
