"""工作经费台账 as villages keep it: carried in once, by the day; what cannot be says why at its row."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.imports import said, xlsx
from zhucun.dispatch.imports.bringing import bring_in, look
from zhucun.incentives.funds.models import FundEntry
from zhucun.sheets.plan import Plan
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
HEAD = ("村", "日期", "凭证号", "摘要", "收入", "支出", "来源", "哪一笔", "用途", "余额")
CAME = ("石坪村", "2022-03-01", "收1", "单位转来", "1万", None, "后盾单位", "工作队经费", None, 10000)
WENT = ("石坪村", "2022-04-02", "支1", "买纸", None, 86.5, None, None, "办公用品", 9913.5)


def book(*rows: tuple[object, ...]) -> bytes:
    return xlsx(*rows, head=HEAD, title="驻村工作队工作经费收支台账")


def planned(cast: Cast, data: bytes, who: str = "officer") -> Plan:
    return look(data, "经费台账.xlsx", Choices(), by=cast.actor(who))


def test_a_book_comes_in_once_whatever_the_order_of_its_rows(cast: Cast) -> None:
    data = book(WENT, CAME)

    done = bring_in(data, "经费台账.xlsx", Choices(), by=cast.actor("clerk"))

    assert done.file.counts == {"income": 1, "spent": 1}
    assert FundEntry.objects.filter(team=cast.team).total() == 991_350
    assert FundEntry.objects.get(voucher="收1").promise == "team_fund"
    assert FundEntry.objects.get(voucher="支1").on == date(2022, 4, 2)
    assert planned(cast, data).changes_nothing


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ((*WENT[:2], "支2", "买砖", None, 9914, None, None, "办公用品", None), "账上只有 9913.50 元"),
        ((*WENT[:1], "2022-02-01", "支2", "买砖", None, 1, None, None, "办公用品", None), "2022-02-01 账上只有 0 元"),
        ((*WENT[:2], "支1", "买砖", None, 2, None, None, "办公用品", None), "凭证 支1 在2022年的账上记过了"),
        ((*WENT[:2], "支2", "买砖", None, -2, None, None, "办公用品", None), "金额要大于 0"),
        ((*CAME[:2], "收2", "转来", "9亿", None, "县财政", None, None, None), "多写了零"),
        ((*WENT[:2], "支2", "生活补助", None, 2, None, None, "办公用品", None), "发给个人的"),
        ((*WENT[:2], "支2", "买砖", None, 2, None, None, "请客", None), "不能花在“请客”上"),
        ((*WENT[:1], "2022-08-01", "支2", "买砖", None, 2, None, None, "办公用品", None), "不能晚于今天"),
        ((*CAME[:2], "收2", "转来", 100, None, None, None, None, None), "写清谁给的"),
        ((*CAME[:2], "收2", "转来", 100, 100, "县财政", None, None, None), "写一列"),
        (("没有村", *CAME[1:]), "没有村"),
    ],
)
def test_a_line_that_cannot_be_says_why_and_nothing_is_written(
    cast: Cast, row: tuple[object, ...], sentence: str
) -> None:
    plan = planned(cast, book(CAME, WENT, row))

    assert not plan.may_be_carried_out
    assert sentence in said(plan)[5]
    assert list(said(plan)) == [5]


def test_a_township_brings_in_no_other_s_book(cast: Cast) -> None:
    plan = planned(cast, book(CAME), "neighbour")

    assert not plan.may_be_carried_out
