"""Where a table begins and ends, whatever stands around it; no row disappears."""

import pytest

from tests.shared import shared_file
from zhucun.sheets.grid import Grid
from zhucun.sheets.header import find_tables
from zhucun.sheets.reading import read_file
from zhucun.sheets.tables import RowKind, Table
from zhucun.sheets.tests.workbooks import KNOWN, bare_grid, grid, rows_of, tables

HEAD = ["序号", "姓名", "单位", "联系电话"]
ZHANG = [1, "张三", "县农业局", 13900000001]
LI = [2, "李四", "县教育局", 13900000002]


def labels(table: Table) -> list[str]:
    return [column.label for column in table.columns]


def passed(table: Table) -> dict[int, RowKind]:
    return {row: why.kind for row, why in table.passed.items()}


def test_the_plainest_table() -> None:
    (table,) = tables([HEAD, ZHANG, LI])

    assert (table.header_rows, labels(table), rows_of(table)) == ((0,), HEAD, [ZHANG, LI])
    assert table.explained() == ["表头在第 1 行，A–D 列，共 2 行数据。"]


def test_titles_and_the_line_of_unit_and_date_stand_above_the_header() -> None:
    (table,) = tables(
        [["东山县驻村工作队花名册"], ["填报单位：县驻村办", None, None, "日期：2022年7月"], [], HEAD, ZHANG, LI],
        "A1:D1",
    )

    assert (table.header_rows, rows_of(table)) == ((3,), [ZHANG, LI])
    assert table.titles == ("东山县驻村工作队花名册", "填报单位：县驻村办", "日期：2022年7月")


def test_a_header_of_two_rows_with_merged_cells() -> None:
    upper = ["序号", "姓名", "派驻信息", None, "联系电话"]
    lower = [None, None, "乡镇", "村", None]

    (table,) = tables([upper, lower, [1, "张三", "东岭镇", "石坪村", 1]], "A1:A2", "B1:B2", "C1:D1", "E1:E2")

    assert table.header_rows == (0, 1)
    assert labels(table) == ["序号", "姓名", "派驻信息·乡镇", "派驻信息·村", "联系电话"]
    assert rows_of(table) == [[1, "张三", "东岭镇", "石坪村", 1]]


def test_a_header_of_two_rows_in_a_text_file() -> None:
    rows = [
        ["序号", "姓名", "派驻信息", "", "联系电话"],
        ["", "", "乡镇", "村", ""],
        ["1", "张三", "东岭镇", "石坪村", "1"],
    ]

    (table,) = find_tables(bare_grid(rows), KNOWN)

    assert table.header_rows == (0, 1)
    assert labels(table) == ["序号", "姓名", "派驻信息·乡镇", "派驻信息·村", "联系电话"]


def test_a_head_divided_by_sex_or_by_what_is_among_it_is_one_header() -> None:
    upper = ["序号", "乡镇", "村干部", None, None]
    lower = [None, None, "其中：党员", "男", "女"]

    (table,) = tables([upper, lower, [1, "东岭镇", None, None, None]], "A1:A2", "B1:B2", "C1:E1")

    assert table.header_rows == (0, 1)
    assert labels(table)[2:] == ["村干部·其中：党员", "村干部·男", "村干部·女"]


def test_a_row_of_parents_above_the_labels() -> None:
    upper = ["基本情况", None, None, "派驻情况", None]
    lower = ["序号", "姓名", "性别", "乡镇", "村"]

    (table,) = tables([["花名册"], upper, lower, [1, "张三", "男", "东岭镇", "石坪村"]], "A1:E1", "A2:C2", "D2:E2")

    assert table.header_rows == (1, 2)
    assert labels(table)[3:] == ["派驻情况·乡镇", "派驻情况·村"]
    assert table.titles == ("花名册",)


def test_a_header_of_three_rows() -> None:
    rows = [
        ["姓名", "派驻", None, None],
        [None, "地点", None, "时间"],
        [None, "乡镇", "村", "起"],
        ["张三", "东岭镇", "石坪村", "2021-05"],
    ]

    (table,) = tables(rows, "A1:A3", "B1:D1", "B2:C2")

    assert table.header_rows == (0, 1, 2)
    assert labels(table) == ["姓名", "派驻·地点·乡镇", "派驻·地点·村", "派驻·时间·起"]


def test_the_first_person_is_no_second_header_row() -> None:
    (table,) = tables([["姓名", "单位", "村"], ["张三", None, "石坪村"], ["李四", "县教育局", None]])

    assert (table.header_rows, len(rows_of(table))) == ((0,), 2)


def test_totals_are_totals_wherever_they_stand() -> None:
    rows = [HEAD, ZHANG, ["小 计", "1人", None, None], LI, [None, "合计", 2, None], ["总计：2人", None, None, None]]

    (table,) = tables(rows)

    assert rows_of(table) == [ZHANG, LI]
    assert passed(table) == {2: RowKind.TOTAL, 4: RowKind.TOTAL, 5: RowKind.TOTAL}
    assert "第 3、5、6 行是合计行，没有当作数据。" in table.explained()


def test_blank_rows_within_are_no_data_and_end_nothing() -> None:
    (table,) = tables([HEAD, ZHANG, [], [None, "  "], LI])

    assert rows_of(table) == [ZHANG, LI]
    assert passed(table) == {2: RowKind.BLANK, 3: RowKind.BLANK}


def test_notes_below_are_no_data() -> None:
    rows = [HEAD, ZHANG, LI, [], ["注：1.本表一式两份", None, None, None], ["填表人：王五", None, "审核人：赵六", None]]

    (table,) = tables(rows)

    assert rows_of(table) == [ZHANG, LI]
    assert passed(table) == {3: RowKind.BLANK, 4: RowKind.NOTE, 5: RowKind.NOTE}


def test_the_header_printed_again_on_each_page_is_no_person() -> None:
    (table,) = tables([HEAD, ZHANG, HEAD, LI])

    assert (rows_of(table), passed(table)) == ([ZHANG, LI], {2: RowKind.HEADER_AGAIN})


def test_the_title_of_a_group_is_no_person() -> None:
    (table,) = tables([HEAD, ["一、东岭镇"], ZHANG, ["二、西河镇"], LI], "A2:D2", "A4:D4")

    assert (rows_of(table), passed(table)) == ([ZHANG, LI], {1: RowKind.SECTION, 3: RowKind.SECTION})


def test_a_person_of_whom_only_the_name_is_known_stays_a_person() -> None:
    (table,) = tables([HEAD, ZHANG, [None, "王五", None, None], LI])

    assert rows_of(table) == [ZHANG, [None, "王五", None, None], LI]


def test_a_table_beside_another_is_another() -> None:
    rows = [
        [*HEAD, None, "单位", "贫困户数"],
        [*ZHANG, None, "县农业局", 12],
        [*LI, None, None, None],
        [3, "王五", "县水利局", 1, None, None, None],
        [4, "赵六", "县林业局", 1, None, None, None],
    ]

    left, right = tables(rows)

    assert (labels(left), len(rows_of(left))) == (HEAD, 4)
    assert (labels(right), rows_of(right)) == (["单位", "贫困户数"], [["县农业局", 12]])


def test_two_columns_of_people_side_by_side_are_two_tables() -> None:
    left, right = tables([["序号", "姓名", "电话", None, "序号", "姓名", "电话"], [1, "张三", 1, None, 2, "李四", 2]])

    assert (rows_of(left), rows_of(right)) == ([[1, "张三", 1]], [[2, "李四", 2]])


def test_an_empty_column_within_a_table_parts_nothing() -> None:
    (table,) = tables(
        [["序号", "姓名", None, "单位", "电话"], [1, "张三", None, "县农业局", 1], [2, "李四", None, "局", 2]]
    )

    assert labels(table) == ["序号", "姓名", "单位", "电话"]


def test_a_column_without_a_label_that_holds_something_stays() -> None:
    (table,) = tables([["序号", "姓名", None, "单位"], [1, "张三", "男", "县农业局"]])

    assert [(c.letter, c.label) for c in table.columns][2] == ("C", "")
    assert "C 列没有列名。" in table.explained()


def test_a_table_below_another_is_another() -> None:
    rows = [HEAD, ZHANG, LI, [], ["各村情况"], ["村", "贫困户数", "帮扶单位"], ["石坪村", 12, "县农业局"]]

    first, second = tables(rows)

    assert rows_of(first) == [ZHANG, LI]
    assert (second.header_rows, second.titles, rows_of(second)) == ((5,), ("各村情况",), [["石坪村", 12, "县农业局"]])


def test_merged_cells_of_the_body_hold_for_every_row_they_reach() -> None:
    (table,) = tables(
        [["村", "姓名", "单位"], ["石坪村", "张三", "局"], [None, "李四", "局"], ["西河村", "王五", "局"]], "A2:A3"
    )

    assert table.cells(0, table.data_rows) == ["石坪村", "石坪村", "西河村"]


def test_values_alone_are_no_header() -> None:
    (table,) = tables([[1, "张三", "男", 13900000001], [2, "李四", "女", 13900000002]])

    assert (table.has_header, len(rows_of(table))) == (False, 2)
    assert table.explained() == ["A–D 列里没有找到表头。"]


def test_real_file_of_persons() -> None:
    (table,) = find_tables(_real("xingning_2016_E_people_yonghe_town.csv"), KNOWN)

    assert (table.header_rows, len(table.data_rows), passed(table)) == ((0,), 135, {})


@pytest.mark.parametrize("name", ["conghua_2011_key_A65.xls", "conghua_2011_key_A65.csv"])
def test_real_file_with_a_header_of_two_rows(name: str) -> None:
    """65 columns, 125 villages and their total."""
    (table,) = find_tables(_real(name), KNOWN)

    assert (table.header_rows, len(table.columns), len(table.data_rows)) == ((0, 1), 65, 125)
    assert passed(table) == {127: RowKind.TOTAL}
    assert labels(table)[10] == "有劳动能力·低保对象(户)"


def _real(name: str) -> Grid:
    return read_file(shared_file(f"data/rosters/{name}")).sheets[0]


def test_a_remark_beside_the_table_is_no_row_and_is_not_lost() -> None:
    (table,) = tables([HEAD, ZHANG, [*LI, None, None, "电话待核"], [*[None] * 6, "7月11日改"]])

    assert rows_of(table) == [[*ZHANG, None], [*LI, "电话待核"]]
    assert table.passed[3].text == "7月11日改"
    assert "G 列没有列名。" in table.explained()


def test_a_blank_grid_has_no_table() -> None:
    assert find_tables(grid([["姓名"]]), KNOWN)[0].data_rows == []
