"""Sheets of 一约四会 and of 月列会 come in once; what is wrong is named at its cell."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.imports import xlsx
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.records.meetings.models import Meeting
from zhucun.sheets.plan import Outcome, Plan
from zhucun.six_ones.customs.models import MonthlyItem, VillageCouncil
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
BODIES = ("乡镇", "村", "村规民约", "红白理事会成立日期", "红白理事会人数", "道德评议会", "道德评议会人数")
ITEMS = ("乡镇", "村", "开会日期", "议题", "会议决定", "责任人", "期限", "办结日期", "落实情况")
ITEM = ("东岭镇", "石坪村", "2022-05-10", "修渠", "先修二组", "村委会", "2022-06-10", "2022-06-01", "通水了")


def faults_of(plan: Plan) -> str:
    return "".join(fault.problem for entry in plan.entries for fault in entry.faults)


def test_what_villages_have_comes_in_once(cast: Cast) -> None:
    rows = [
        ["东岭镇", "石坪村", "2021-09-01", "2021-10-08", "7", "", ""],
        ["西河镇", "河湾村", "2021-09-01", "", "", "2021-11-01", "5"],
    ]
    data, by = xlsx(*rows, head=BODIES, title="一约四会"), cast.actor("officer")

    assert bring_in(data, "新风.xlsx", Choices(), by=by).file.counts == {"councils": 4}
    assert VillageCouncil.objects.get(kind="ceremony").member_count == 7
    assert look(data, "新风.xlsx", Choices(), by=by).changes_nothing


def test_a_council_without_members_or_ahead_is_refused_at_its_cell(cast: Cast) -> None:
    rows = [
        ["东岭镇", "石坪村", "", "2021-10-08", "", "", ""],
        ["西河镇", "河湾村", "2023-09-01", "", "", "", ""],
    ]
    plan = look(xlsx(*rows, head=BODIES, title="一约四会"), "新风.xlsx", Choices(), by=cast.actor("officer"))

    assert [entry.outcome for entry in plan.entries] == [Outcome.REFUSED] * 2
    assert "写有几个人" in faults_of(plan)
    assert "还没到" in faults_of(plan)


def test_items_come_in_with_the_meeting_that_nobody_noted(cast: Cast) -> None:
    other = (*ITEM[:3], "装路灯", "装三处", "", "", "", "")
    data, by = xlsx(list(ITEM), list(other), head=ITEMS, title="月列会台账"), cast.actor("clerk")

    assert bring_in(data, "月列会.xlsx", Choices(), by=by).file.counts == {"monthly_items": 2}
    first, second = MonthlyItem.objects.order_by("pk")
    assert (first.state, first.done_on, second.state) == ("done", date(2022, 6, 1), "open")
    assert first.meeting == second.meeting == Meeting.objects.get()
    assert first.meeting.record.written_for.startswith("建账")
    assert look(data, "月列会.xlsx", Choices(), by=by).changes_nothing


def test_an_item_done_before_it_was_decided_or_of_before_the_village_is_refused(cast: Cast) -> None:
    rows = [
        [*ITEM[:7], "2022-05-01", ""],
        ["东岭镇", "柳溪村", "2021-01-08", *ITEM[3:]],
        [*ITEM[:3], "找 13800138000", *ITEM[4:]],
    ]
    plan = look(xlsx(*rows, head=ITEMS, title="月列会台账"), "月列会.xlsx", Choices(), by=cast.actor("clerk"))

    assert [entry.outcome for entry in plan.entries] == [Outcome.REFUSED] * 3
    for words in ("不能在那以前办结", "才在册", "手机号"):
        assert words in faults_of(plan)
