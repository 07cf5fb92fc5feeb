"""Reading monthly reviews and what townships told them (R-LOG-08)."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.review.models import MonthlyReview, TownshipStatement
from zhucun.oversight.review.rules import SEE, ReviewState
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
REVIEW: Columns = (
    *("id", "place_code", "is_of_county", "month", "planned_on", "state", "held_on", "chaired_by", "minutes"),
    *("meeting_id", "version"),
)
STATEMENT = ("place_code", "problems", "asks", "said_on", "said_by")


class ReviewRow(Schema):
    """A county's, or a township's own. `meeting_id` is the record of the meeting, where there is one."""

    id: int
    place_code: str
    is_of_county: bool
    month: str
    planned_on: date
    state: ReviewState
    held_on: date | None
    chaired_by: str
    minutes: str
    meeting_id: int | None
    version: int


class StatementRow(Schema):
    place_code: str
    problems: str
    asks: str
    said_on: date
    said_by: str


class ReviewWhole(ReviewRow):
    """With what the townships within reach told it."""

    statements: list[StatementRow]


@router.get("/reviews/", response={200: Rows[ReviewRow], **PROBLEMS}, summary="月调度")
def reviews(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = MonthlyReview.objects.visible_to(reader(request, SEE))
    return page_of(rows.order_by("-month", "place_code", "pk"), REVIEW, asked)


@router.get("/reviews/{key}/", response={200: ReviewWhole, **PROBLEMS}, summary="一个月的调度：乡镇报的情况")
def review(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    found = one_of(MonthlyReview.objects.visible_to(actor).filter(pk=key), REVIEW)
    said = TownshipStatement.objects.visible_to(actor).filter(review=key).order_by("place_code")
    return {**found, "statements": list(said.values(*STATEMENT))}
