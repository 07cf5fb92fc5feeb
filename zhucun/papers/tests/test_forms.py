"""Forms to be signed: one page a copy."""

from dataclasses import replace

import pytest

from tests.papers import opened
from zhucun.papers.forms import PEN, Field, Form, write_form
from zhucun.papers.letter import Unwritable

FORM = Form("请假申请表", ((Field("姓名", "盘小妹"), Field("假别", "事假")), (Field("镇党委书记", signature=PEN),)))


def test_each_copy_begins_a_page_and_has_room_to_sign() -> None:
    """R-DOC-34."""
    document = opened(write_form(FORM, ("工作队存", "乡镇存")))
    titles = [one for one in document.paragraphs if "请假申请表" in one.text]

    assert [one.text for one in titles] == ["请假申请表（工作队存）", "请假申请表（乡镇存）"]
    assert [bool(one.paragraph_format.page_break_before) for one in titles] == [False, True]
    first, second = document.tables[0].rows
    assert [cell.text for cell in first.cells] == ["姓名", "盘小妹", "假别", "事假"]
    assert second.cells[1].text == f"\n{PEN}"
    assert second.height > first.height


def test_a_form_without_a_name_is_refused_in_a_sentence() -> None:
    with pytest.raises(Unwritable) as refused:
        write_form(replace(FORM, title=""))

    assert refused.value.sentence == "没有写表名。先写上表名，再下载。"
