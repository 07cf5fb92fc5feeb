"""Reading 双约谈 and talks, each as far as on the pages (R-TLK-09)."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.talks.models import DualTalk, TalkRecord
from zhucun.oversight.talks.rules import SEE, SEE_PROGRESS, DualState, Holder, State
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
DUAL: Columns = (
    *("id", "posting_id", "place_code", "opened_on", "due_on", "township_held_on", "unit_held_on", "state"),
)
TALK: Columns = (
    *("id", "kind", "holder", "posting_id", "team_id", "unit_id", "dual_id", "place_code", "year", "number"),
    *("because", "noticed_on", "answer_due_on", "due_on", "statement", "stated_on", "held_on", "held_by", "points"),
    *("commitment", "fix_by", "followed_up_on", "outcome", "state", "version"),
)


class DualRow(Schema):
    id: int
    posting_id: int
    place_code: str
    opened_on: date
    due_on: date
    township_held_on: date | None
    unit_held_on: date | None
    state: DualState


class TalkRow(Schema):
    """About one of posting, team, unit; of a 双约谈 one part."""

    id: int
    kind: str
    holder: Holder
    posting_id: int | None
    team_id: int | None
    unit_id: int | None
    dual_id: int | None
    place_code: str
    year: int
    number: int
    because: str
    noticed_on: date
    answer_due_on: date
    due_on: date
    statement: str
    stated_on: date | None
    held_on: date | None
    held_by: str
    points: str
    commitment: str
    fix_by: date | None
    followed_up_on: date | None
    outcome: str
    state: State
    version: int


class DualsAsked(Paging):
    state: DualState | None = None


class TalksAsked(Paging):
    state: State | None = None
    kind: str | None = None


@router.get("/dual-talks/", response={200: Rows[DualRow], **PROBLEMS}, summary="双约谈办到哪一步")
def dual_talks(request: HttpRequest, asked: Query[DualsAsked]) -> dict:
    rows = DualTalk.objects.visible_to(reader(request, SEE_PROGRESS))
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    return page_of(rows.order_by("place_code", "pk"), DUAL, asked)


@router.get("/talks/", response={200: Rows[TalkRow], **PROBLEMS}, summary="约谈")
def talks(request: HttpRequest, asked: Query[TalksAsked]) -> dict:
    rows = TalkRecord.objects.visible_to(reader(request, SEE))
    wanted = {"state": asked.state, "kind": asked.kind}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return page_of(rows.order_by("-noticed_on", "-pk"), TALK, asked)
