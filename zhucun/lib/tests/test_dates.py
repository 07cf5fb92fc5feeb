"""Dates as they stand in real rosters."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.lib.dates import SERIAL_ZERO, ReadDate, read_date, read_month

days = st.dates(date(1930, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    "cell",
    ["1984.3", "1984.03", "1984年3月", "1984年03月", "198403", 198403, 198403.0, 1984.03, "1984-03", "1984/3",
     "１９８４．３", " 1984 年 3 月 ", "一九八四年三月", "1984.3."],
)  # fmt: skip
def test_a_month_is_read_however_it_is_written(cell: object) -> None:
    assert read_date(cell) == ReadDate(date(1984, 3, 1), "month")


@pytest.mark.parametrize(
    "cell",
    ["1984-11-12", "1984.11.12", "1984/11/12", "1984年11月12日", "19841112", 19841112, "1984-11-12 00:00:00",
     "1984-11-12T08:30", date(1984, 11, 12), datetime(1984, 11, 12, 8, 30), 30998, 30998.0, "30998",
     "一九八四年十一月十二日"],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(cell: object) -> None:
    assert read_date(cell) == ReadDate(date(1984, 11, 12))


@given(days)
def test_what_a_spreadsheet_counts_is_the_day_it_shows(day: date) -> None:
    assert read_date((day - SERIAL_ZERO).days).value == day
    assert read_date(float((day - SERIAL_ZERO).days)).value == day


@pytest.mark.parametrize(("cell", "year"), [("84.3", 1984), ("84年3月", 1984), ("02.3", 2002)])
def test_a_year_of_two_digits_is_doubted(cell: str, year: int) -> None:
    found = read_date(cell)

    assert found.value == date(year, 3, 1)
    assert "两位" in found.doubt


@pytest.mark.parametrize("cell", [1984.1, "1984.1"])
def test_a_lost_zero_is_doubted(cell: object) -> None:
    assert "10 月" in read_date(cell).doubt


def test_a_column_that_writes_october_in_full_means_january_by_one() -> None:
    assert read_date("1984.1", tenths_are_written=True) == ReadDate(date(1984, 1, 1), "month")
    assert read_date("1984.10", tenths_are_written=True) == ReadDate(date(1984, 10, 1), "month")


@pytest.mark.parametrize("cell", ["1984", 1984, 1984.0, "1984年"])
def test_a_year_alone_is_a_year_and_no_birth_month(cell: object) -> None:
    assert read_date(cell) == ReadDate(date(1984, 1, 1), "year")
    with pytest.raises(ValueError, match="没有月份"):
        read_month(cell)


@pytest.mark.parametrize("cell", ["1984-03-12", "1984.3", 30753])
def test_a_birth_month_is_the_first_of_it(cell: object) -> None:
    assert read_month(cell) == ReadDate(date(1984, 3, 1), "month")


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("1984.13", "月份 13 不存在"),
        ("2022-02-30", "2 月没有 30 日"),
        ("198400", "月份 0 不存在"),
        ("1884年3月", "年份 1884 不对"),
        ("男", "不是日期"),
        ("", "不是日期"),
        ("38", "不是日期"),
        (7.5, "不是日期"),
        (None, "“”不是日期"),
        ("3/12/1984", "不是日期"),
    ],
)
def test_what_is_no_date_is_said(cell: object, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_date(cell)


def test_the_example_is_of_what_is_wanted() -> None:
    with pytest.raises(ValueError, match="“是”不是日期，请写成 2021-05-18 或"):
        read_date("是")
    with pytest.raises(ValueError, match="“是”不是日期，请写成 1984-03 或"):
        read_month("是")


@given(st.text(max_size=12))
def test_nothing_else_is_raised_whatever_is_written(text: str) -> None:
    try:
        read_date(text)
    except ValueError as problem:
        assert str(problem).startswith("“")
