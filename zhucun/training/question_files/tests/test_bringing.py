"""A township's sheet: looked at, answered in place, carried in as one; the neighbour sees none of it (X2)."""

import time
import uuid
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from zhucun.acts.models import AuditLog
from zhucun.training.question_files import bringing
from zhucun.training.question_files.models import QuestionFile
from zhucun.training.question_formats.opening import read_file
from zhucun.training.questions import acts as questions
from zhucun.training.questions.models import Question, QuestionVersion

LogIn = Callable[[str], Client]
SHEET = """东岭镇应知应会
1.（单选）每月在村不少于几天？
A.15
B.20
答案：B
解析：不少于20天。
2.（单选）谁主持月列会？
A.村书记
B.会计
3.（判断）可以代签到。（×）
4.（多选）扫描坏了的一题
A.甲
答案：AB
5. 每月在村，不少于几天
A.20
B.15
答案：A
"""


def brought(client: Client, text: str = SHEET) -> QuestionFile:
    file = SimpleUploadedFile("应知应会.txt", text.encode("gb18030"))
    client.post("/training/questions/files/", {"file": file, "topic": "驻村管理", "difficulty": "medium"})
    return QuestionFile.objects.get()


def press(client: Client, row: QuestionFile, verb: str, **told: object) -> str:
    row.refresh_from_db()
    answer = client.post(f"/training/questions/files/{row.pk}/{verb}/", {"seen": row.version, **told}, follow=True)
    return answer.content.decode()


def test_a_sheet_is_looked_at_answered_in_place_and_carried_in(cast: Cast, log_in: LogIn) -> None:
    secretary = log_in("secretary")
    row = brought(secretary)
    shown = secretary.get(f"/training/questions/files/{row.pk}/").content.decode()
    assert "原件里没有答案" in shown
    assert (
        "这份里前面有一样的题" in secretary.get(f"/training/questions/files/{row.pk}/?view=left_out").content.decode()
    )
    assert "至少写两个选项" in secretary.get(f"/training/questions/files/{row.pk}/?view=broken").content.decode()

    press(secretary, row, "1/answer", key="0")
    said = press(secretary, row, "carry-in")

    assert "入库 3 题" in said
    assert "还有 1 题" in said
    assert sorted(QuestionVersion.objects.values_list("key", "question__state")) == [
        ([0], "ready"),
        ([1], "ready"),
        ([1], "ready"),
    ]
    assert AuditLog.objects.filter(verb="question.add").values("batch_id").distinct().count() == 1
    put_right = {"kind": "multiple", "stem": "补好的一题", "options": "A.甲\nB.乙", "key": "AB"}
    row.refresh_from_db()
    secretary.post(f"/training/questions/files/{row.pk}/0/", {**put_right, "seen": row.version})
    press(secretary, row, "carry-in")
    assert not QuestionFile.objects.exists()
    assert Question.objects.count() == 4


def test_what_the_bank_has_is_not_carried_in_again(cast: Cast, log_in: LogIn) -> None:
    secretary = log_in("secretary")
    press(secretary, row := brought(secretary), "carry-in")
    QuestionFile.objects.all().delete()

    row = brought(secretary)

    assert [line.same for line in bringing.lines_in(row)][:2] == ["题库里已经有这道题"] * 2


def test_doubtful_ones_come_in_as_doubtful_and_wait(cast: Cast, log_in: LogIn) -> None:
    secretary = log_in("secretary")
    press(secretary, brought(secretary), "carry-in")

    question = Question.objects.get(state="doubtful")
    assert "没有答案" in secretary.get(f"/training/questions/{question.pk}/").content.decode()
    assert "题库里有题的答案要核一核" in secretary.get("/waiting/").content.decode()


def test_a_sheet_is_its_bringers_alone_and_dropped_leaves_nothing(cast: Cast, log_in: LogIn) -> None:
    secretary = log_in("secretary")
    row = brought(secretary)

    assert log_in("officer").get(f"/training/questions/files/{row.pk}/").status_code == 404
    assert log_in("neighbour").post(f"/training/questions/files/{row.pk}/carry-in/").status_code == 404
    assert "题库没有变" in press(secretary, row, "drop")
    assert not Question.objects.exists()


def test_what_cannot_be_read_says_so_at_the_field(cast: Cast, log_in: LogIn) -> None:
    file = SimpleUploadedFile("通知.pdf", b"%PDF-1.4 nothing")
    told = {"file": file, "topic": "驻村管理", "difficulty": "easy"}

    assert "另存为 .docx" in log_in("officer").post("/training/questions/files/", told).content.decode()


def test_the_page_asks_the_database_little(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    secretary = log_in("secretary")
    row = brought(secretary)
    secretary.get("/training/questions/")

    with django_assert_max_num_queries(12):
        secretary.get(f"/training/questions/files/{row.pk}/")
    press(secretary, row, "carry-in")
    with django_assert_max_num_queries(12):
        secretary.get("/training/questions/")
    with django_assert_max_num_queries(12):
        secretary.get(f"/training/questions/{Question.objects.first().pk}/")


def test_the_bank_goes_out_and_comes_back_the_same(cast: Cast, log_in: LogIn) -> None:
    officer = cast.actor("officer")
    told = {"topic": "驻村管理", "explanation": "第五条写着"}
    questions.add(
        cast.county,
        kind="multiple",
        stem="哪些要说？",
        options=["请假", "轮休", "在村"],
        key=[0, 1],
        **told,
        by=officer,
    )
    questions.add(cast.county, kind="true_false", stem="可以代签。", key=[1], **told, by=officer)
    questions.add(
        cast.county, kind="fill_in", stem="不少于______天，批______天。", key=[["20"], ["3", "三"]], **told, by=officer
    )
    client = log_in("officer")
    kept = sorted(QuestionVersion.objects.values_list("kind", "stem", "explanation"))

    for address in (
        "/training/questions/export/gift/",
        "/training/questions/export/moodle/",
        "/training/questions/?export=xlsx",
    ):
        out = client.get(address)
        found = read_file(b"".join(out) if out.streaming else out.content, "题库.bin").drafts
        assert sorted((one.kind, one.stem, one.explanation) for one in found) == kept, address
        assert [one.doubts for one in found] == [()] * 3
        assert {one.kind: one.key for one in found}["multiple"] == (0, 1)
    assert client.get("/training/questions/export/pdf/").status_code == 404


def test_two_thousand_questions_are_in_the_bank_in_three_seconds(cast: Cast) -> None:
    text = "\n".join(
        f"{n}.第 {n} 件事由谁办？\nA.书记\nB.会计\nC.来客\n答案：B\n解析：会计管账。" for n in range(1, 2001)
    )
    officer = cast.actor("officer")
    begun = time.process_time()

    row = bringing.take_up(
        text.encode(), "题.txt", cast.county, topic="村务", difficulty="easy", document=None, by=officer
    )
    count = bringing.carry_in(row, cast.county, sent=uuid.uuid4(), by=officer)

    assert count == 2000
    assert time.process_time() - begun < 3
