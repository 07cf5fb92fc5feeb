"""一村一品 and 村集体经济收入 come in once; what is wrong is said at its cell; money of projects goes out again."""

from datetime import date
from typing import Any

import pytest

from tests.cast import SINCE, TODAY, Cast
from tests.imports import xlsx
from zhucun.dispatch.imports.bringing import Brought, bring_in, look
from zhucun.six_ones.customs.models import MonthlyItem
from zhucun.six_ones.industries import acts as projects
from zhucun.six_ones.project_money import acts as money
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
PRODUCT_HEAD = ("乡镇", "村", "主导产品", "规模、牌子", "认定日期")
INCOME_HEAD = ("乡镇", "村", "年度", "村集体经济收入（万元）", "收入来源")
HEAD_OF = {"一村一品名单": PRODUCT_HEAD, "村集体经济收入台账": INCOME_HEAD}


def sheet(title: str, *rows: tuple[Any, ...]) -> bytes:
    return xlsx(*(["东岭镇", "石坪村", *row] for row in rows), head=HEAD_OF[title], title=title)


def brought(cast: Cast, title: str, *rows: tuple[Any, ...], who: str = "officer") -> Brought:
    return bring_in(sheet(title, *rows), f"{title}.xlsx", Choices(), by=cast.actor(who))


def test_products_come_in_once(cast: Cast) -> None:
    rows = [("香菇", "三百亩，地标产品", "2020-05-01"), ("蜂蜜", "", "")]

    done = brought(cast, "一村一品名单", *rows)

    assert done.file.counts == {"specialities": 2}
    held = VillageSpeciality.objects.order_by("product").values_list("product", "note", "since")
    assert list(held) == [("蜂蜜", "", TODAY), ("香菇", "三百亩，地标产品", date(2020, 5, 1))]
    assert brought(cast, "一村一品名单", *rows).plan.changes_nothing


def test_an_income_comes_in_once_and_a_new_sum_is_shown_as_a_change(cast: Cast) -> None:
    brought(cast, "村集体经济收入台账", (2021, "12.5", "光伏分红"))
    assert CollectiveIncome.objects.get().fen == 12_500_000

    changed = brought(cast, "村集体经济收入台账", (2021, "13", ""))

    assert changed.file.counts == {"incomes": 0, "incomes_changed": 1}
    row = CollectiveIncome.objects.get()
    assert (row.fen, row.note) == (13_000_000, "光伏分红")
    assert brought(cast, "村集体经济收入台账", (2021, "13", "")).plan.changes_nothing


@pytest.mark.parametrize(
    ("title", "row", "said"),
    [
        ("一村一品名单", ("香菇", "", "2030-01-01"), "还没到"),
        ("一村一品名单", ("香菇", "找石老满 13800138000", ""), "手机号"),
        ("村集体经济收入台账", (2031, "1", ""), "之间的一年"),
        ("村集体经济收入台账", (2021, "-1", ""), ""),
        ("村集体经济收入台账", (2021, "99999999", ""), "多写了零"),
        ("村集体经济收入台账", (2021, "三五万", ""), ""),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(cast: Cast, title: str, row: tuple, said: str) -> None:
    plan = look(sheet(title, row), "表.xlsx", Choices(), by=cast.actor("officer"))

    assert plan.changes_nothing
    assert any(said in fault.problem for fault in plan.cell_faults)


@pytest.mark.parametrize(
    ("header", "cell", "fen"),
    [
        ("收入（万元）", 12.5, 12_500_000),
        ("村集体经济收入(万)", "1.2", 1_200_000),
        ("收入（万元）", "1.2万", 1_200_000),
        ("收入（元）", "1.2万", 1_200_000),
        ("收入", 350, 35_000),
    ],
)
def test_the_header_says_whether_it_is_wan(cast: Cast, header: str, cell: Any, fen: int) -> None:
    data = xlsx(["东岭镇", "石坪村", 2021, cell], head=("乡镇", "村", "年度", header), title="村集体经济收入台账")

    bring_in(data, "收入.xlsx", Choices(), by=cast.actor("officer"))

    assert CollectiveIncome.objects.get().fen == fen


def test_a_row_twice_is_named_with_the_first(cast: Cast) -> None:
    plan = look(
        sheet("村集体经济收入台账", (2021, "1", ""), (2021, "2", "")), "表.xlsx", Choices(), by=cast.actor("clerk")
    )

    assert [fault.problem for fault in plan.cell_faults] == ["和第 3 行是同一个村的同一年。"]


def test_the_neighbour_brings_nothing_into_another_township(cast: Cast) -> None:
    plan = look(sheet("一村一品名单", ("香菇", "", "")), "表.xlsx", Choices(), by=cast.actor("neighbour"))

    assert plan.changes_nothing


def test_money_of_projects_goes_out_in_the_columns_it_comes_in_by(cast: Cast, log_in: Any) -> None:
    told = {"name": "香菇基地", "product": "香菇", "planned_on": SINCE, "planned_start": TODAY}
    project = projects.register(cast.shiping, **told, by=cast.actor("clerk"))
    line = {"on": SINCE, "fen": 5_000_000, "number": "申〔2021〕1号", "funder": "bridging"}
    money.record(project, kind="applied", **line, by=cast.actor("clerk"))

    page = log_in("clerk").get("/projects/money/").content.decode()
    out = log_in("officer").get("/projects/money/?export=xlsx").getvalue()

    assert all(words in page for words in ("香菇基地", "申〔2021〕1号", "50000 元"))
    assert bring_in(out, "资金.xlsx", Choices(), by=cast.actor("officer")).plan.changes_nothing
    for who in ("neighbour", "neighbour_county"):
        assert "香菇基地" not in log_in(who).get("/projects/money/").content.decode()


def test_meetings_of_a_village_without_a_team_are_brought_in(cast: Cast) -> None:
    head = ("乡镇", "村", "开会日期", "议题", "定了什么")
    data = xlsx(["东岭镇", "柳溪村", "2022-03-08", "修渠", "先修二组"], head=head, title="月列会台账")

    done = bring_in(data, "月列会.xlsx", Choices(), by=cast.actor("officer"))

    assert done.file.counts == {"monthly_items": 1}
    assert MonthlyItem.objects.get().meeting.record.team is None
