"""Reading who teaches whom."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.rules import SEE
from zhucun.web.api import PROBLEMS, Key, Paging, Rows, page_of, reader

router = Router()
PAIR = (
    *("id", "place_code", "mentee_id", "mentor_posting_id", "mentor_other_id", "since", "until", "plan"),
    *("ended_because", "contact_count"),
)


class PairRow(Schema):
    """A mentor is a posting or a participant; `until` is the first day it is over."""

    id: int
    place_code: str
    mentee_id: int
    mentor_posting_id: int | None
    mentor_other_id: int | None
    since: date
    until: date
    plan: str
    ended_because: str
    contact_count: int


class PairAsked(Paging):
    mentee: Key | None = None
    on: date | None = None


@router.get("/mentor-pairs/", response={200: Rows[PairRow], **PROBLEMS}, summary="导师帮带")
def pairs(request: HttpRequest, asked: Query[PairAsked]) -> dict:
    rows = MentorPair.objects.visible_to(reader(request, SEE)).standing().with_contacts()
    if asked.mentee is not None:
        rows = rows.filter(mentee=asked.mentee)
    if asked.on is not None:
        rows = rows.as_of(asked.on)
    return page_of(rows.order_by("place_code", "pk"), PAIR, asked)
