"""Reading circulars and what their sides were asked."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.circulars.models import FactCheck, InspectionCircular
from zhucun.oversight.circulars.rules import SEE, Answer, Naming, State
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
CIRCULAR: Columns = (
    *("id", "year", "number", "title", "recipient", "since", "last_on", "naming", "state", "document", "signer"),
    *("issued_on", "is_earlier", "sha256", "version"),
)
CHECK: Columns = (
    *("id", "circular_id", "unit_id", "place_code", "asked_whom", "asked_on", "due_on", "state", "answered_on"),
    *("answered_by", "version"),
)


class CircularRow(Schema):
    id: int
    year: int
    number: int
    title: str
    recipient: str
    since: date
    last_on: date
    naming: Naming
    state: State
    document: str
    signer: str
    issued_on: date | None
    is_earlier: bool
    sha256: str
    version: int


class CheckRow(Schema):
    id: int
    circular_id: int
    unit_id: int | None
    place_code: str
    asked_whom: str
    asked_on: date
    due_on: date
    state: Answer
    answered_on: date | None
    answered_by: str
    version: int


class CircularsAsked(Paging):
    state: State | None = None


@router.get("/circulars/", response={200: Rows[CircularRow], **PROBLEMS}, summary="督查通报")
def circulars(request: HttpRequest, asked: Query[CircularsAsked]) -> dict:
    rows = InspectionCircular.objects.visible_to(reader(request, SEE))
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    return page_of(rows.order_by("year", "number", "pk"), CIRCULAR, asked)


@router.get("/circulars/checks/", response={200: Rows[CheckRow], **PROBLEMS}, summary="督查通报的事实核实")
def checks(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = FactCheck.objects.visible_to(reader(request, SEE))
    return page_of(rows.order_by("asked_on", "pk"), CHECK, asked)
