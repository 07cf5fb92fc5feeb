"""A draft: one's own, its numbers looked through, one press puts one right, the Word file comes back."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from tests.cast import TODAY, Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.reports.checking.documents import text_of
from zhucun.reports.drafts import acts as drafting
from zhucun.reports.drafts.differences import changes_between
from zhucun.reports.drafts.models import Draft

WRONG = "全县共选派9支驻村工作队。报名70人，其中男40人，女31人。"

REASON = {"reason": "领导等着要"}


def begin(cast: Cast, text: str = WRONG) -> Draft:
    actor = cast.actor("officer")
    return drafting.begin(cast.accounts["officer"], title="半年情况", text=text, by=actor)


def send(client: Client, **told: Any) -> Any:
    return client.post("/drafts/", {"title": "", "text": "", "as_of": TODAY.isoformat(), **told})


def word(text: str) -> SimpleUploadedFile:
    buffer = io.BytesIO()
    document = Document()
    document.add_paragraph(text)
    document.save(buffer)
    return SimpleUploadedFile("半年情况.docx", buffer.getvalue())


def test_a_pasted_text_is_looked_through_against_itself_and_the_ledgers(log_in: Any) -> None:
    client = log_in("officer")

    page = client.get(send(client, text=WRONG).url).content.decode()

    assert "各部分加起来不是“70人”，差 1。" in page
    assert "“9支”和台账不符：台账是 2支。" in page
    assert "改成 2支" in page


def test_one_press_puts_the_number_of_the_ledger_in_its_place(cast: Cast, log_in: Any) -> None:
    row, client = begin(cast), log_in("officer")

    client.post(f"/drafts/{row.pk}/correct/", {"start": WRONG.index("9支"), "was": "9支", "words": "2支"})

    row.refresh_from_db()
    assert row.text == WRONG.replace("9支", "2支")
    assert "和台账一致" not in client.get(f"/drafts/{row.pk}/").content.decode()
    assert "和台账不符" not in client.get(f"/drafts/{row.pk}/").content.decode()


def test_a_press_on_words_that_have_gone_on_changes_nothing(cast: Cast) -> None:
    row = begin(cast)

    with pytest.raises(Refused, match="已经改过了"):
        drafting.correct(row, start=0, was="9支", words="2支", by=cast.actor("officer"))

    row.refresh_from_db()
    assert row.text == WRONG


def test_a_word_draft_comes_back_with_its_changes_marked(log_in: Any) -> None:
    client = log_in("officer")
    address = send(client, file=word(WRONG)).url
    row = Draft.objects.get()
    assert (row.title, row.text.strip()) == ("半年情况", WRONG)
    client.post(f"{address}correct/", {"start": WRONG.index("9支"), "was": "9支", "words": "2支"})

    copy = client.post(f"{address}export/?copy=1", REASON).content

    assert text_of(copy).strip() == WRONG.replace("9支", "2支")


def test_a_draft_with_more_lines_than_its_file_is_told_to_go_out_anew(log_in: Any) -> None:
    client = log_in("officer")
    address = send(client, file=word(WRONG)).url
    client.post(f"{address}revise/", {"title": "稿", "text": f"加了一段。\n{WRONG}", "as_of": TODAY.isoformat()})

    assert "导出成新的文档" in client.post(f"{address}export/?copy=1", REASON).content.decode()
    assert text_of(client.post(f"{address}export/", REASON).content).count("加了一段。") == 1


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "贴上文字，或者选一个文件。"),
        ({"file": SimpleUploadedFile("a.pdf", b"%PDF-1.7")}, "PDF 里的文字次序不可靠。"),
        ({"file": SimpleUploadedFile("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}, "这是老格式的 Word"),
        ({"text": WRONG, "as_of": "2031-01-01"}, "截止日还没有到"),
        ({"text": "12 34 56 78"}, ""),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(log_in: Any, told: dict[str, Any], sentence: str) -> None:
    answer = send(log_in("officer"), **told)

    assert sentence in answer.content.decode()
    assert Draft.objects.exists() == (sentence == "")


@pytest.mark.parametrize("who", ["office_leader", "secretary", "neighbour", "neighbour_county", "member"])
def test_nobody_reads_or_changes_another_s_draft(cast: Cast, log_in: Any, who: str) -> None:
    row, client = begin(cast), log_in(who)

    assert WRONG not in client.get("/drafts/").content.decode()
    assert client.get(f"/drafts/{row.pk}/").status_code == 404
    with pytest.raises(OutOfReach):
        drafting.remove(row, by=cast.actor(who))


def test_whoever_sees_no_figures_has_the_text_looked_through_against_itself(log_in: Any) -> None:
    client = log_in("audit_admin")

    page = client.get(send(client, text=WRONG).url).content.decode()

    assert "只核对文中前后" in page
    assert "差 1。" in page
    assert "台账是" not in page


def test_a_removed_draft_is_gone_and_may_be_had_again(cast: Cast, log_in: Any) -> None:
    row, client = begin(cast), log_in("officer")
    client.post(f"/drafts/{row.pk}/remove/", {})
    assert client.get(f"/drafts/{row.pk}/").status_code == 404

    row.refresh_from_db()
    drafting.restore(row, by=cast.actor("officer"))

    assert client.get(f"/drafts/{row.pk}/").status_code == 200


def test_queries_of_a_draft_do_not_grow_with_its_numbers(
    cast: Cast, log_in: Any, django_assert_max_num_queries: Any
) -> None:
    row, client = begin(cast, WRONG * 40), log_in("officer")
    client.get("/drafts/")

    with django_assert_max_num_queries(24):
        client.get(f"/drafts/{row.pk}/")


def test_a_changed_number_is_struck_out_whole() -> None:
    changes = changes_between("占42.63%，共\n496名", "占42.94%，共\n496名")

    assert changes is not None
    assert [(one.start, one.end, one.words) for one in changes] == [(1, 6, "42.94")]
    assert changes_between("一\n二", "一") is None


@pytest.mark.parametrize(
    ("title", "text"), [("全县半年情况", "共选派9支驻村工作队。"), ("半年情况", "全县共选派9支驻村工作队。")]
)
def test_a_township_is_not_told_that_the_county_s_numbers_are_not_its_own(log_in: Any, title: str, text: str) -> None:
    client = log_in("secretary")

    page = client.get(send(client, title=title, text=text).url).content.decode()

    assert "和台账不符" not in page
    assert ("不止你看得到的范围" in page) == title.startswith("全县")


def test_an_example_of_one_s_own_ledgers_has_two_wrong_numbers(cast: Cast, log_in: Any) -> None:
    client = log_in("officer")

    page = client.post("/drafts/example/", {}, follow=True).content.decode()

    assert page.count('<article class="finding"') == 2
    assert "支驻村工作队" in page.replace("</a>", "")
    assert "看不到数字台账" in log_in("audit_admin").post("/drafts/example/", {}).content.decode()


def test_the_page_shows_the_text_as_it_goes_to_paper(cast: Cast, log_in: Any) -> None:
    """Pasted with empty lines between, and with the title as its first line."""
    client = log_in("officer")
    text = "半年情况\n\n一、队伍\n\n\n全县共选派2支驻村工作队。\n"
    client.post("/drafts/", {"title": "", "text": text, "as_of": TODAY.isoformat()})

    page = client.get(f"/drafts/{Draft.objects.get().pk}/").content.decode()
    words = page[page.index('<div class="words">') : page.index('<ul class="legend">')]

    assert words.count("<p") == 2
    assert "半年情况" not in words
