"""Reading what follows from grades and events (R-ASS-10)."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.consequences.models import Consequence
from zhucun.oversight.consequences.rules import SEE, State
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
CONSEQUENCE: Columns = (
    *("id", "event", "opens", "posting_id", "team_id", "unit_id", "place_code", "evidence", "source", "fired_on"),
    *("due_on", "state", "decided_on", "reason", "opened_kind", "opened_key", "version"),
)


class ConsequenceRow(Schema):
    """About one of posting, team, unit; `evidence` as it read when it was proposed."""

    id: int
    event: str
    opens: str
    posting_id: int | None
    team_id: int | None
    unit_id: int | None
    place_code: str
    evidence: list[dict[str, Any]]
    source: str
    fired_on: date
    due_on: date
    state: State
    decided_on: date | None
    reason: str
    opened_kind: str
    opened_key: int | None
    version: int


class ConsequencesAsked(Paging):
    state: State | None = None


@router.get("/consequences/", response={200: Rows[ConsequenceRow], **PROBLEMS}, summary="考核、督查的后果")
def consequences(request: HttpRequest, asked: Query[ConsequencesAsked]) -> dict:
    rows = Consequence.objects.visible_to(reader(request, SEE))
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    return page_of(rows.order_by("due_on", "pk"), CONSEQUENCE, asked)
