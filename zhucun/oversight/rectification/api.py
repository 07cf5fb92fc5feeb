"""Reading letters and what they named."""

from datetime import date

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.oversight.rectification.models import RectificationItem, RectificationLetter
from zhucun.oversight.rectification.rules import SEE, About, DeadlineClass, Source, State, Verified
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, page_of, reader

router = Router()
LETTER: Columns = (
    *("id", "issue_id", "unit_id", "township_code", "addressee", "number", "signer", "issued_on", "sha256", "version"),
    {"issue_year": F("issue__year"), "issue_number": F("issue__number")},
)
ITEM: Columns = (
    *("id", "letter_id", "position", "finding_id", "source", "found_on", "team_id", "place_code", "place_name"),
    *("about", "kind", "problem", "requirement", "duty_holder", "deadline_class", "state", "due_on", "accepted_on"),
    *("said", "reply", "replied_on", "replied_by", "signed_on", "signed_by", "verified", "verdict", "closed_on"),
    *("closed_by", "times_returned", "extended_on", "version"),
)


class LetterRow(Schema):
    id: int
    issue_id: int
    issue_year: int
    issue_number: int
    unit_id: int | None
    township_code: str
    addressee: str
    number: str
    signer: str
    issued_on: date
    sha256: str
    version: int


class RectificationItemRow(Schema):
    id: int
    letter_id: int
    position: int
    finding_id: int | None
    source: Source
    found_on: date | None
    team_id: int
    place_code: str
    place_name: str
    about: About
    kind: str
    problem: str
    requirement: str
    duty_holder: str
    deadline_class: DeadlineClass
    state: State
    due_on: date
    accepted_on: date | None
    said: str
    reply: str
    replied_on: date | None
    replied_by: str
    signed_on: date | None
    signed_by: str
    verified: Verified | str
    verdict: str
    closed_on: date | None
    closed_by: str
    times_returned: int
    extended_on: date | None
    version: int


class ItemsAsked(Paging):
    state: State | None = None
    team: Key | None = Field(None, description="工作队的编号")
    letter: Key | None = Field(None, description="函的编号")
    late: bool = Field(False, description="只要逾期的")


@router.get("/rectification/letters/", response={200: Rows[LetterRow], **PROBLEMS}, summary="整改交办函")
def letters(request: HttpRequest, asked: Query[Paging]) -> dict:
    actor = reader(request, SEE)
    rows = RectificationLetter.objects.visible_to(actor).filter(issued_on__isnull=False)
    return page_of(rows.order_by("issued_on", "pk"), LETTER, asked)


@router.get("/rectification/items/", response={200: Rows[RectificationItemRow], **PROBLEMS}, summary="整改事项")
def items(request: HttpRequest, asked: Query[ItemsAsked]) -> dict:
    actor = reader(request, SEE)
    rows = RectificationItem.objects.visible_to(actor).standing()
    if asked.late:
        rows = rows.overdue(actor.today)
    wanted = {"state": asked.state, "team": asked.team, "letter": asked.letter}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return page_of(rows.order_by("due_on", "pk"), ITEM, asked)
