"""Reading public notices and objections."""

from datetime import date

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.assessment.rules import SEE as SEE_ASSESSMENT
from zhucun.oversight.publicity.models import Objection, PublicNotice
from zhucun.oversight.publicity.rules import SEE, ObjectionState
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
NOTICE = ("id", "cycle_id", "title", "published_on", "last_day")
OBJECTION: Columns = (
    *("id", "sheet_id", "place_code", "raised_on", "due_on", "state", "grade_before", "grade_after", "answered_on"),
    {"cycle_id": F("sheet__cycle")},
)


class NoticeRow(Schema):
    id: int
    cycle_id: int
    title: str
    published_on: date
    last_day: date


class Named(Schema):
    name: str
    unit: str
    village: str


class NoticeWhole(NoticeRow):
    """`names` as they were posted; there is no score."""

    names: list[Named]


class ObjectionRow(Schema):
    """Grades count from 1, the best."""

    id: int
    sheet_id: int
    cycle_id: int
    place_code: str
    raised_on: date
    due_on: date
    state: str
    grade_before: int
    grade_after: int | None
    answered_on: date | None


class ObjectionAsked(Paging):
    state: ObjectionState | None = None


@router.get("/public-notices/", response={200: Rows[NoticeRow], **PROBLEMS}, summary="考核公示")
def notices(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = PublicNotice.objects.visible_to(reader(request, SEE_ASSESSMENT))
    return page_of(rows.order_by("-published_on", "pk"), NOTICE, asked)


@router.get("/public-notices/{key}/", response={200: NoticeWhole, **PROBLEMS}, summary="一次考核公示")
def notice(request: HttpRequest, key: Key) -> dict:
    rows = PublicNotice.objects.visible_to(reader(request, SEE_ASSESSMENT)).filter(pk=key)
    return one_of(rows, (*NOTICE, "names"))


@router.get("/objections/", response={200: Rows[ObjectionRow], **PROBLEMS}, summary="考核异议")
def objections(request: HttpRequest, asked: Query[ObjectionAsked]) -> dict:
    rows = Objection.objects.visible_to(reader(request, SEE))
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    return page_of(rows.order_by("-raised_on", "pk"), OBJECTION, asked)
