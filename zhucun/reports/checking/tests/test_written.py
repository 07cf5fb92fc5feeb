"""What counts as a number of a text, and what it leaves possible."""

from fractions import Fraction

import pytest

from zhucun.reports.checking.bounds import Bounds
from zhucun.reports.checking.written import numbers_in


def read(text: str) -> list[tuple[str, Fraction, str]]:
    return [(number.said, number.value, number.unit) for number in numbers_in(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("共496名队员", 496, "人"),
        ("共４９６名队员", 496, "人"),
        ("调解纠纷矛盾300余起", 300, "起"),
        ("申请帮扶资金4500余万元", 45_000_000, "元"),
        ("户数1,496户", 1496, "户"),
        ("占42.63%", Fraction("42.63"), "%"),
        ("占42.63％", Fraction("42.63"), "%"),
        ("提高8.68个百分点", Fraction("8.68"), "百分点"),
        ("吸纳778.74万人", 7_787_400, "人"),
        ("资金3.5亿元", 350_000_000, "元"),
        ("占百分之四十二点六", Fraction("42.6"), "%"),
        ("一百六十六支工作队", 166, "支"),
        ("两万三千户", 23_000, "户"),
        ("占三分之一", Fraction(100, 3), "%"),
        ("超过六成的群众", 60, "%"),
        ("213场次", 213, "场"),
    ],
)
def test_a_number_is_read_however_it_is_written(text: str, value: Fraction | int, unit: str) -> None:
    assert [(one[1], one[2]) for one in read(text)] == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "2022-07-11 17:40:10 责编",
        "7月5日，县委组织部约谈",
        "二〇二二年七月",
        "2021年以来",
        "年龄40岁以下的",
        "35周岁及以下干部",
        "第一季度考核、第3期通报",
        "中办发〔2021〕27号",
        "实行“一周一督查、一月一调度、一季一考核、年终算总账”工作机制",
        "开展“六个一”活动，建强了一个班子，办成了一批实事",
        "三位一体管理制度、四不两直",
        "电话13907460001",
        "一、总体情况",
        "（二）存在问题",
    ],
)
def test_what_measures_nothing_is_no_number(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("496名", 496, 496),
        ("300余起", 300, None),
        ("约500名", 400, 600),
        ("近500名", 400, 500),
        ("不足20人", None, 20),
        ("42.63%", Fraction("42.625"), Fraction("42.635")),
        ("28%", Fraction("27.5"), Fraction("28.5")),
        ("778.74万人", 7_787_350, 7_787_450),
        ("4500余万元", 44_995_000, None),
        ("50%以上", Fraction("49.5"), None),
    ],
)
def test_a_number_leaves_possible_what_its_wording_and_rounding_do(
    text: str, low: Fraction | int | None, high: Fraction | int | None
) -> None:
    assert [number.bounds for number in numbers_in(text)] == [Bounds(low, high)]


def test_numbers_stand_where_the_text_has_them() -> None:
    text = "选派１６６支驻村工作队，共496名队员"

    assert [text[one.start : one.end] for one in numbers_in(text)] == ["１６６支", "496名"]
