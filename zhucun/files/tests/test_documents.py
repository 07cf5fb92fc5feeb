"""A document is what its content says, whatever it is called."""

import io
import zipfile

import pytest

from zhucun.acts.refused import Refused
from zhucun.files.documents import plain_document, title_of


def office(*parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for part in ("[Content_Types].xml", *parts):
            archive.writestr(part, "")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7 ...", "pdf"),
        (office("word/document.xml"), "wordprocessingml.document"),
        (office("ppt/presentation.xml"), "presentationml.presentation"),
        (office("xl/workbook.xml"), "spreadsheetml.sheet"),
    ],
)
def test_four_kinds_are_kept_word_for_word(content: bytes, ending: str) -> None:
    kept, kind = plain_document(content)

    assert (kept, kind.endswith(ending)) == (content, True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "是空的"),
        (b"<script>alert(1)</script>", "这种文件不能放"),
        (b"MZ\x90\x00", "这种文件不能放"),
        (office("META-INF/MANIFEST.MF"), "这种文件不能放"),
        (office("word/document.xml")[:-9], "这种文件不能放"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存成 docx"),
        (office("word/document.xml", "word/vbaProject.bin"), "带了宏"),
        (b"%PDF-" + bytes(20 * 1024 * 1024), "最大 20 MB"),
    ],
)
def test_what_is_no_document_carries_a_program_or_is_too_large_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        plain_document(content)


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("讲义.pdf", "讲义"),
        ("C:\\桌面\\防返贫 监测.docx", "防返贫 监测"),
        ("../../etc/passwd", "passwd"),
        ('讲\u202efdp.义"\r\n.pdf', "讲 fdp.义"),
        ("长" * 300 + ".pptx", "长" * 60),
    ],
)
def test_its_title_is_what_people_called_it(name: str, title: str) -> None:
    assert title_of(name) == title
