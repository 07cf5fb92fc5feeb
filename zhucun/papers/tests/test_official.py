"""The layout of GB/T 9704-2012, read back from the file."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.papers import opened
from zhucun.papers.letter import Layout, Letter, Paragraph, Unwritable
from zhucun.papers.official import write_letter

LETTER = Letter(
    sender="青溪县驻村办",
    recipient="县水利局",
    title="关于商请选派驻村干部的函",
    number="青驻办函〔2022〕7号",
    paragraphs=(
        Paragraph("请推荐干部。"),
        Paragraph(level=1, heading="人选"),
        Paragraph("正式党员。", level=2, heading="条件。"),
        Paragraph("写确认日期。", level=3),
    ),
    signed_on=date(2022, 7, 12),
    attachments=("推荐表。", "需求清单"),
    copied_to=("县委组织部", "县委办公室"),
)
CIRCULAR = replace(LETTER, layout=Layout.RED_HEAD, printed_by="青溪县驻村办", printed_on=date(2022, 7, 13))
BODY_POINTS = 15.75  # a character of 3号 with what is taken from between


def written(letter: Letter) -> Any:
    return opened(write_letter(letter))


@pytest.fixture(scope="module")
def letter() -> Any:
    return written(LETTER)


@pytest.fixture(scope="module")
def circular() -> Any:
    return written(CIRCULAR)


def line(document: Any, text: str) -> Any:
    return next(one for one in document.paragraphs if text in one.text)


def font(run: Any) -> tuple[str, float]:
    return run._r.rPr.rFonts.get(qn("w:eastAsia")), run.font.size.pt


def footers(document: Any) -> list[str]:
    section = document.sections[0]
    both = (section.footer, section.even_page_footer)
    return ["".join(one.text for one in footer._element.iter("{*}t")) for footer in both]


def test_the_page_is_that_of_the_standard(letter: Any) -> None:
    """R-DOC-20, R-DOC-21: 156 × 225 mm of text, 22 lines of 28 characters."""
    section, normal = letter.sections[0], letter.styles["Normal"]
    margins = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)

    assert [round(one.mm, 1) for one in (section.page_width, section.page_height)] == [210, 297]
    assert [round(one.mm) for one in margins] == [37, 28, 35, 26]
    assert normal.paragraph_format.line_spacing_rule == WD_LINE_SPACING.EXACTLY
    assert 22 <= Mm(225) / normal.paragraph_format.line_spacing < 23
    assert 28 <= Mm(156).pt / BODY_POINTS < 29


def test_each_part_has_its_font_and_size(letter: Any) -> None:
    """R-DOC-22, R-DOC-23."""

    assert font(line(letter, "关于商请").runs[0]) == ("方正小标宋简体", 22)
    assert font(line(letter, "请推荐").runs[0]) == ("仿宋_GB2312", 16)
    assert font(line(letter, "一、人选").runs[0]) == ("黑体", 16)
    kai, song = line(letter, "（一）条件").runs
    assert (kai.text, font(kai), font(song)) == ("（一）条件。", ("楷体_GB2312", 16), ("仿宋_GB2312", 16))
    assert font(line(letter, "1.写确认日期。").runs[0]) == ("仿宋_GB2312", 16)


def test_fonts_are_named_with_another_to_stand_in_and_none_is_shipped(letter: Any) -> None:
    """R-DOC-30."""
    package = letter.part.package
    table = next(part for part in package.iter_parts() if part.partname == "/word/fontTable.xml")

    assert 'w:name="仿宋_GB2312"><w:altName w:val="仿宋"/>' in table.blob.decode()
    assert [part.partname for part in package.iter_parts() if "odttf" in part.partname] == []


def test_recipient_annexes_and_date_stand_where_they_belong(letter: Any) -> None:
    """R-DOC-25."""
    at = [one.text for one in letter.paragraphs]

    assert line(letter, "县水利局：").paragraph_format.first_line_indent is None
    assert at[at.index("附件：1. 推荐表") + 1] == "2. 需求清单"
    day = line(letter, "2022年7月12日").paragraph_format
    assert round(day.right_indent.pt / BODY_POINTS, 1) == 4
    signer = next(one for one in letter.paragraphs if one.text == "青溪县驻村办").paragraph_format
    assert round(signer.right_indent.pt / BODY_POINTS, 2) == 4.25  # over the middle of the date


def test_a_letter_has_two_red_lines_and_no_number_on_its_first_page(letter: Any) -> None:
    """R-DOC-26, R-DOC-28."""
    section = letter.sections[0]
    first = section.first_page_header._element.xml, section.first_page_footer._element.xml

    assert section.different_first_page_header_footer
    assert [part.count('w:color="FF0000"') for part in first] == [2, 2]
    assert "青溪县驻村办" in first[0]
    assert "PAGE" not in first[1]
    assert footers(letter) == ["— 1 —", "— 1 —"]
    assert "印发" not in letter.element.body.xml


def test_a_circular_has_a_red_head_and_its_foot_says_who_printed_it(circular: Any) -> None:
    """R-DOC-27."""
    head, copied = circular.paragraphs[0], line(circular, "抄送")

    assert not circular.sections[0].different_first_page_header_footer
    assert str(head.runs[0].font.color.rgb) == "FF0000"
    assert copied.text == "抄送：县委组织部，县委办公室。"
    assert font(copied.runs[0]) == ("仿宋_GB2312", 14)
    assert line(circular, "印发").text == "青溪县驻村办\t2022年7月13日印发"


def test_numbers_stand_right_on_odd_pages_and_left_on_even_ones(circular: Any) -> None:
    """R-DOC-26."""
    section = circular.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]

    assert circular.settings.odd_and_even_pages_header_footer
    assert [one.alignment.name for one in (odd, even)] == ["RIGHT", "LEFT"]
    assert odd.paragraph_format.right_indent == even.paragraph_format.left_indent > 0
    assert font(odd.runs[0]) == ("宋体", 14)


def test_number_and_day_are_left_for_the_pen_until_they_are_known() -> None:
    """R-DOC-34."""
    words = [one.text for one in written(replace(LETTER, number="", signed_on=None)).paragraphs]

    assert words[0] == "〔　　〕　　号"
    assert "　　年　　月　　日" in words


def test_signs_of_markup_stay_signs_and_what_word_cannot_hold_is_left_out() -> None:
    odd = replace(LETTER, recipient='A<b>&"局\x00', paragraphs=(Paragraph("{{ 1 }} &amp; <w:p/>\ud800𠮷😀"),))
    words = [one.text for one in written(odd).paragraphs]

    assert 'A<b>&"局：' in words
    assert "{{ 1 }} &amp; <w:p/>𠮷😀" in words


@settings(max_examples=8, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_whatever_is_typed_can_be_opened_again(text: str) -> None:
    typed = replace(LETTER, paragraphs=(Paragraph("正文"), Paragraph(text, level=1)), copied_to=(text,))

    assert written(typed).paragraphs


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"recipient": " ："}, "没有写主送机关。先写明发给哪个单位，再下载。"),
        ({"sender": ""}, "没有写发文机关。先在设置里写上驻村办的名称，再下载。"),
        ({"title": "\x00"}, "没有写标题。先写上标题，再下载。"),
        ({"title": "长" * 61}, "标题有 61 个字，最多 60 个字。改短一点，再下载。"),
        ({"recipient": "局" * 81}, "主送机关有 81 个字，最多 80 个字。写规范化简称，再下载。"),
        ({"paragraphs": (Paragraph(" "),)}, "没有写正文。先写上正文，再下载。"),
    ],
)
def test_what_could_not_be_sent_is_refused_in_a_sentence(changed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Unwritable) as refused:
        write_letter(replace(LETTER, **changed))

    assert refused.value.sentence == sentence


@pytest.mark.parametrize("given", [LETTER, CIRCULAR])
def test_the_same_words_are_the_same_bytes(given: Letter) -> None:
    assert write_letter(given) == write_letter(given)


def test_a_paper_of_the_demo_says_so_on_every_page() -> None:
    section = written(replace(LETTER, is_demo=True)).sections[0]
    headers = (section.first_page_header, section.header, section.even_page_header)

    assert ["演示数据" in "".join(one._element.itertext()) for one in headers] == [True] * 3


def test_a_long_name_is_made_narrow_before_it_turns() -> None:
    name = written(replace(CIRCULAR, sender="中共青溪县委农村工作领导小组驻村帮扶办公室")).paragraphs[0].runs[0]

    assert name.font.size == Pt(26)
    assert int(name._r.rPr.find(qn("w:w")).get(qn("w:val"))) < 100
