"""培训签到、成绩表: who came to which course, and how tests went for those one holds (R-DOC-13, R-BUR-01)."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.utils import timezone

from zhucun.dispatch.roster.placed import TOWNSHIP, placed
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.dates import day
from zhucun.sheets.values import text
from zhucun.training.knowledge_tests.marking import shown_points
from zhucun.training.knowledge_tests.models import Seat
from zhucun.training.participants.models import Participant
from zhucun.training.sessions.models import SessionAttendance
from zhucun.training.sessions.rules import SEE
from zhucun.web.ledgers import Asked, Ledger, Per, Row, by_pen, ledger

ROW_HEIGHT = 24

COURSES, TESTS = "培训签到", "测验成绩"
WITH = ("posting__cadre__person", "posting__sending_unit", "participant__place")
HIDDEN = ("posting__cadre__person__phone", "posting__cadre__person__id_number")
SHEET = Sheet(
    "training",
    "培训签到成绩表",
    (
        Column("title", "培训班、测验", text(), width=28),
        Column("on", "日期", day(), width=12),
        Column("name", "姓名", text(), width=10),
        Column("unit", "单位", text(), width=20),
        TOWNSHIP,
        Column("present", "到课", text(), width=10),
        Column("score", "得分", text(), width=8),
        Column("grade", "等次", text(), width=10),
        by_pen("signed", "签字", width=12),
    ),
)


def rows_of(asked: Asked) -> Iterator[Row]:
    yield from _courses(asked)
    yield from _tests(asked)


def _courses(asked: Asked) -> Iterator[Row]:
    seen = SessionAttendance.objects.visible_to(asked.by).of_sessions_begun_in(asked.since, asked.until)
    rows = seen.select_related("session", *WITH).defer(*HIDDEN)
    ordered = placed(rows, asked.last).order_by("session__since", "session", "township_position", "place_code", "pk")
    for row in ordered.iterator(chunk_size=1000):
        present = "上完了" if row.is_completed else "没上完"
        yield {"part": COURSES, "title": row.session.title, "on": row.session.since, "present": present, **_whose(row)}


def _tests(asked: Asked) -> Iterator[Row]:
    """Whose marks one may not read are not among them."""
    seats = Seat.objects.visible_to(asked.by).with_results_for(asked.by).sat().select_related("test", *WITH)
    of_span = seats.filter(test__opens_at__gte=_begins(asked.since), test__opens_at__lt=_begins(asked.until))
    ordered = placed(of_span.defer(*HIDDEN, "paper", "marks"), asked.last)
    for row in ordered.order_by("test__opens_at", "test", "township_position", "place_code", "name", "attempt"):
        score = shown_points(row.score_milli) if row.score_milli is not None else None
        on = timezone.localtime(row.test.opens_at).date()
        title = f"{row.test.title}（第 {row.attempt} 次）" if row.attempt > 1 else row.test.title
        told = {"title": title, "on": on, "present": "考了", "score": score, "grade": row.grade}
        yield {"part": TESTS, **_whose(row), **told}


def _begins(first: date) -> datetime:
    return timezone.make_aware(datetime.combine(first, time.min))


def _whose(row: SessionAttendance | Seat) -> Row:
    blank = dict.fromkeys(("score", "grade"))
    if row.posting:
        unit = row.posting.sending_unit.name
        return {**blank, "name": row.posting.cadre.person.name, "unit": unit, "township": row.township}
    return {**blank, "name": row.participant.name, "unit": _unit_of(row.participant), "township": row.township}


def _unit_of(one: Participant) -> str:
    return "，".join(filter(None, (one.place.name, one.duty)))


TRAINING_LEDGER = ledger(
    Ledger(
        "training",
        "R-DOC-13",
        SHEET.title,
        "签到一张工作表，成绩一张；成绩只有自己办的测验的。",
        SEE,
        Per.SPAN,
        SHEET,
        rows_of,
        ("班主任", "主办单位"),
        row_height=ROW_HEIGHT,
        part=lambda row: row["part"],
    )
)
