"""A list of what was announced: known by name, by document once, refused with a sentence, taken back whole."""

import pytest

from tests.cast import Cast
from tests.imports import said, xlsx
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
HEAD = ("姓名", "类别", "新任职务", "文号", "公布日期", "级别")


def listed(*rows: tuple[object, ...]) -> bytes:
    return xlsx(*rows, head=HEAD, title="驻村干部提拔晋升表彰名单")


def test_a_list_comes_in_once_each_kind_in_its_group(cast: Cast) -> None:
    member, first = cast.member.cadre.person.name, cast.first_secretary.cadre.person.name
    data = listed(
        (first, "提拔使用", "任某镇党委委员", "青干〔2022〕8号", "2022-06-01", "县级"),
        (member, "表彰", "县优秀驻村队员", "青委〔2022〕9号", "2022-06-02", None),
    )

    done = bring_in(data, "名单.xlsx", Choices(), by=cast.actor("organisation"))

    assert done.file.counts == {"outcomes": 2}
    assert set(AnnouncedOutcome.objects.values_list("group", "kind", "level")) == {
        ("promote", "promoted", "county"),
        ("commend", "", "county"),
    }
    assert look(data, "名单.xlsx", Choices(), by=cast.actor("officer")).changes_nothing


def test_what_is_not_announced_or_of_nobody_known_is_refused(cast: Cast) -> None:
    member = cast.member.cadre.person.name
    told = ("提拔", "任某镇党委委员", "青干〔2022〕8号")
    data = listed((member, *told, "2022-07-12", None), ("无名氏", *told, "2022-06-01", None),
                  (member, *told, "2020-06-01", None))  # fmt: skip

    plan = look(data, "名单.xlsx", Choices(), by=cast.actor("officer"))

    assert not plan.may_be_carried_out
    assert [word for word in ("公布了再登记", "没有驻过村", "一样") if word not in "".join(said(plan).values())] == []
