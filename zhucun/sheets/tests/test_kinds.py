"""What kind of table it is, with reasons; a table is never taken for what it is not."""

from typing import Any

import pytest

from zhucun.sheets import kinds
from zhucun.sheets.kinds import KindSignature, Verdict, recognise, recognised, register_kind
from zhucun.sheets.reading import read_bytes
from zhucun.sheets.tests.ledger import KINDS
from zhucun.sheets.tests.workbooks import xlsx


def verdicts(*rows: list[Any], file: str = "表.xlsx") -> list[Verdict]:
    book = read_bytes(xlsx(rows), file)
    return recognised(book.name, book.filled, KINDS)


def test_a_kind_is_known_by_its_columns() -> None:
    (verdict,) = verdicts(["姓名", "村", "队内职务", "电话"], ["张三", "石坪村", "队长", 13900000001])

    assert verdict.key == "members"
    assert verdict.sentence == "这是花名册：有“姓名”“村”“队内职务”“电话”列。"
    assert verdict.why_not("facts") == "没有“村情数字”列"


def test_a_title_may_stand_for_a_column() -> None:
    plain, titled = ["姓名", "村"], [["东山县驻村工作队名单"], [], ["姓名", "村"], ["张三", "石坪村"]]

    assert verdicts(plain, ["张三", "石坪村"])[0].key == "unknown"
    assert verdicts(*titled)[0].reasons[1] == "标题里有“驻村工作队”"
    assert verdicts(plain, ["张三", "石坪村"], file="驻村工作队.xlsx")[0].key == "members"


def test_what_speaks_against_a_kind_outweighs_everything() -> None:
    (verdict,) = verdicts(["姓名", "村", "队内职务", "贫困户数"], ["张三", "石坪村", "队长", 3])

    assert (verdict.key, verdict.why_not("members")) == ("unknown", "有“贫困户数”列，是村情数字")


def test_an_unknown_table_says_what_it_has() -> None:
    (verdict,) = verdicts(["品名", "数量", "单价"], ["化肥", 3, 100])

    assert verdict.sentence == "认不出是什么表。表里的列是：品名、数量、单价。"


def test_a_table_without_a_header_says_what_to_do() -> None:
    (verdict,) = verdicts([1, "张三", 13900000001], [2, "李四", 13900000002])

    assert "没有找到表头。请在第一行写上列名" in verdict.sentence


def test_each_table_has_its_own_verdict() -> None:
    found = verdicts(["姓名", "村", "队内职务", None, "村", "总户数"], ["张三", "甲村", "队长", None, "甲村", 300])

    assert [verdict.key for verdict in found] == ["members", "facts"]


def test_of_two_kinds_with_equal_evidence_neither_is_taken() -> None:
    twin = KindSignature("twin", "另一种", KINDS[2].needs, speaks_against=KINDS[2].speaks_against)
    (table,) = [verdict.table for verdict in verdicts(["姓名", "单位"], ["张三", "县局"])]

    verdict = recognise(table, (*KINDS, twin))

    assert (verdict.key, "可能是干部名册、另一种" in verdict.sentence) == ("unknown", True)


def test_a_key_is_registered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "_signatures", {})
    signature = register_kind(KindSignature("only-here", "一种", KINDS[0].needs))

    with pytest.raises(ValueError, match="only-here"):
        register_kind(signature)
