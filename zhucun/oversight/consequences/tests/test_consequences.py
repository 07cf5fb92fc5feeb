"""What follows from a grade or an event: proposed once with its evidence, opened or set aside by a leader."""

from collections.abc import Iterator

import pytest

from tests.cast import Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.lib.evidence import Evidence
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.consequences import openers
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.consequences.rules import State
from zhucun.policy.consequence_values import SHIPPED_TABLE, Consequences, Follows
from zhucun.policy.rows import problem_of

pytestmark = pytest.mark.django_db
SHEET = Evidence("oversight.scoresheet", 7, "2022年第一季度考核：一般", "/assessment/sheets/7/")


@pytest.fixture
def opens_the_team() -> Iterator[None]:
    """As a topic would register: what is opened is a row of its own."""
    before = dict(openers._openers)
    openers.opens("person_talk")(lambda rows, by: [row.posting.team for row in rows])
    yield
    openers._openers.clear()
    openers._openers.update(before)


def test_an_event_proposes_what_the_table_says_and_the_same_record_never_twice(cast: Cast) -> None:
    by = cast.actor("officer")

    made = consequences.fire("quarter_fair", cast.member, evidence=[SHEET], by=by)
    again = consequences.fire("quarter_fair", cast.member, evidence=[SHEET], by=by)

    assert [(row.opens, row.state, row.why, (row.due_on - row.fired_on).days) for row in made] == [
        ("dual_talk", State.PROPOSED, "2022年第一季度考核：一般", 15)
    ]
    assert again == []
    assert Consequence.objects.count() == 1


def test_nothing_follows_without_a_record_that_says_why(cast: Cast) -> None:
    with pytest.raises(Refused, match="没有佐证"):
        consequences.fire("quarter_fair", cast.member, evidence=[], by=cast.actor("officer"))


def test_of_one_event_each_subject_opens_its_own(cast: Cast) -> None:
    item = Evidence("oversight.rectificationitem", 3, "石坪村饮水管，过期 5 天", "")
    by = cast.actor("officer")

    of_unit = consequences.fire("item_overdue", cast.archive, evidence=[item], by=by)
    of_team = consequences.fire("item_overdue", cast.team, evidence=[item], by=by)

    assert [row.opens for row in (*of_unit, *of_team)] == ["unit_head_talk", "team_talk"]


def test_a_leader_sets_it_aside_with_a_reason_and_nobody_else_may(cast: Cast) -> None:
    row = consequences.fire("quarter_poor", cast.member, evidence=[SHEET], by=cast.actor("officer"))[0]

    with pytest.raises(NotPermitted):
        consequences.set_aside(row, reason="已经调走", by=cast.actor("officer"))
    with pytest.raises(Refused, match="为什么不办"):
        consequences.set_aside(row, reason=" ", by=cast.actor("office_leader"))
    done = consequences.set_aside(row, reason="已经调走", by=cast.actor("office_leader"))

    assert (done.state, done.reason, done.decided_by) == (State.SET_ASIDE, "已经调走", "唐志远")
    with pytest.raises(Refused, match="这一步不能办了"):
        consequences.open_it(done, by=cast.actor("office_leader"))


@pytest.mark.usefixtures("opens_the_team")
def test_several_are_opened_in_one_act_and_know_what_was_opened(cast: Cast) -> None:
    by = cast.actor("office_leader")
    row = Consequence.objects.create(
        event="quarter_fair",
        opens="person_talk",
        posting=cast.member,
        place_code=cast.member.place_code,
        evidence=[],
        source="test:1",
        fired_on=by.today,
        due_on=by.today,
    )

    opened = consequences.open_it(row, by=by)

    assert (opened.state, opened.opened_kind, opened.opened_key) == (
        State.OPENED,
        "dispatch.team",
        cast.member.team_id,
    )
    assert consequences.call_off(["test:1"], reason="等次改了", by=by) == [opened]


def test_what_is_only_proposed_is_called_off_with_what_it_followed_from(cast: Cast) -> None:
    by = cast.actor("officer")
    consequences.fire("quarter_fair", cast.member, evidence=[SHEET], by=by)

    assert consequences.call_off([SHEET.reference], reason="复核后改为较好", by=by) == []

    assert list(Consequence.objects.values_list("state", "reason")) == [("set_aside", "复核后改为较好")]


@pytest.mark.parametrize("who", ["secretary", "liaison", "member", "village_secretary", "audit_admin"])
def test_nobody_below_the_county_reads_what_is_proposed_about_people(cast: Cast, who: str) -> None:
    """R-TLK-09."""
    row = consequences.fire("quarter_fair", cast.member, evidence=[SHEET], by=cast.actor("officer"))[0]

    assert not Consequence.objects.visible_to(cast.actor(who)).exists()
    with pytest.raises((OutOfReach, NotPermitted)):
        consequences.open_it(row, by=cast.actor(who))


def test_a_table_that_joins_what_does_not_belong_together_is_refused() -> None:
    wrong = [Follows("quarter_fair", "team_talk", 5)]

    assert problem_of(Follows, wrong) == "“队员季度考核一般”接不上“约谈工作队”：说的不是同一种对象。"
    assert problem_of(Follows, [*SHIPPED_TABLE, SHIPPED_TABLE[0]]) == "有两行一样。"
    assert problem_of(Follows, list(Consequences().table)) == ""
