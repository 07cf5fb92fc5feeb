"""Reading emergency duties: which run where, by which document."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.oversight.emergency.rules import SEE
from zhucun.web.api import PROBLEMS, Paging, Rows, page_of, reader

router = Router()
COLUMNS = ("id", "place_code", "title", "document_number", "level", "since", "until", "state")


class DutyRow(Schema):
    """From `since` to before `until`; `level` 1 is the highest."""

    id: int
    place_code: str
    title: str
    document_number: str
    level: str
    since: date
    until: date
    state: str


@router.get("/emergency-duties/", response={200: Rows[DutyRow], **PROBLEMS}, summary="应急值守")
def duties(request: HttpRequest, asked: Query[Paging]) -> Any:
    actor = reader(request, SEE)
    return page_of(EmergencyDuty.objects.visible_to(actor).order_by("-since", "pk"), COLUMNS, asked)
