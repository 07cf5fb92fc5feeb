"""Reading the tasks that reviews decided (R-LOG-08)."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.oversight.tasks.models import ReviewTask
from zhucun.oversight.tasks.rules import SEE_TASKS, Owner, TaskState
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, page_of, reader

router = Router()
TASK: Columns = (
    *("id", "review_id", "what", "owner", "owner_name", "unit_id", "team_id", "place_code", "due_on", "state"),
    *("result", "reported_on", "reported_by", "accepted_on", "accepted_by", "reason", "version"),
)


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


@router.get("/review-tasks/", response={200: Rows[TaskRow], **PROBLEMS}, summary="调度会定的任务")
def tasks(request: HttpRequest, asked: Query[TasksAsked]) -> dict:
    actor = reader(request, SEE_TASKS)
    rows = ReviewTask.objects.visible_to(actor)
    if asked.late:
        rows = rows.late(actor.today)
    wanted = {"state": asked.state, "owner": asked.owner, "review": asked.review}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return page_of(rows.order_by("due_on", "pk"), TASK, asked)
