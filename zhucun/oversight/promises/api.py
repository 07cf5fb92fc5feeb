"""Reading the yearly lists and their promises."""

from datetime import date

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.promises.models import AnnualTaskList, TaskPromise
from zhucun.oversight.promises.rules import SEE, State
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
LIST = ("id", "team_id", "year", "place_code", "state", "handed_on", "agreed_on")
PROMISE: Columns = (
    *("id", "of_list_id", "position", "text", "due_on", "accepted_by", "state", "done_on", "done_note", "closed_on"),
    {"team_id": F("of_list__team"), "year": F("of_list__year")},
)


class ListRow(Schema):
    id: int
    team_id: int
    year: int
    place_code: str
    state: str
    handed_on: date | None
    agreed_on: date | None


class PromiseRow(Schema):
    """`accepted_by` is the side that looks whether it is done; `closed_on` the day it was accepted or dropped."""

    id: int
    of_list_id: int
    team_id: int
    year: int
    position: int
    text: str
    due_on: date
    accepted_by: str
    state: str
    done_on: date | None
    done_note: str
    closed_on: date | None


class ListWhole(ListRow):
    promises: list[PromiseRow]


class PromiseAsked(Paging):
    year: int | None = None
    team: Key | None = None
    state: State | None = None


@router.get("/task-lists/", response={200: Rows[ListRow], **PROBLEMS}, summary="年度任务单")
def task_lists(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = AnnualTaskList.objects.visible_to(reader(request, SEE))
    return page_of(rows.order_by("-year", "place_code", "pk"), LIST, asked)


@router.get("/task-lists/{key}/", response={200: ListWhole, **PROBLEMS}, summary="一支队一年的任务单")
def task_list(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    found = one_of(AnnualTaskList.objects.visible_to(actor).filter(pk=key), LIST)
    rows = TaskPromise.objects.visible_to(actor).filter(of_list=key).order_by("position")
    return {**found, "promises": all_of(rows, PROMISE)}


@router.get("/promises/", response={200: Rows[PromiseRow], **PROBLEMS}, summary="任务单上的事")
def promises(request: HttpRequest, asked: Query[PromiseAsked]) -> dict:
    rows = TaskPromise.objects.visible_to(reader(request, SEE))
    told = {"of_list__year": asked.year, "of_list__team": asked.team, "state": asked.state}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("of_list", "position"), PROMISE, asked)
