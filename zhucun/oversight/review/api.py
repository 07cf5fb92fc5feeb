"""Reading monthly reviews, what townships told them, and the tasks they decided (R-LOG-08)."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.oversight.review.models import MonthlyReview, ReviewTask, TownshipStatement
from zhucun.oversight.review.rules import SEE, SEE_TASKS, Owner, ReviewState, TaskState
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
REVIEW: Columns = (
    *("id", "place_code", "is_of_county", "month", "planned_on", "state", "held_on", "chaired_by", "minutes"),
    *("meeting_id", "version"),
)
STATEMENT = ("place_code", "problems", "asks", "said_on", "said_by")
TASK: Columns = (
    *("id", "review_id", "what", "owner", "owner_name", "unit_id", "team_id", "place_code", "due_on", "state"),
    *("result", "reported_on", "reported_by", "accepted_on", "accepted_by", "reason", "version"),
)


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


class TaskRow(Schema):
    id: int
    review_id: int
    what: str
    owner: Owner
    owner_name: str
    unit_id: int | None
    team_id: int | None
    place_code: str
    due_on: date
    state: TaskState
    result: str
    reported_on: date | None
    reported_by: str
    accepted_on: date | None
    accepted_by: str
    reason: str
    version: int


class TasksAsked(Paging):
    state: TaskState | None = None
    owner: Owner | None = None
    review: Key | None = Field(None, description="月调度的编号")
    late: bool = Field(False, description="只要过了期限还在办的")


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


@router.get("/review-tasks/", response={200: Rows[TaskRow], **PROBLEMS}, summary="调度会定的任务")
def tasks(request: HttpRequest, asked: Query[TasksAsked]) -> dict:
    actor = reader(request, SEE_TASKS)
    rows = ReviewTask.objects.visible_to(actor)
    if asked.late:
        rows = rows.late(actor.today)
    wanted = {"state": asked.state, "owner": asked.owner, "review": asked.review}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return page_of(rows.order_by("due_on", "pk"), TASK, asked)
