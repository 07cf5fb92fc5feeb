"""Columns are told, remembered or proposed with a reason; what is not read is listed."""

from datetime import date
from typing import Any

import pytest

from zhucun.sheets.faults import Unreadable
from zhucun.sheets.header import find_tables
from zhucun.sheets.kinds import known_words
from zhucun.sheets.mapping import ColumnMapping, map_columns
from zhucun.sheets.rows import Rows, read_rows
from zhucun.sheets.tables import Table
from zhucun.sheets.tests.ledger import KINDS, SHEET
from zhucun.sheets.tests.workbooks import bare_grid, grid

TODAY = date(2022, 7, 11)


def table(rows: list[list[Any]], *merged: str) -> Table:
    return find_tables(grid(rows, *merged), known_words(KINDS))[0]


def mapped(*rows: list[Any], **told: Any) -> ColumnMapping:
    return map_columns(SHEET, table(list(rows)), **told)


def read(*rows: list[Any], merged: tuple[str, ...] = (), **answers: str) -> Rows:
    found = table(list(rows), *merged)
    return read_rows(found, map_columns(SHEET, found), today=TODAY, answers=answers)


def problems(rows: Rows) -> list[str]:
    return [fault.sentence for faults in rows.faults.values() for fault in faults]


def test_labels_in_any_order_and_mood() -> None:
    mapping = mapped(
        ["No.", "驻村点（村）", "姓　名*", "手機", "工作单位"], [1, "石坪村", "张三", "13900000001", "县局"]
    )

    assert mapping.indexes == {"place": 1, "name": 2, "phone": 3, "unit": 4}
    assert [(p.letter, p.reason) for p in mapping.ignored] == [("A", "序号，不用读")]


def test_each_proposal_says_why() -> None:
    mapping = mapped(
        ["姓名", "驻村队员联系电话号", "所驻村"], ["张三", "13900000001", "石坪村"], ["李四", "13900000002", "村"]
    )

    assert [p.reason for p in mapping.proposals] == [
        "列名就是“姓名”",
        "列名“驻村队员联系电话号”里有“联系电话”，内容也像",
        "列名“所驻村”就是村",
    ]


def test_the_content_decides_between_two_meanings_of_a_label() -> None:
    as_roles = mapped(["姓名", "职务", "村"], ["张三", "第一书记", "石坪村"], ["李四", "队员", "石坪村"])
    as_post = mapped(["姓名", "职务", "村"], ["张三", "副局长", "石坪村"], ["李四", "科员", "石坪村"])

    assert (as_roles.indexes["roles"], as_post.indexes["post"]) == (1, 1)


def test_a_column_without_a_label_is_known_by_its_content() -> None:
    mapping = mapped(["姓名", None, "村"], ["张三", "13900000001", "石坪村"], ["李四", "13900000002", "石坪村"])

    assert mapping.indexes["phone"] == 1
    assert mapping.proposals[1].reason == "这一列没有列名，内容看着是电话，请核对"


def test_a_word_at_the_head_of_a_label_is_not_what_the_column_is() -> None:
    rows = (
        ["姓名", "村", "单位负责人电话", "原派出单位"],
        ["张三", "村", 13900000001, "局"],
        ["李四", "村", 13900000002, "局"],
    )

    assert {key: mapped(*rows).indexes[key] for key in ("phone", "unit")} == {"phone": 2, "unit": 3}


def test_two_columns_of_one_content_are_not_guessed_between() -> None:
    rows = (
        ["姓名", "甲", "乙", "村"],
        ["张三", 13900000001, 13900000003, "村"],
        ["李四", 13900000002, 13900000004, "村"],
    )

    assert "phone" not in mapped(*rows).indexes


def test_a_label_whose_content_disagrees_is_to_be_looked_at() -> None:
    mapping = mapped(["姓名", "电话", "村"], ["张三", "甲", "村"], ["李四", "乙", "村"], ["王五", "丙", "村"])

    assert (mapping.indexes["phone"], "内容不太像" in mapping.proposals[1].reason) == (1, True)


def test_a_second_column_of_the_same_meaning_is_not_read_and_says_so() -> None:
    mapping = mapped(["姓名", "电话", "联系电话", "村"], ["张三", 13900000001, 13900000002, "石坪村"])

    assert mapping.indexes["phone"] == 1
    assert mapping.proposals[2].reason == "也像电话，但已经取了 B 列，这一列不读"


def test_what_is_told_wins_by_label_or_letter() -> None:
    rows = (["姓名", "甲", "乙"], ["张三", "石坪村", "县局"])

    mapping = mapped(*rows, told={"甲": "place", "C": "派出单位", "姓名": "ignore"})

    assert mapping.indexes == {"place": 1, "unit": 2}
    assert [column.key for column in mapping.missing] == ["name"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"丁": "place"}, "“丁”在表里找不到"),
        ({"甲": "colour"}, "“colour”不是花名册的列"),
        ({"甲": "place", "乙": "place"}, "“村”指了两列"),
    ],
)
def test_what_is_told_wrongly_is_said(told: dict[str, str], sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        mapped(["姓名", "甲", "乙"], ["张三", "石坪村", "县局"], told=told)


def test_what_was_confirmed_is_remembered_for_the_same_columns_only() -> None:
    rows = (["姓名", "甲", "甲"], ["张三", "石坪村", "县局"])
    first = mapped(*rows, told={"B": "place", "C": "unit"})
    remembered = {first.fingerprint: first.remembered(table(list(rows)))}

    assert mapped(*rows, remembered=remembered).indexes == first.indexes
    assert mapped(["姓名", "甲", "丙"], ["张三", "石坪村", "县局"], remembered=remembered).indexes == {"name": 0}


def test_a_table_without_a_header_is_read_by_letters() -> None:
    mapping = mapped(["张三", 13900000001, "石坪村"], ["李四", 13900000002, "石坪村"], told={"A": "name", "C": "place"})

    assert {key: mapping.indexes[key] for key in ("name", "place")} == {"name": 0, "place": 2}


# ── rows ──


def test_rows_have_the_files_own_numbers_and_every_key() -> None:
    rows = read(["花名册"], [], ["姓名", "村"], ["张三", "石坪村"], ["合计", 1], ["李四", "西河村"])

    assert rows.numbers == [4, 6]
    assert [row["name"] for row in rows] == ["张三", "李四"]
    assert rows[0]["phone"] is None


def test_a_fault_names_row_column_value_and_what_to_do() -> None:
    rows = read(["姓名", "村", "电话"], ["张三", "石坪村", "1390"])

    assert problems(rows) == ["第 2 行 C 列（电话）：“1390”不像电话号码：手机 11 位，座机写区号，如 0746-7223344。"]
    assert rows.faults[0][0].as_json() == {
        "row": 2,
        "column": "C 电话",
        "value": "1390",
        "problem": "“1390”不像电话号码：手机 11 位，座机写区号，如 0746-7223344。",
        "grade": "refused",
    }


def test_what_is_required_is_missed() -> None:
    assert problems(read(["姓名", "电话", "村"], [None, 13900000001, "石坪村"])) == ["第 2 行 A 列（姓名）：缺姓名。"]


def test_an_identity_number_never_stands_in_a_fault() -> None:
    rows = read(["姓名", "村", "身份证号"], ["张三", "石坪村", "990001198403010018"])

    assert rows.faults[0][0].value == "**************0018"


def test_a_doubt_is_asked_once_for_its_column_and_settled_by_the_answer() -> None:
    cells = (["姓名", "村", "出生年月"], ["张三", "石坪村", "84.3"], ["李四", "石坪村", "86年5月"])
    asked = read(*cells)

    (question,) = asked.questions.values()
    assert (question.id, question.cells) == ("birth_month:two_digit_year", ["C2", "C3"])
    assert [faults[0].question for faults in asked.faults.values()] == [question.id] * 2

    settled = read(*cells, **{question.id: "19"})
    assert (settled.values["birth_month"], settled.faults) == ([date(1984, 3, 1), date(1986, 5, 1)], {})


def test_a_doubt_about_one_person_is_asked_for_that_row_alone() -> None:
    cells = (["姓名", "村", "出生年月"], ["张三", "石坪村", 1984.1], ["李四", "石坪村", 1986.1])

    settled = read(*cells, **{"birth_month:january_or_october:2": "10"})

    assert settled.values["birth_month"] == [date(1984, 10, 1), None]
    assert list(settled.questions) == ["birth_month:january_or_october:3"]


def test_blanks_below_a_village_are_asked_unless_the_cells_are_merged() -> None:
    cells = (["村", "姓名"], ["石坪村", "张三"], [None, "李四"])

    assert read(*cells, merged=("A2:A3",)).values["place"] == ["石坪村", "石坪村"]
    assert list(read(*cells).questions) == ["place:fill_down"]
    assert read(*cells, **{"place:fill_down": "down"}).values["place"] == ["石坪村", "石坪村"]
    assert "缺村" in problems(read(*cells, **{"place:fill_down": "blank"}))[0]


def test_a_formula_without_a_result_is_refused_where_it_is_read() -> None:
    found = find_tables(bare_grid([["姓名", "村", "甲"], ["张三", "石坪村", ""]]), known_words(KINDS))[0]
    found.grid.broken = {(1, 1): "没有算出结果。", (1, 2): "没有算出结果。"}

    rows = read_rows(found, map_columns(SHEET, found), today=TODAY)

    assert (rows.values["place"], problems(rows)) == ([None], ["第 2 行 B 列（村）：没有算出结果。"])


def test_what_stood_in_brackets_behind_a_name_is_kept() -> None:
    assert read(["姓名", "村"], ["张三（队长）", "石坪村"]).notes == {(0, "name"): "队长"}
