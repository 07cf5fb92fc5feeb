"""An item overdue too long proposes a talk, once, and speaks for one with the unit's head (R-ASS-10, R-TLK-01)."""

from datetime import date

import pytest

from tests.cast import Cast, operator
from zhucun.acts.refused import Refused
from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.consequences.unit_facts import units_by_rule
from zhucun.oversight.rectification import following
from zhucun.oversight.rectification.tests.test_way import issued
from zhucun.policy.consequence_values import Talks, UnitRule

pytestmark = pytest.mark.django_db


def test_what_is_long_overdue_is_proposed_once_about_the_unit(cast: Cast) -> None:
    item = issued(cast, on=date(2022, 6, 1))

    assert [following.propose_over_overdue(operator()) for _ in range(2)] == [{"proposed": 1}, {"proposed": 0}]

    row = Consequence.objects.get()
    assert (row.opens, row.unit, row.source) == (
        "unit_head_talk",
        cast.archive,
        f"oversight.rectificationitem:{item.pk}",
    )
    assert "5月账目未上墙，2022年6月16日到期没有办结" in row.why


def test_list_and_table_speak_of_the_same_overdue(cast: Cast) -> None:
    item = issued(cast, on=date(2022, 6, 25))
    with pytest.raises(Refused, match="再往上一级"):
        following.follow_up_overdue(item, by=cast.actor("office_leader"))
    leader = cast.actor("office_leader")
    assert units_by_rule("990126", Talks(), leader) == {}
    issued(cast, number="青驻办函〔2022〕10号", on=date(2022, 6, 18))

    found = units_by_rule("990126", Talks(), leader)

    assert [line.sentence for line in found[cast.archive.pk]] == ["整改事项过期没有办结 1 件"]
    assert units_by_rule("990126", Talks(unit_rule=(UnitRule("overdue_items", 2),)), leader) == {}
