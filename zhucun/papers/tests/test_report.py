"""A report read back from the file."""

from datetime import date
from typing import Any

import pytest
from docx.oxml.ns import qn

from tests.papers import opened
from zhucun.papers.grid import Table
from zhucun.papers.letter import Paragraph, Unwritable
from zhucun.papers.report import Masthead, Report, length_of, of_text, too_long, write_report

TEXT = """一、队伍情况
全县现有驻村工作队 166 支。
（一）增减。本月派驻 2 人。
1.人员到岗
乡镇\t工作队\t在岗
东岭镇\t8\t24
西河镇\t7\t21
二、下月安排
"""


def written(report: Report) -> Any:
    return opened(write_report(report))


def font(paragraph: Any) -> str:
    return paragraph.runs[0]._r.rPr.rFonts.get(qn("w:eastAsia"))


def line(document: Any, text: str) -> Any:
    return next(one for one in document.paragraphs if text in one.text)


def test_a_plain_text_becomes_headings_of_their_fonts_and_a_table() -> None:
    """R-DOC-22, R-DOC-23: the numbers stay as they were typed."""
    document = written(of_text("6月工作情况", TEXT, signer="青溪县驻村办", signed_on=date(2022, 7, 5)))

    headings = [(text, font(line(document, text))) for text in ("一、队伍情况", "（一）增减。", "1.人员到岗")]
    assert headings == [("一、队伍情况", "黑体"), ("（一）增减。", "楷体_GB2312"), ("1.人员到岗", "仿宋_GB2312")]
    assert line(document, "（一）增减。").runs[1].text == "本月派驻2人。"
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows][1] == ["东岭镇", "8", "24"]
    assert document.tables[0].rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert [one.text for one in document.paragraphs[-2:]] == ["青溪县驻村办", "2022年7月5日"]


def test_parts_without_numbers_are_numbered_past_a_table() -> None:
    parts = (Paragraph(level=1, heading="队伍"), Table(("乡镇",), (("东岭镇",),)), Paragraph(level=1, heading="打算"))

    document = written(Report("季度工作情况", parts))

    assert [one.text for one in document.paragraphs if "、" in one.text] == ["一、队伍", "二、打算"]


def test_a_brief_has_a_red_head_and_a_wide_table_lies_on_a_page_of_its_own() -> None:
    wide = Table(("栏",) * 14, (("1",) * 14,), caption="调度表")
    head = Masthead("驻村帮扶工作简报", "第7期", "青溪县驻村办", date(2022, 7, 5))

    document = written(Report("六月情况", (Paragraph("正文。"),), masthead=head, annexes=(wide,)))

    assert [one.text for one in document.paragraphs[:3]] == [
        "驻村帮扶工作简报",
        "第7期",
        "青溪县驻村办\t2022年7月5日",
    ]
    assert line(document, "附件：调度表")
    upright, lying = document.sections
    assert upright.page_width < upright.page_height
    assert lying.page_width > lying.page_height


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (Report("", (Paragraph("话。"),)), "没有写标题。先写上标题，再下载。"),
        (Report("长" * 61, (Paragraph("话。"),)), "标题有 61 个字，最多 60 个字。改短一点，再下载。"),
        (Report("题", (Paragraph(" "),)), "没有写正文。先写上正文，再下载。"),
    ],
)
def test_what_cannot_be_sent_is_said_in_a_sentence(report: Report, sentence: str) -> None:
    with pytest.raises(Unwritable) as refused:
        write_report(report)

    assert refused.value.sentence == sentence


def test_a_text_over_the_limit_is_warned_of_and_tables_do_not_count() -> None:
    """R-DOC-29."""
    assert length_of("一 二\n三\t四\n五") == 3
    assert too_long(5000) == ""
    assert too_long(5001) == "正文 5001 字，减负规定综合材料一般不超过 5000 字，要压掉 1 字。"
    assert too_long(4001, is_special=True) == "正文 4001 字，减负规定专项材料一般不超过 4000 字，要压掉 1 字。"
