"""Files of every kind: what goes out comes back the same; what the bank cannot hold is said."""

import io

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from zhucun.sheets.faults import Unreadable
from zhucun.training.question_formats.blanks import BLANK
from zhucun.training.question_formats.gift import read_gift, write_gift
from zhucun.training.question_formats.moodle import write_quiz
from zhucun.training.question_formats.opening import read_file
from zhucun.training.reading_questions.drafts import TRUE_FALSE_OPTIONS, Draft

TEXT = st.text(alphabet="村组户天月日每不少于甲乙丙丁=~{}#:\\<&%12", min_size=2, max_size=10).filter(
    lambda one: one.strip()
)
WORDS = st.text(alphabet="村组户天月甲乙丙丁=~{}#:\\<&%", min_size=2, max_size=6).filter(str.strip)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    kind = draw(st.sampled_from(["single", "multiple", "true_false", "fill_in"]))
    stem, why = draw(TEXT), draw(WORDS | st.just(""))
    if kind == "true_false":
        return Draft("1", kind, stem, TRUE_FALSE_OPTIONS, (draw(st.integers(0, 1)),), why)
    if kind == "fill_in":
        blanks = draw(st.lists(st.lists(WORDS, min_size=1, max_size=2, unique=True), min_size=1, max_size=2))
        return Draft("1", kind, stem + f"{BLANK}户" * len(blanks), (), tuple(map(tuple, blanks)), why)
    options = tuple(draw(st.lists(WORDS, min_size=3, max_size=5, unique=True)))
    least, most = (1, 1) if kind == "single" else (2, len(options))
    right = draw(st.sets(st.integers(0, len(options) - 1), min_size=least, max_size=most))
    return Draft("1", kind, stem, options, tuple(sorted(right)), why)


@settings(max_examples=50, deadline=None)
@given(drafts())
def test_what_goes_out_as_gift_comes_back_the_same(draft: Draft) -> None:
    assert read_gift(write_gift([draft])).drafts == [draft]


@settings(max_examples=50, deadline=None)
@given(drafts())
def test_what_goes_out_as_moodle_xml_comes_back_the_same(draft: Draft) -> None:
    assert read_file(write_quiz([draft]), "题.xml").drafts == [draft]


def test_gift_says_what_the_bank_cannot_hold() -> None:
    found = read_gift(
        "// 注\n$CATEGORY: $course$/防返贫\n\n::甲::村里有几个组{#9}\n\n::乙::连线{=甲 -> 一 =乙 -> 二}\n\n"
        "两个都对？{=甲 =乙 ~丙}\n\n党支部{~%50%甲 ~%50%乙 ~%-100%丙 ####各占一半}"
    ).drafts

    assert [(one.kind, one.letters or one.key) for one in found] == [
        ("fill_in", (("9",),)),
        ("short", ()),
        ("multiple", "AB"),
        ("multiple", "AB"),
    ]
    assert [bool(one.doubts) for one in found] == [False, True, True, False]
    assert (found[3].explanation, found[3].topic) == ("各占一半", "防返贫")


QTI = """<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="c" title="t">
<responseDeclaration identifier="R" cardinality="multiple"><correctResponse><value>a</value><value>c</value>
</correctResponse></responseDeclaration><itemBody><p>哪两个要公开？</p><choiceInteraction responseIdentifier="R"
 maxChoices="0"><simpleChoice identifier="a">账</simpleChoice><simpleChoice identifier="b">信</simpleChoice>
<simpleChoice identifier="c">事</simpleChoice></choiceInteraction></itemBody></assessmentItem>"""


def test_an_item_of_qti_is_read_with_its_key() -> None:
    [one] = read_file(QTI.encode(), "c.xml").drafts

    assert (one.kind, one.stem, one.options, one.letters) == ("multiple", "哪两个要公开？", ("账", "信", "事"), "AC")


def test_xml_that_asks_for_other_files_gets_none() -> None:
    told = '<question type="essay"><questiontext><text>&x;</text></questiontext></question>'
    bad = f'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/hostname">]><quiz>{told}</quiz>'.encode()

    assert not read_file(bad, "题.xml").drafts[0].stem


def test_numbers_that_word_counts_itself_are_read() -> None:
    document = docx.Document()
    document.add_paragraph("应知应会题")
    for stem in ("每月在村几天？", "谁当队长？"):
        document.add_paragraph(stem, style=None)._p.get_or_add_pPr()._add_numPr().get_or_add_numId().val = 5
        document.add_paragraph("A.二十天\nB.三天")
        document.add_paragraph("答案：A")
    held = io.BytesIO()
    document.save(held)

    assert [(one.stem, one.letters) for one in read_file(held.getvalue(), "题.docx").drafts] == [
        ("每月在村几天？", "A"),
        ("谁当队长？", "A"),
    ]


def test_a_table_is_read_under_its_own_head() -> None:
    book = Workbook()
    for row in (
        ["2022 年应知应会题库"],
        ["序号", "题型", "题目", "A", "B", "C", "正确答案", "解析", "难易程度", "知识点"],
        [1, "单选题", "每月在村不少于几天？", 15, 20, 22, "B", "不少于 20 天", "易", "驻村管理"],
        [2, "判断题", "可以代签。", None, None, None, "错误", None, "中", None],
        [3, "多选题", "哪些要公开？", "账", "事", "信", "B、A", None, None, None],
        [4, "单选题", "谁主持？", "书记", "会计", None, None, None, None, None],
    ):
        book.active.append(row)
    held = io.BytesIO()
    book.save(held)

    found = read_file(held.getvalue(), "题库.xlsx").drafts

    assert [(one.kind, one.letters) for one in found] == [
        ("single", "B"),
        ("true_false", "B"),
        ("multiple", "AB"),
        ("single", ""),
    ]
    assert (found[0].topic, found[0].difficulty, found[0].options) == ("驻村管理", "easy", ("15", "20", "22"))
    assert found[3].doubts == ("原件里没有答案",)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [(b"%PDF-1.7 ...", "另存为 .docx"), (b"<quiz><question>", "读不下去"), ("今天开会。".encode(), "没有读出题目")],
)
def test_what_cannot_be_read_says_what_to_do(data: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_file(data, "题.txt")
