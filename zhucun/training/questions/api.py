"""Reading the bank, with its keys: for whoever may see it on the page."""

from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.training.questions.models import QuestionVersion
from zhucun.training.questions.rules import SEE, Difficulty, QuestionKind, QuestionState
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
COLUMNS: Columns = (
    *(
        "question_id",
        "number",
        "kind",
        "stem",
        "options",
        "key",
        "explanation",
        "document_id",
        "clause",
        "source",
        "first_used_on",
    ),
    {
        "place_code": F("question__place_code"),
        "topic": F("question__topic"),
        "difficulty": F("question__difficulty"),
        "state": F("question__state"),
    },
)


class QuestionRow(Schema):
    """The version now in use. `key` holds positions of options from 0; of a fill-in what each blank accepts."""

    question_id: int
    place_code: str
    topic: str
    difficulty: str
    state: str
    number: int
    kind: str
    stem: str
    options: list[str]
    key: list[Any]
    explanation: str
    document_id: int | None
    clause: str
    source: str
    first_used_on: date | None


class QuestionAsked(Paging):
    topic: str | None = None
    kind: QuestionKind | None = None
    difficulty: Difficulty | None = None
    state: QuestionState | None = None


@router.get("/questions/", response={200: Rows[QuestionRow], **PROBLEMS}, summary="题库")
def questions(request: HttpRequest, asked: Query[QuestionAsked]) -> dict:
    rows = QuestionVersion.objects.current().readable_by(reader(request, SEE))
    for name in ("topic", "difficulty", "state"):
        if value := getattr(asked, name):
            rows = rows.filter(**{f"question__{name}": value})
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return page_of(rows.order_by("question", "pk"), COLUMNS, asked)
