"""A rota in a sheet: within the emergency, of members of teams; once."""

from datetime import timedelta

from tests.cast import TODAY, Cast
from tests.imports import xlsx
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.six_ones.duty_rota.models import PostDuty, RotaPost
from zhucun.six_ones.duty_rota.tests.test_rota import flood
from zhucun.web.importing import Choices

HEAD = ("乡镇", "村", "值守点", "岗位类别", "值守人员", "开始日期", "结束日期")


def test_a_rota_comes_in_once_and_opens_its_posts(cast: Cast) -> None:
    flood(cast)
    last = str(TODAY + timedelta(days=2))
    rows = [
        ["东岭镇", "石坪村", "村口", "卡点值守", "盘小妹", str(TODAY), last],
        ["东岭镇", "石坪村", "桥头", "测温", "黎明远", str(TODAY), ""],
    ]
    data, by = xlsx(*rows, head=HEAD, title="值守排班表"), cast.actor("clerk")

    assert bring_in(data, "排班.xlsx", Choices(), by=by).file.counts == {"duties": 2}
    assert {one.name: str(one.last_day) for one in RotaPost.objects.all()} == {"村口": last, "桥头": str(TODAY)}
    assert look(data, "排班.xlsx", Choices(), by=by).changes_nothing


def test_what_no_emergency_covers_who_is_no_member_and_whose_health_it_tells_is_refused(cast: Cast) -> None:
    flood(cast)
    rows = [
        ["东岭镇", "石坪村", "村口", "卡点值守", "盘小妹", "2022-06-01", ""],
        ["东岭镇", "石坪村", "村口", "卡点值守", "石老根", str(TODAY), ""],
        ["东岭镇", "石坪村", "密接那户", "随访", "黎明远", str(TODAY), ""],
    ]
    plan = look(xlsx(*rows, head=HEAD, title="值守排班表"), "排班.xlsx", Choices(), by=cast.actor("clerk"))

    said = "".join(fault.problem for entry in plan.entries for fault in entry.faults)
    for words in ("没有批准的应急值守", "没有“石老根”", "健康情况"):
        assert words in said
    assert not PostDuty.objects.exists()
