"""The pages of importing: a file looked at, asked about, corrected, written once, by whom and seen by whom."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.imports import FIXTURES, member, xlsx
from zhucun.acts.jobs import working
from zhucun.acts.jobs.models import Job
from zhucun.dispatch.imports import looking
from zhucun.dispatch.imports.jobs import forget_drafts
from zhucun.dispatch.imports.showing import _where
from zhucun.dispatch.opening.models import OpeningFile
from zhucun.dispatch.roster.models import Posting
from zhucun.web.models import ImportDraft, RememberedMapping

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
HELD = 3  # postings of the cast


@pytest.fixture
def officer(log_in: LogIn) -> Client:
    return log_in("officer")


def upload(client: Client, data: bytes, name: str = "花名册.xlsx", **more: Any) -> Any:
    return client.post("/imports/", {"file": SimpleUploadedFile(name, data), **more}, follow=True)


def looked_at(client: Client, *rows: list[Any]) -> ImportDraft:
    upload(client, xlsx(*rows))
    return ImportDraft.objects.get()


def new(name: str, **changed: Any) -> list[Any]:
    return member(name, **{"派出单位": "县水利局", **changed})


def test_a_file_is_looked_at_before_anything_is_written(officer: Client) -> None:
    page = upload(officer, xlsx(new("骆新"), new("盘新", 村="没有的村")))

    said = page.content.decode()
    assert "这是驻村工作队花名册" in said
    assert "1 行不能接受" in said
    assert "没有“没有的村”" in said
    assert Posting.objects.count() == HELD


def test_what_was_looked_at_is_written_once(officer: Client) -> None:
    draft = looked_at(officer, new("骆新"), new("盘新"))

    first = officer.post(f"/imports/{draft.pk}/confirm/", follow=True)
    second = officer.post(f"/imports/{draft.pk}/confirm/", follow=True)

    assert "写好了" in first.content.decode()
    assert first.redirect_chain == second.redirect_chain
    assert (Posting.objects.count(), OpeningFile.objects.count()) == (HELD + 2, 1)


def test_the_file_is_kept_sealed_and_no_longer_than_needed(officer: Client) -> None:
    """R-DAT-04"""
    draft = looked_at(officer, new("骆新", 电话="13900019999"))
    kept = bytes(draft.content)

    officer.post(f"/imports/{draft.pk}/confirm/")

    draft.refresh_from_db()
    assert b"PK" not in kept[:40]
    assert (bytes(draft.content), draft.shown) == (b"", None)


def test_a_question_is_answered_once_for_all_and_may_be_answered_otherwise(officer: Client) -> None:
    draft = looked_at(officer, new("骆新", 派驻起=None), new("盘新", 派驻起=None))
    field = "written:since:start_day"

    officer.post(f"/imports/{draft.pk}/answers/", {field: "2022-07-01"})
    page = officer.get(f"/imports/{draft.pk}/").content.decode()
    officer.post(f"/imports/{draft.pk}/answers/", {field: "2022-06-01"})
    officer.post(f"/imports/{draft.pk}/confirm/")

    assert "答过的 1 个，可以改" in page
    assert Posting.objects.filter(since="2022-06-01").count() == 2


def test_rows_are_left_out_and_taken_in_again(officer: Client) -> None:
    draft = looked_at(officer, new("骆新"), new("盘新", 村="没有的村"))
    address = f"/imports/{draft.pk}/leave-out/"

    officer.post(address, {"row": ["4"]})
    left = ImportDraft.objects.get().shown["counts"]
    officer.post(address, {"row": ["4"], "read": "1"})
    again = ImportDraft.objects.get().shown["counts"]

    assert (left["excluded"], left["refused"], again["refused"]) == (1, 0, 1)


def test_a_column_is_read_as_told_and_remembered_once_it_was_confirmed(officer: Client) -> None:
    head = ("姓名", "派出单位", "哪个村", "队内职务", "派驻起", "派出文号")
    row = ["骆新", "县水利局", "石坪村", "队员", "2022-07-01", "青组发〔2022〕1号"]
    upload(officer, xlsx(row, head=head), kind="member_roster")
    draft = ImportDraft.objects.get()
    refused = draft.problem

    officer.post(f"/imports/{draft.pk}/columns/", {"column:1!C": "place"})
    officer.post(f"/imports/{draft.pk}/confirm/")
    upload(officer, xlsx(["盘新", *row[1:]], head=head), kind="member_roster")

    assert "没有村" in refused or "认不出" in refused
    assert RememberedMapping.objects.get().mapping["哪个村"] == "place"


def test_a_table_of_another_kind_is_offered_to_its_ledger(officer: Client) -> None:
    head = ("乡镇", "村", "总户数", "帮扶单位")
    page = upload(officer, xlsx(["东岭镇", "石坪村", 300, "县水利局"], head=head, title="村情表"), kind="member_roster")
    draft = ImportDraft.objects.get()

    officer.post(f"/imports/{draft.pk}/what/", {"kind": "village_facts"})

    assert "不是驻村工作队花名册" in page.content.decode()
    assert "按“村情表”看一遍" in page.content.decode()
    assert ImportDraft.objects.get().shown["kind"] == "village_facts"


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"%PDF-1.7", "花名册.pdf", "这是PDF，不是表格。"),
        (b"", "空.xlsx", "文件是空的"),
        (b"PK\x03\x04broken", "坏.xlsx", "文件损坏"),
    ],
)
def test_what_is_no_table_is_said_at_the_field_and_leaves_no_draft(
    officer: Client, data: bytes, name: str, said: str
) -> None:
    page = upload(officer, data, name)

    assert said in page.content.decode()
    assert page.content.decode().count("有错：") == 1
    assert ImportDraft.objects.count() == 0


def test_the_ledger_moved_on_and_the_file_is_looked_at_again(officer: Client, cast: Cast) -> None:
    draft = looked_at(officer, new("骆新", 电话="13900019999"))
    other = looked_at_by_other(cast)

    page = officer.post(f"/imports/{draft.pk}/confirm/", follow=True)

    assert other == HELD + 1
    assert "再看一遍" in page.content.decode() or "没有写入" in page.content.decode()
    assert Posting.objects.count() == HELD + 1


def looked_at_by_other(cast: Cast) -> int:
    from zhucun.dispatch.imports.bringing import bring_in
    from zhucun.web.importing import Choices

    bring_in(xlsx(new("骆新", 电话="13900019999")), "别人的.xlsx", Choices(), by=cast.actor("officer"))
    return Posting.objects.count()


def test_a_large_file_is_read_and_written_by_jobs(
    officer: Client, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(looking, "MOST_AT_ONCE", 100)

    on_the_way = upload(officer, xlsx(new("骆新")))
    working.do_waiting("slow")
    draft = ImportDraft.objects.get()
    waiting = officer.post(f"/imports/{draft.pk}/confirm/", follow=True)
    working.do_waiting("slow")

    assert on_the_way.redirect_chain[-1][0].startswith("/jobs/")
    assert waiting.redirect_chain[-1][0].startswith("/jobs/")
    assert Posting.objects.count() == HELD + 1
    assert [job.state for job in Job.objects.order_by("pk")] == ["done", "done"]
    assert officer.get(f"/imports/{draft.pk}/").url == f"/imports/done/{OpeningFile.objects.get().pk}/"


def test_the_list_of_faults_has_the_rows_with_what_is_wrong(officer: Client) -> None:
    upload(officer, (FIXTURES / "13_full_of_faults.xlsx").read_bytes(), "13.xlsx")
    draft = ImportDraft.objects.get()

    answer = officer.get(f"/imports/{draft.pk}/faults.xlsx")

    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[2][:4] == ("问题", "行号", "A 姓名", "B 身份证号")
    assert any("校验位不对" in row[0] and row[1] == "3" for row in rows[3:])


def test_the_blank_form_explains_each_column(officer: Client) -> None:
    answer = officer.get("/imports/forms/member_roster.xlsx")

    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["驻村工作队花名册", "填写说明"]


def test_an_unfinished_file_is_found_again_and_may_be_dropped(officer: Client) -> None:
    draft = looked_at(officer, new("骆新"))

    listed = officer.get("/imports/").content.decode()
    officer.post(f"/imports/{draft.pk}/drop/")

    assert f'href="/imports/{draft.pk}/"' in listed
    assert ImportDraft.objects.count() == 0


def test_the_same_file_is_read_as_the_kind_it_is_now_said_to_be(officer: Client) -> None:
    data = xlsx(["石坪村", "修好水渠", "2022-06-03"], head=["村名", "办理事项", "受理日期"], title="办实事台帐")

    upload(officer, data, kind="places")
    upload(officer, data, kind="matters")

    draft = ImportDraft.objects.get()
    assert (draft.shown["kind"], draft.problem, draft.shown["counts"].get("refused", 0)) == ("matters", "", 0)


@pytest.mark.parametrize(
    ("cells", "said"),
    [(["E4", "E5"], "在 E4、E5"), (["3", "4"], "第 3、4 行"), ([], "表里没有这一行")],
)
def test_a_question_says_where_it_was_asked(cells: list[str], said: str) -> None:
    assert _where(cells, len(cells)) == said


def test_a_file_nobody_came_back_to_is_kept_thirty_days(officer: Client, cast: Cast) -> None:
    old, recent = looked_at(officer, new("骆新")), timezone.now() - timedelta(days=29)
    upload(officer, xlsx(new("盘新")), "另一份.xlsx")
    ImportDraft.objects.exclude(pk=old.pk).update(made_at=recent)
    ImportDraft.objects.filter(pk=old.pk).update(made_at=recent - timedelta(days=2))

    forget_drafts(cast.actor("officer"))

    assert ImportDraft.objects.get().file_name == "另一份.xlsx"


def test_a_text_in_doubtful_encoding_is_asked_about_and_read_as_told(officer: Client) -> None:
    told = "姓名,派出单位,村,队内职务,派驻起,派出文号\n骆新,县水利局,石坪村,队员,2022-07-01,青组发〔2022〕1号\n"
    upload(officer, told.encode("gb18030"), "花名册.csv", kind="member_roster")
    draft = ImportDraft.objects.get()

    officer.post(f"/imports/{draft.pk}/what/", {"encoding": "gb18030"})
    officer.post(f"/imports/{draft.pk}/confirm/")

    assert Posting.objects.count() == HELD + 1


# ── by whom, seen by whom ──


@pytest.mark.parametrize("who", ["secretary", "neighbour", "liaison", "member", "system_admin"])
def test_who_may_not_import_is_told_so(log_in: LogIn, who: str) -> None:
    assert log_in(who).get("/imports/").status_code == 403


@pytest.mark.parametrize("who", ["office_leader", "neighbour_county"])
def test_a_draft_is_its_maker_s_own(log_in: LogIn, officer: Client, who: str) -> None:
    draft = looked_at(officer, new("骆新"))
    other = log_in(who)

    assert other.get(f"/imports/{draft.pk}/").status_code == 404
    assert other.post(f"/imports/{draft.pk}/confirm/").status_code == 404
    assert other.post(f"/imports/{draft.pk}/drop/").status_code == 404
    assert Posting.objects.count() == HELD


def test_what_was_brought_in_is_not_the_neighbour_county_s(log_in: LogIn, officer: Client) -> None:
    draft = looked_at(officer, new("骆新"))
    officer.post(f"/imports/{draft.pk}/confirm/")
    file = OpeningFile.objects.get()

    assert log_in("office_leader").get(f"/imports/done/{file.pk}/").status_code == 200
    assert log_in("neighbour_county").get(f"/imports/done/{file.pk}/").status_code == 404


@pytest.mark.parametrize("rows", [2, 40])
def test_the_pages_ask_the_same_few_questions_however_long_the_file(
    officer: Client, django_assert_max_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    draft = looked_at(officer, *(new(f"骆{'甲乙丙丁戊己庚'[n // 7]}{'山水风云雨雪霜'[n % 7]}") for n in range(rows)))

    with django_assert_max_num_queries(10):
        officer.get(f"/imports/{draft.pk}/")
    with django_assert_max_num_queries(10):
        officer.get("/imports/")
    officer.post(f"/imports/{draft.pk}/confirm/")
    with django_assert_max_num_queries(12):
        officer.get(f"/imports/done/{OpeningFile.objects.get().pk}/")


def test_rows_of_one_cause_are_one_line_and_are_left_out_together(officer: Client) -> None:
    head = ("县", "乡镇", "村", "总户数", "帮扶单位")
    rows = [["白水县", "东岭镇", f"{name}村", 300, "县档案馆"] for name in "甲乙丙丁"]
    page = upload(officer, xlsx(*rows, head=head, title="村情表"), "村情.xlsx").content.decode()
    draft = ImportDraft.objects.get()

    officer.post(f"/imports/{draft.pk}/leave-out/", {"row": ["3-6"]})

    assert (page.count("别的县的表请导入别的县"), "第 3–6 行" in page, 'value="3-6"' in page) == (1, True, True)
    assert ImportDraft.objects.get().shown["counts"]["excluded"] == 4


def test_a_file_without_header_has_its_columns_named_on_the_page(officer: Client) -> None:
    data = (FIXTURES / "14_without_header.xlsx").read_bytes()
    first = upload(officer, data).content.decode()
    draft = ImportDraft.objects.get()
    address = f"/imports/{draft.pk}"

    second = officer.post(f"{address}/what/", {"kind": "member_roster"}, follow=True).content.decode()
    told = {"column:1!A": "", "column:1!B": "name", "column:1!C": "sex", "column:1!D": "phone", "column:1!E": "place"}
    officer.post(f"{address}/columns/", told)
    since = {"written:since:start_day": "2022-06-01", "answer:basis:backfill": "file"}
    officer.post(f"{address}/answers/", {**since, "written:unit:sent_all": "县水利局"})
    officer.post(f"{address}/confirm/")

    assert "请先在下面说是什么表" in first
    assert "请在下面指明每一列读成什么" in second
    assert 'name="column:1!B"' in second
    assert "高一鸣" in second
    assert Posting.objects.count() == HELD + 2


def test_helpers_are_listed_with_rank_households_and_where_and_need_no_second_answer(officer: Client) -> None:
    head = ("序号", "姓名", "单位", "职级", "结对户数")
    data = xlsx([1, "皮荣玉", "县档案馆", "科员级", 3], head=head, title="结对帮扶责任人")
    upload(officer, data, "责任人.xlsx")
    draft = ImportDraft.objects.get()
    question = draft.shown["questions"][0]
    officer.post(f"/imports/{draft.pk}/answers/", {f"answer:{question['id']}": question["options"][0][0]})
    done = officer.post(f"/imports/{draft.pk}/confirm/", follow=True).content.decode()

    again = upload(officer, data, "责任人.xlsx").content.decode()

    assert "县档案馆，科员级，3 户，青岭县（不分乡镇）" in done
    assert "皮荣玉结对" not in done
    assert "和册上一样，没有要写的" in again


def test_a_draft_that_another_window_changed_is_refused_and_a_row_that_is_none_is_said(officer: Client) -> None:
    draft = looked_at(officer, new("骆新"))
    address = f"/imports/{draft.pk}/leave-out/"

    stale = officer.post(address, {"seen": "9" * 30, "row": "3"})
    wrong = officer.post(address, {"row": "9" * 30})

    assert (stale.status_code, wrong.status_code) == (409, 409)
    assert "不是行号" in wrong.content.decode()
