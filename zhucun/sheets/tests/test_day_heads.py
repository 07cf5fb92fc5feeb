"""Days headed by numbers alone are heads; numbers that do not count a month stay what they are."""

from zhucun.sheets.day_heads import with_days_named
from zhucun.sheets.grid import Grid


def test_a_row_that_counts_a_month_is_its_heads() -> None:
    grid = Grid("一", [["姓名", *range(1, 31), "合计"], ["张三", *range(1, 29), None, None, 3]][:1])

    assert with_days_named(grid, 60).rows[0][:3] == ["姓名", "1日", "2日"]
    assert with_days_named(grid, 60).rows[0][-2:] == ["30日", "合计"]


def test_a_few_numbers_in_a_row_are_data() -> None:
    grid = Grid("一", [["1", "2", "3", "张三"]])

    assert with_days_named(grid, 60) is grid
