"""A plan says what would happen to every row before anything does."""

import json
from datetime import date
from typing import Any

import pytest

from zhucun.sheets.faults import Unreadable
from zhucun.sheets.kinds import recognised
from zhucun.sheets.mapping import map_columns
from zhucun.sheets.plan import (
    Difference,
    Outcome,
    Plan,
    decide,
    differences,
    missing_columns,
    passed_rows,
    rows_left_out,
)
from zhucun.sheets.reading import read_bytes
from zhucun.sheets.rows import read_rows
from zhucun.sheets.tests.ledger import KINDS, SHEET
from zhucun.sheets.tests.workbooks import xlsx

HEAD = ["姓名", "村", "队内职务", "电话"]
LABELS = {column.key: column.label for column in SHEET.columns}


def plan_of(*lines: list[Any], held: dict[str, dict[str, Any]] | None = None, left_out: str = "") -> Plan:
    """Against a ledger of people by name."""
    book = read_bytes(xlsx([["驻村工作队花名册"], HEAD, *lines]), "花名册.xlsx")
    (verdict,) = recognised(book.name, book.filled, KINDS)
    rows = read_rows(verdict.table, map_columns(SHEET, verdict.table), today=date(2022, 7, 11))

    def judge(at: int) -> tuple[Outcome, Any, tuple[Difference, ...]]:
        row = rows[at]
        known = (held or {}).get(row["name"])
        if known is None:
            return Outcome.ADDED, None, ()
        changed = differences(row, known, LABELS, ["phone", "place"])
        return (Outcome.CHANGED if changed else Outcome.LEFT), row["name"], changed

    entries = decide(rows, judge, who=lambda row: row["name"] or "（无姓名）", left_out=rows_left_out(left_out))
    return Plan(book.name, verdict, [rows], entries, passed_rows(verdict.table), missing_columns(rows))


ZHANG, LI = ["张三", "石坪村", "队长", 13900000001], ["李四", "石坪村", "队员", 13900000002]
KNOWN = {"张三": {"phone": "13900000001", "place": "石坪村"}, "李四": {"phone": "13900000009", "place": "石坪村"}}


def test_rows_are_added_changed_or_left() -> None:
    plan = plan_of(ZHANG, LI, ["王五", "石坪村", "队员", None], held=KNOWN)

    assert [entry.outcome for entry in plan.entries] == [Outcome.LEFT, Outcome.CHANGED, Outcome.ADDED]
    assert [d.sentence for d in plan.entries[1].differences] == ["电话：13900000009 → 13900000002"]
    assert plan.may_be_carried_out
    assert plan.sentences[-2:] == ["共 3 行：新增 1 行，更改 1 行，没有变化 1 行。", "可以写入。"]


def test_the_same_file_twice_changes_nothing() -> None:
    plan = plan_of(ZHANG, held=KNOWN)

    assert (plan.changes_nothing, plan.sentences[-1]) == (True, "和册上一样，没有要写的。")


def test_an_empty_cell_changes_nothing() -> None:
    assert plan_of(["张三", "石坪村", "队长", None], held=KNOWN).of(Outcome.LEFT)


def test_one_bad_cell_holds_everything_back() -> None:
    plan = plan_of(ZHANG, ["李四", "石坪村", "队员", "1390"])

    assert not plan.may_be_carried_out
    assert plan.counts == {o: {Outcome.ADDED: 1, Outcome.REFUSED: 1}.get(o, 0) for o in Outcome}
    assert plan.sentences[-1] == "有 1 行要改；改好前什么都不写入。也可以指明不读这几行，其余照写。"


def test_rows_may_be_left_out_by_their_number() -> None:
    plan = plan_of(ZHANG, ["李四", "石坪村", "队员", "1390"], left_out="4")

    assert [entry.outcome for entry in plan.entries] == [Outcome.ADDED, Outcome.EXCLUDED]
    assert plan.may_be_carried_out


def test_a_doubt_without_an_answer_holds_back_too() -> None:
    plan = plan_of(["张三", "石坪村", "队长", "13900000001/13900000002"])

    assert ([q.id for q in plan.questions], plan.may_be_carried_out) == (["phone:several_numbers"], False)


def test_a_missing_column_is_a_fault_of_the_header() -> None:
    book = read_bytes(xlsx([["驻村工作队"], ["电话", "村"], [13900000001, "石坪村"]]), "表.xlsx")
    (verdict,) = recognised(book.name, book.filled, KINDS)
    rows = read_rows(verdict.table, map_columns(SHEET, verdict.table), today=date(2022, 7, 11))

    assert [fault.sentence for fault in missing_columns(rows)] == [
        "第 2 行（姓名）：没有找到“姓名”这一列。请补上，或指明是哪一列。"
    ]


def test_as_json_it_has_all_a_program_needs() -> None:
    told = json.loads(json.dumps(plan_of(ZHANG, ["李四", "石坪村", "队员", "1390"], ["合计", "2人"]).as_json()))

    assert (told["kind"], told["label"], told["counts"]["refused"]) == ("members", "花名册", 1)
    assert [line["key"] for line in told["mapping"]] == ["name", "place", "roles", "phone"]
    assert [{k: f[k] for k in ("row", "column", "value")} for f in told["faults"]] == [
        {"row": 4, "column": "D 电话", "value": "1390"}
    ]
    assert told["passed_over"] == [{"row": 5, "what": "合计行", "text": "合计 2人"}]
    assert [row["outcome"] for row in told["rows"]] == ["added", "refused"]


@pytest.mark.parametrize(
    ("text", "rows"), [("12", {12}), ("12,15-17", {12, 15, 16, 17}), ("3、5 至 6", {3, 5, 6}), ("", set())]
)
def test_rows_are_named_as_people_name_them(text: str, rows: set[int]) -> None:
    assert rows_left_out(text.replace(" 至 ", "至")) == rows


@pytest.mark.parametrize("text", ["张三", "5-3", "0", "1-99999999999"])
def test_what_names_no_row_is_said(text: str) -> None:
    with pytest.raises(Unreadable, match="不是行号"):
        rows_left_out(text)
