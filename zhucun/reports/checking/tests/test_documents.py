"""A Word draft: its words are read, numbers put right come back as tracked changes, all else as it was."""

import io
import zipfile
from datetime import datetime
from typing import Any

import pytest
from docx import Document

from zhucun.reports.checking.documents import Correction, corrected, text_of
from zhucun.sheets.faults import Unreadable

AT = datetime(2022, 7, 11, 9, 0)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def draft() -> bytes:
    """The number is set in bold and cut into two runs, as Word likes to."""
    document = Document()
    paragraph = document.add_paragraph("40岁以下213人，占")
    for piece in ("42.", "63%"):
        paragraph.add_run(piece).bold = True
    paragraph.add_run("，队伍年轻了。")
    document.add_table(1, 2).rows[0].cells[1].text = "共496名队员"
    return saved(document)


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def with_body(change: Any) -> bytes:
    """The draft with its body's XML changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draft())) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            body = old.read(name)
            new.writestr(name, change(body.decode()).encode() if name == "word/document.xml" else body)
    return buffer.getvalue()


def test_the_words_of_paragraphs_and_tables_are_read_in_order() -> None:
    assert [line for line in text_of(draft()).split("\n") if line] == [
        "40岁以下213人，占42.63%，队伍年轻了。",
        "共496名队员",
    ]


def test_a_number_put_right_is_a_tracked_change_in_its_own_looks() -> None:
    text = text_of(draft())
    at = text.index("42.63%")

    copy = corrected(draft(), [Correction(at, at + len("42.63%"), "42.94%")], AT)

    assert "42.94%，队伍年轻了。" in text_of(copy)
    paragraph = Document(io.BytesIO(copy)).paragraphs[0]._p
    inserted, struck = paragraph.findall(f".//{W}ins"), paragraph.findall(f".//{W}del")
    assert [run.find(f"{W}rPr/{W}b") is not None for one in inserted for run in one] == [True]
    assert "".join(text.text for one in struck for text in one.iter(f"{W}delText")) == "42.63%"


def test_two_numbers_of_one_run_are_put_right() -> None:
    document = Document()
    document.add_paragraph("向119个村派166支队。")
    data = saved(document)

    copy = corrected(data, [Correction(7, 10, "167"), Correction(1, 4, "120")], AT)

    assert text_of(copy).startswith("向120个村派167支队。")


def test_words_are_written_in_where_nothing_is_struck_out() -> None:
    text = text_of(draft())
    ends = (0, text.index("42.63%"), text.index("年轻"), text.index("。") + 1)

    copy = corrected(draft(), [Correction(at, at, "〔新〕") for at in ends], AT)

    assert text_of(copy).startswith("〔新〕40岁以下213人，占〔新〕42.63%，队伍〔新〕年轻了。〔新〕\n")


def test_everything_else_of_the_file_stays_as_it_was() -> None:
    copy = corrected(draft(), [Correction(0, 2, "41")], AT)

    assert part(copy, "word/styles.xml") == part(draft(), "word/styles.xml")


def test_what_was_struck_out_is_no_text_and_what_was_written_in_is() -> None:
    change = (
        '<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins w:id="2"><w:r><w:t>新</w:t></w:r></w:ins>'
    )
    data = with_body(lambda body: body.replace("</w:p>", f"{change}</w:p>", 1))

    assert "队伍年轻了。新\n" in text_of(data)


def test_a_broken_or_foreign_file_is_refused_in_a_sentence() -> None:
    broken = with_body(lambda body: body.replace("</w:body>", ""))
    for data in (broken, b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04rubbish"):
        with pytest.raises(Unreadable) as refusal:
            text_of(data)
        assert refusal.value.sentence.endswith("。")
