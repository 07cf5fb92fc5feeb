"""四个一批: what was announced is counted by its kind; nobody under consideration is ever written down."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cast import COUNTY, TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.incentives.outcomes import acts as outcomes
from zhucun.incentives.outcomes.models import AnnouncedOutcome, ReserveTotal
from zhucun.lib.figure import Question, ask

pytestmark = pytest.mark.django_db
TOLD = {"level": "county", "document": "青组〔2022〕8号", "on": date(2022, 6, 1), "what": "任某镇党委委员"}
PROMOTED = {**TOLD, "group": "promote", "kind": "promoted"}


def counted(cast: Cast, who: str = "officer") -> dict[str, int]:
    question = Question(cast.actor(who), COUNTY, TODAY, date(2022, 1, 1), TODAY + timedelta(days=1))
    names = ("promoted", "advanced_use", "rank_advanced", "title_advanced", "commended")
    return {name: ask(f"incentives.{name}", question).value for name in names}


def test_each_kind_is_counted_apart_and_what_was_taken_back_is_not(cast: Cast) -> None:
    """R-USE-03: one person may have several, each is one 人次."""
    by = cast.actor("organisation")
    outcomes.announce(cast.first_secretary, **PROMOTED, by=by)
    outcomes.announce(cast.first_secretary, **{**PROMOTED, "kind": "rank_advanced", "what": "晋升三级主任科员"}, by=by)
    outcomes.announce(cast.member, **TOLD, group="commend", by=by)
    wrong = outcomes.announce(cast.member, **{**PROMOTED, "kind": "title_advanced"}, by=by)
    outcomes.withdraw(wrong, by=by)

    assert counted(cast) == {
        "promoted": 1, "advanced_use": 0, "rank_advanced": 1, "title_advanced": 0, "commended": 1,
    }  # fmt: skip
    assert AnnouncedOutcome.objects.visible_to(cast.actor("first_secretary")).count() == 2


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"document": " "}, "定了、公布了的才登记"),
        ({"document": "口头"}, "写全文件号"),
        ({"document": "组织部通知"}, "写全文件号"),
        ({"document": "青组〔2022〕号"}, "写全文件号"),
        ({"document": "8号"}, "写全文件号"),
        ({"what": "拟列入后备人选"}, "“拟”"),
        ({"what": "列为后备干部"}, "“后备”"),
        ({"what": "考察对象"}, "“考察”"),
        ({"what": "推荐为优秀第一书记"}, "“推荐”"),
        ({"on": TODAY + timedelta(days=1)}, "公布了再登记"),
        ({"on": date(2021, 5, 31)}, "不是驻村的结果"),
        ({"kind": None}, "要选是哪一种：提拔、进一步使用"),
        ({"group": "commend"}, "只在提拔使用里选"),
        ({"group": "reserve", "kind": None}, "选一批"),
        ({"what": ""}, "写公布的是什么"),
        ({"level": "village"}, "哪一级公布的"),
    ],
)
def test_what_was_not_announced_is_not_written_down(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    """R-USE-07."""
    with pytest.raises(Refused, match=sentence):
        outcomes.announce(cast.member, **{**PROMOTED, **told}, by=cast.actor("officer"))


@pytest.mark.parametrize("document", ["青组（2022）8号", "青组[2022] 第8号", "青岭县人民政府令2022年第8号"])
def test_a_document_is_known_by_its_year_and_number_however_they_are_bracketed(cast: Cast, document: str) -> None:
    told = {**PROMOTED, "document": document, "what": "任县粮食和物资储备中心主任"}

    assert outcomes.announce(cast.member, **told, by=cast.actor("officer")).document == document


def test_one_document_says_a_thing_of_a_person_once(cast: Cast) -> None:
    outcomes.announce(cast.member, **PROMOTED, by=cast.actor("officer"))

    with pytest.raises(Refused, match="登记过了"):
        outcomes.announce(cast.member, **PROMOTED, by=cast.actor("organisation"))


def test_of_the_reserve_there_is_a_total_and_no_column_for_a_person(cast: Cast) -> None:
    """R-USE-01, R-USE-07."""
    made = outcomes.total_reserve(
        cast.county, people=30, document="青组〔2022〕9号", on=TODAY, by=cast.actor("officer")
    )

    with pytest.raises(Refused, match="不写名单"):
        outcomes.total_reserve(cast.county, people=0, document="青组〔2022〕10号", on=TODAY, by=cast.actor("officer"))
    assert made.people == 30
    assert not [field for field in ReserveTotal._meta.fields if field.is_relation]


def test_others_read_nothing_and_townships_write_nothing(cast: Cast) -> None:
    outcomes.announce(cast.member, **PROMOTED, by=cast.actor("officer"))

    for who in ("neighbour", "neighbour_county"):
        assert not AnnouncedOutcome.objects.visible_to(cast.actor(who)).exists()
    with pytest.raises(OutOfReach):
        outcomes.announce(cast.first_secretary, **PROMOTED, by=cast.actor("neighbour_county"))
    with pytest.raises(NotPermitted):
        outcomes.announce(cast.first_secretary, **PROMOTED, by=cast.actor("secretary"))


def test_nobody_enters_or_takes_back_a_result_of_their_own(cast: Cast) -> None:
    """R-SEC-14, by person: whatever account they use."""
    officer = cast.actor("officer")
    own = replace(officer, persons=frozenset([cast.member.cadre.person_id]))

    with pytest.raises(Refused, match="请别人登记"):
        outcomes.announce(cast.member, **PROMOTED, by=own)
    row = outcomes.announce(cast.member, **PROMOTED, by=officer)
    with pytest.raises(Refused, match="请别人撤回"):
        outcomes.withdraw(row, by=own)
