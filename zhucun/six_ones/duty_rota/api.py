"""Reading posts of emergencies, who of the teams stands there, how many came."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.six_ones.duty_rota.models import PostDuty, RotaDay, RotaPost
from zhucun.six_ones.duty_rota.rules import SEE
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, page_of, reader

router = Router()
POST: Columns = (
    *("id", "place_code", "kind", "name", "wanted", "since", "until"),
    *("title", "basis", "withdrawn_on"),
)
DUTY: Columns = ("id", "post_id", "posting_id", "place_code", "since", "until")
DAY: Columns = ("id", "post_id", "day", "headcount")


class PostRow(Schema):
    """`until` is the day after its last; `basis` the document on which the emergency rests."""

    id: int
    place_code: str
    kind: str
    name: str
    wanted: int
    since: date
    until: date
    title: str
    basis: str
    withdrawn_on: date | None


class DutyRow(Schema):
    id: int
    post_id: int
    posting_id: int
    place_code: str
    since: date
    until: date


class DayRow(Schema):
    id: int
    post_id: int
    day: date
    headcount: int


class OnDay(Paging):
    on: date | None = Field(None, description="哪天开着的")


class OfPost(Paging):
    post: Key | None = Field(None, description="哪个岗位")
    on: date | None = Field(None, description="哪天")


@router.get("/rota/posts/", response={200: Rows[PostRow], **PROBLEMS}, summary="应急值守岗位")
def posts(request: HttpRequest, asked: Query[OnDay]) -> dict:
    rows = RotaPost.objects.visible_to(reader(request, SEE))
    rows = rows.standing().as_of(asked.on) if asked.on else rows
    return page_of(rows.order_by("-since", "pk"), POST, asked)


@router.get("/rota/duties/", response={200: Rows[DutyRow], **PROBLEMS}, summary="谁在岗位上值守")
def duties(request: HttpRequest, asked: Query[OfPost]) -> dict:
    rows = PostDuty.objects.visible_to(reader(request, SEE)).standing()
    rows = rows.filter(post=asked.post) if asked.post is not None else rows
    rows = rows.as_of(asked.on) if asked.on else rows
    return page_of(rows.order_by("-since", "pk"), DUTY, asked)


@router.get("/rota/days/", response={200: Rows[DayRow], **PROBLEMS}, summary="岗位到岗人数")
def days(request: HttpRequest, asked: Query[OfPost]) -> dict:
    rows = RotaDay.objects.visible_to(reader(request, SEE))
    told = {"post": asked.post, "day": asked.on}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("-day", "pk"), DAY, asked)
