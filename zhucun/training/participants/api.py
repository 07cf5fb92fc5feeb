"""Reading those who learn along."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.training.participants.models import Participant
from zhucun.training.participants.rules import SEE
from zhucun.web.api import PROBLEMS, Paging, Rows, page_of, reader

router = Router()
PARTICIPANT = ("id", "place_code", "name", "told_apart_by", "kind", "duty", "since", "until")


class ParticipantRow(Schema):
    id: int
    place_code: str
    name: str
    told_apart_by: str
    kind: str
    duty: str
    since: date
    until: date | None


@router.get("/participants/", response={200: Rows[ParticipantRow], **PROBLEMS}, summary="参训的人")
def participants(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = Participant.objects.visible_to(reader(request, SEE))
    return page_of(rows.order_by("place_code", "pk"), PARTICIPANT, asked)
