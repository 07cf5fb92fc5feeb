"""A scheme is whole, fair and frozen before anybody is graded by it."""

from typing import Any

import pytest

from tests import assessing
from tests.assessing import PERSON, QUARTER
from tests.cast import Cast
from zhucun.acts.refused import NotPermitted, Refused
from zhucun.oversight.schemes import acts as schemes
from zhucun.oversight.schemes.linting import faults
from zhucun.oversight.schemes.models import Scheme
from zhucun.oversight.schemes.registry import all_facts, sources_of
from zhucun.oversight.schemes.rules import ObjectKind, SchemeState
from zhucun.oversight.schemes.shipped import SHIPPED, item

GOOD = [item("乡镇评", "乡镇评", 60, raters={"township": 100}), item("单位评", "单位评", 40, raters={"unit": 100})]


def test_every_shipped_scheme_can_be_put_in_force(cast: Cast) -> None:
    for kind, cycle in SHIPPED:
        made = assessing.scheme(cast, kind, cycle)
        assert sum(leaf.weight for leaf in made.rules().leaves) == 100
        assert {one.fact for one in made.rules().ceilings} <= set(all_facts())
        assert {leaf.source for leaf in made.rules().leaves} - {""} <= set(sources_of(kind))


def test_a_draft_is_for_whoever_writes_it_or_puts_it_in_force(cast: Cast) -> None:
    """On its page and in the API as in the list; by which rules one is judged stands when it is in force."""
    drafted = schemes.draft(cast.county, object_kind=PERSON, cycle=QUARTER, by=cast.actor("officer"))

    def seeing() -> set[str]:
        return {who for who in cast.accounts if Scheme.objects.visible_to(cast.actor(who)).filter(pk=drafted.pk)}

    assert seeing() == {"officer", "office_leader", "organisation"}
    schemes.enforce(drafted, basis=assessing.BASIS, by=cast.actor("office_leader"))
    assert {"secretary", "liaison", "member", "neighbour"} <= seeing()
    assert "neighbour_county" not in seeing()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"indicators": GOOD[:1]}, "加起来是 60，要正好 100（还差 40）"),
        ({"indicators": [*GOOD, *GOOD]}, "加起来是 200"),
        ({"indicators": [{**GOOD[0], "weight": 0}, {**GOOD[1], "weight": 100}]}, "要比 0 大"),
        ({"indicators": []}, "还没有写考核项目"),
        ({"cap_percent": 0}, "不能写 0"),
        ({"bands": [70, 85, 60]}, "从高到低"),
        ({"indicators": [{**GOOD[0], "raters": {}}, GOOD[1]], "raters": {}}, "没有写由谁来评"),
        ({"indicators": [{**GOOD[0], "source": "luck"}, GOOD[1]]}, "要算的记录现在没有"),
        ({"ceilings": [{"fact": "bad_mood", "at_least": 1, "grade": 3}]}, "不是一票否决的情形"),
        ({"indicators": [{**GOOD[0], "name": "日志篇数"}, GOOD[1]]}, "不能看会议、文件、日志多少"),
        ({"indicators": [{**GOOD[0], "standard": "每周上传照片"}, GOOD[1]]}, "不能看照片、视频多少"),
    ],
)
def test_what_is_not_whole_or_not_fair_is_refused_in_a_sentence(
    cast: Cast, changed: dict[str, Any], sentence: str
) -> None:
    """R-ASS-03, R-ASS-06, R-ASS-14."""
    with pytest.raises(Refused, match=sentence):
        assessing.scheme(cast, **changed)


def test_a_unit_is_rated_by_the_office_alone(cast: Cast) -> None:
    """Its people stand in several townships: one that rates it for all would not be fair, and would reach no sheet."""
    with pytest.raises(Refused, match="它的人不止在一个乡镇"):
        assessing.scheme(cast, ObjectKind.UNIT, indicators=GOOD, raters={"office": 50, "township": 50})


@pytest.mark.parametrize(
    "name",
    [
        "学习强国积分",
        "线上学习时长",
        "宣传报道条数",
        "领导批示",
        "朋友圈点赞",
        "平台使用率",
        "会议次数",
        "工作照片",
        "打卡",
    ],
)
def test_forbidden_indicators_are_found(name: str) -> None:
    """R-ASS-14."""
    assert list(faults(name))


@pytest.mark.parametrize("name", ["驻村天数", "为民办事服务", "整改按期", "不看日志篇数", "严禁以照片代替实效"])
def test_honest_wordings_pass(name: str) -> None:
    assert not list(faults(name))


def test_in_force_it_is_not_changed_but_followed_by_a_new_version(cast: Cast) -> None:
    first = assessing.scheme(cast)
    with pytest.raises(Refused, match="启用过的方案不能改"):
        schemes.write(first, **schemes.content_of(first), by=cast.actor("officer"))

    second = assessing.scheme(cast, bands=[90, 75, 60])

    assert Scheme.objects.get(pk=first.pk).state == SchemeState.RETIRED
    assert (second.number, second.bands) == (2, [90, 75, 60])
    assert [leaf.name for leaf in second.rules().leaves] == [leaf.name for leaf in first.rules().leaves]


def test_the_office_drafts_and_its_leader_puts_in_force(cast: Cast) -> None:
    made = schemes.draft(cast.county, object_kind=ObjectKind.TEAM, cycle=QUARTER, by=cast.actor("officer"))
    with pytest.raises(NotPermitted):
        schemes.enforce(made, basis="青组发〔2022〕4号", by=cast.actor("officer"))
    with pytest.raises(Refused, match="依据的文号"):
        schemes.enforce(made, by=cast.actor("office_leader"))
    with pytest.raises(Refused, match="已经有一份草稿"):
        schemes.draft(cast.county, object_kind=ObjectKind.TEAM, cycle=QUARTER, by=cast.actor("officer"))
    schemes.withdraw(made, by=cast.actor("officer"))
    assert schemes.draft(cast.county, object_kind=PERSON, cycle=QUARTER, by=cast.actor("officer")).number == 1


def test_everybody_of_the_county_reads_by_what_they_are_judged_and_nobody_of_another(cast: Cast) -> None:
    assessing.scheme(cast)
    assert Scheme.objects.visible_to(cast.actor("secretary")).exists()
    assert not Scheme.objects.visible_to(cast.actor("neighbour_county")).exists()
