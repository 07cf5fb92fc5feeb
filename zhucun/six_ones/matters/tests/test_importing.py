"""实事台账 of before is brought in once; what cannot be is named at its cell, and no number of a person gets in."""

import pytest

from tests.cast import SINCE, Cast, operator
from tests.imports import xlsx
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.org.places import acts as places
from zhucun.sheets.plan import Outcome
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
HEAD = ("事项", "乡镇", "村", "户主", "提出日期", "来源", "类别", "办结日期", "办理结果", "满意度")
DONE = ("修渠", "东岭镇", "石坪村", "石老根", "2022-03-01", "电话", "人居环境", "2022-03-09", "通水了", "满意")


def told(**changed: str) -> tuple[str, ...]:
    return tuple({**dict(zip(HEAD, DONE, strict=True)), **changed}.values())


def sheet(*rows: tuple[str, ...]) -> bytes:
    return xlsx(*(list(row) for row in rows), head=HEAD, title="实事台账")


def test_matters_of_before_come_in_once(cast: Cast) -> None:
    home = places.add_household(cast.shiping, head_name="石老根", since=SINCE, by=operator())
    data, by = sheet(DONE, told(事项="装路灯", 户主="没有这户", 办结日期="", 满意度="")), cast.actor("clerk")

    done = bring_in(data, "实事.xlsx", Choices(), by=by)

    assert done.file.counts == {"matters": 2}
    first, other = UrgentMatter.objects.order_by("pk")
    assert (first.state, first.household, first.raised_how) == ("done", home, "telephone")
    assert (first.field, first.rating, first.team) == ("environment", "satisfied", cast.team)
    assert (other.state, other.household) == ("open", None)
    assert look(data, "实事.xlsx", Choices(), by=by).changes_nothing


def test_what_is_wrong_is_named_at_its_cell(cast: Cast) -> None:
    rows = (
        told(办结日期="2022-02-01"),
        told(事项="找 13800138000", 提出日期="2022-03-02"),
        told(类别="天文", 提出日期="2022-03-03"),
        told(提出日期="2023-03-03", 办结日期=""),
        DONE,
        DONE,
    )

    plan = look(sheet(*rows), "实事.xlsx", Choices(), by=cast.actor("clerk"))

    assert [entry.outcome for entry in plan.entries][:4] == [Outcome.REFUSED] * 4
    said = "".join(fault.problem for entry in plan.entries for fault in entry.faults)
    for words in ("不能在那以前办结", "手机号", "没有“天文”这个方面", "还没到", "是同一件事"):
        assert words in said
