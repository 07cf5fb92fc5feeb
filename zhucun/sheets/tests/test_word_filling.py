"""Somebody else's Word tables are read as grids and filled: told cells get values in their looks, all else stays."""

import io
import zipfile
from typing import Any

from docx import Document
from docx.shared import Pt

from zhucun.sheets.fills import Fill, Fills
from zhucun.sheets.form_files import fill_form, read_form
from zhucun.sheets.word_tables import name_of

FIRST = name_of(1)


def form() -> bytes:
    """A line above, a head of two rows with merged cells, two rows to fill; a second table below."""
    document = Document()
    document.add_paragraph("单位：万元")
    table = document.add_table(rows=4, cols=4)
    for place, text in {(0, 0): "乡镇", (0, 1): "队员（人）", (1, 1): "合计", (1, 2): "女", (0, 3): "备注"}.items():
        table.cell(*place).text = text
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(2, 0).text, table.cell(3, 0).text = "东岭镇", "西河镇"
    run = table.cell(2, 1).paragraphs[0].add_run("")
    run.font.size, run.bold = Pt(16), True
    document.add_paragraph("第二张")
    document.add_table(rows=1, cols=2).cell(0, 0).text = "不要动"
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def tables(data: bytes) -> Any:
    return Document(io.BytesIO(data)).tables


def test_a_table_is_read_with_its_merged_cells_and_the_line_above() -> None:
    first, second = read_form(form(), "表.docx").sheets

    assert first.above == ("单位：万元",)
    assert {(one.top, one.left, one.bottom, one.right) for one in first.merged} == {(0, 0, 1, 0), (0, 1, 0, 2)}
    assert first.rows[2] == ["东岭镇", None, None, None]
    assert second.rows == [["不要动", None]]


def test_values_take_the_looks_of_their_cell_and_open_cells_are_yellow_with_a_note() -> None:
    cells = {(2, 1): Fill(12), (2, 2): Fill(None, "台账里没有这个数。"), (3, 2): Fill(None, "台账里没有这个数。")}

    data = fill_form(form(), Fills({FIRST: cells}))

    table = tables(data)[0]
    run = table.cell(2, 1).paragraphs[0].runs[0]
    assert (run.text, run.bold, run.font.size) == ("12", True, Pt(16))
    assert 'w:fill="FFF2CC"' in table.cell(3, 2)._tc.xml
    assert [one.text for one in Document(io.BytesIO(data)).comments] == ["台账里没有这个数。"]


def test_rows_are_added_like_the_one_above() -> None:
    data = fill_form(form(), Fills({FIRST: {(4, 0): Fill("新乡"), (4, 1): Fill(3)}}, {FIRST: (4, 1)}))

    assert [cell.text for cell in tables(data)[0].rows[4].cells] == ["新乡", "3", "", ""]
    assert len(tables(data)[0].rows) == 5


def test_parts_that_are_not_touched_are_copied_byte_for_byte() -> None:
    old, new = form(), fill_form(form(), Fills({FIRST: {(2, 1): Fill(12)}}))

    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        changed = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert after.namelist() == before.namelist()
    assert changed == ["word/document.xml"]
    assert tables(new)[1].cell(0, 0).text == "不要动"
