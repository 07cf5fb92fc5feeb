"""What is counted of talks and 问责: kinds apart, a 双约谈 never as 问责, rows for few (R-TLK-08, R-TLK-09)."""

from datetime import date

import pytest

from tests.cast import COUNTY, DONGLING, TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.lib.evidence import Evidence
from zhucun.lib.figure import Answer, Question, ask_many
from zhucun.oversight.accountability import acts as accountability
from zhucun.oversight.consequences import acts as consequences
from zhucun.oversight.talks import acts as talks
from zhucun.oversight.talks.models import TalkRecord
from zhucun.oversight.talks.rules import Kind

pytestmark = pytest.mark.django_db
ASKED = [
    *("accountability", "accountability_circular", "accountability_of_team", "unit_heads_talked_to"),
    *("dual_talks", "dual_talks_complete", "dual_talk_parts", "members_talked_to"),
]


@pytest.fixture
def told(cast: Cast) -> Cast:
    """One 双约谈 complete and one half, a head talked to, two held to account of whom one is withdrawn."""
    leader = cast.actor("office_leader")
    evidence = [Evidence("test", 1, "季度考核一般", "")]
    for of in (cast.first_secretary, cast.neighbour_member):
        consequences.open_it(consequences.fire("quarter_fair", of, evidence=evidence, by=leader)[0], by=leader)
    head = talks.notify_unit(cast.archive, reason="拖了", by=leader)
    parts = TalkRecord.objects.filter(posting=cast.first_secretary)
    half = TalkRecord.objects.get(posting=cast.neighbour_member, kind=Kind.DUAL_UNIT)
    said = {"held_on": TODAY, "points": "走访少", "statement": "认"}
    talks.hold.many([Told(one, said) for one in (head, half, *parts)], by=leader)
    paper = {"document": "青驻办通〔2022〕1号", "decided_on": TODAY, "decided_by": "县驻村办", "reason": "拖延"}
    accountability.record(cast.county, kind="circular", **paper, team=cast.team, by=leader)
    taken = accountability.record(cast.county, kind="reminder", **paper, unit=cast.archive, by=leader)
    accountability.withdraw(taken, reason="登错了", by=leader)
    return cast


def asked(cast: Cast, who: str, scope: str = COUNTY) -> list[Answer]:
    question = Question(cast.actor(who), scope, TODAY, since=date(2022, 1, 1))
    return list(ask_many([f"oversight.{name}" for name in ASKED], question).values())


def test_each_is_counted_apart_and_the_rows_are_as_many(told: Cast) -> None:
    found = asked(told, "office_leader")

    assert [one.value for one in found] == [1, 1, 1, 1, 2, 1, 3, 0]
    assert [one.records.count() for one in found] == [one.value for one in found]


def test_the_office_knows_the_number_and_few_the_names(told: Cast) -> None:
    found = asked(told, "officer")

    assert [one.value for one in found] == [1, 1, 1, 1, 2, 1, 3, 0]
    assert [one.records.count() for one in found] == [0, 0, 0, 0, 2, 1, 0, 0]


def test_below_the_county_nothing_is_told_but_how_far_ones_own_dual_talks_are(told: Cast) -> None:
    assert [one.value for one in asked(told, "secretary", DONGLING)] == [None, None, None, None, 1, 1, None, None]
