"""Reading blueprints, tests and who sits them; results for whoever may have them: one's own, and of tests one holds.

Nothing begins a paper, answers it or hands it in but its page, by the server's clock: no program can say that it was
earlier.
"""

from datetime import datetime

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.training.knowledge_tests.models import Blueprint, KnowledgeTest, Seat
from zhucun.training.knowledge_tests.rules import OVER, SEE, SIT, SeatState, TestState
from zhucun.web.api import PROBLEMS, Key, Paging, Rows, one_of, page_of, reader
from zhucun.web.exporting import note_export

router = Router()
BLUEPRINT = ("id", "place_code", "title", "lines", "is_kept")
TEST = (
    "id",
    "place_code",
    "title",
    "opens_at",
    "closes_at",
    "minutes",
    "state",
    "blueprint_id",
    "full_milli",
    "reason",
)
SEAT = (
    *("id", "test_id", "posting_id", "participant_id", "attempt", "number", "name", "place_code", "way"),
    *("state", "opens_at", "closes_at"),
)
RESULT = ("id", "test_id", "attempt", "number", "name", "place_code", "state", "score_milli", "grade")


class BlueprintLine(Schema):
    topic: str
    kind: str
    difficulty: str
    count: int
    points: int


class BlueprintRow(Schema):
    id: int
    place_code: str
    title: str
    lines: list[BlueprintLine]
    is_kept: bool


class TestRow(Schema):
    """`full_milli` are thousandths of a point."""

    __test__ = False

    id: int
    place_code: str
    title: str
    opens_at: datetime
    closes_at: datetime
    minutes: int
    state: str
    blueprint_id: int | None
    full_milli: int
    reason: str


class SeatRow(Schema):
    """Of a posting or of a participant, never of both; how it went is not in it."""

    id: int
    test_id: int
    posting_id: int | None
    participant_id: int | None
    attempt: int
    number: int
    name: str
    place_code: str
    way: str
    state: str
    opens_at: datetime
    closes_at: datetime


class ResultRow(Schema):
    """`score_milli` is empty until short answers were judged."""

    id: int
    test_id: int
    attempt: int
    number: int
    name: str
    place_code: str
    state: str
    score_milli: int | None
    grade: str


class TestAsked(Paging):
    __test__ = False

    state: TestState | None = None


class SeatAsked(Paging):
    test: Key | None = None
    state: SeatState | None = None


class ResultAsked(Paging):
    test: Key | None = None


@router.get("/blueprints/", response={200: Rows[BlueprintRow], **PROBLEMS}, summary="组卷要求")
def blueprints(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = Blueprint.objects.readable_by(reader(request, SEE))
    return page_of(rows.order_by("place_code", "pk"), BLUEPRINT, asked)


@router.get("/knowledge-tests/", response={200: Rows[TestRow], **PROBLEMS}, summary="知识测验")
def tests(request: HttpRequest, asked: Query[TestAsked]) -> dict:
    rows = KnowledgeTest.objects.visible_to(reader(request, SEE))
    rows = rows.filter(state=asked.state) if asked.state else rows
    return page_of(rows.order_by("-opens_at", "pk"), TEST, asked)


@router.get("/knowledge-tests/{key}/", response={200: TestRow, **PROBLEMS}, summary="一场知识测验")
def test(request: HttpRequest, key: Key) -> dict:
    return one_of(KnowledgeTest.objects.visible_to(reader(request, SEE)).filter(pk=key), TEST)


@router.get("/test-seats/", response={200: Rows[SeatRow], **PROBLEMS}, summary="谁参加测验")
def seats(request: HttpRequest, asked: Query[SeatAsked]) -> dict:
    actor = reader(request, SEE)
    rows = Seat.objects.visible_to(actor).told_to(actor)
    told = {"test": asked.test, "state": asked.state}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("test", "place_code", "number"), SEAT, asked)


@router.get("/test-results/", response={200: Rows[ResultRow], **PROBLEMS}, summary="测验成绩：本人和办测验的人")
def results(request: HttpRequest, asked: Query[ResultAsked]) -> dict:
    """By place and number, never by score (R-BUR-01); what an organiser takes of others is noted like a file."""
    actor = reader(request, SIT if request.actor.may(SIT) else SEE)
    rows = Seat.objects.with_results_for(actor).filter(state__in=OVER)
    rows = rows.filter(test=asked.test) if asked.test else rows
    told = page_of(rows.order_by("test", "place_code", "number"), RESULT, asked)
    if told["rows"] and actor.scope(SEE).place:
        note_export(actor, "测验成绩（接口）", len(told["rows"]))
    return told
