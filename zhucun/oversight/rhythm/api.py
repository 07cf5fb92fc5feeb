"""Reading the year's rhythm: what is due when, what was done by which document (R-LOG-07)."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.rules import SEE, Cycle, State
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
ITEM: Columns = (
    *("id", "county_code", "cycle", "period", "due_on", "state", "done_on", "done_by", "evidence", "evidence_url"),
    *("reason", "version"),
)


class ItemRow(Schema):
    """`period` is 2022-W28, 2022-07, 2022-Q2 or 2022."""

    id: int
    county_code: str
    cycle: Cycle
    period: str
    due_on: date
    state: State
    done_on: date | None
    done_by: str
    evidence: str
    evidence_url: str
    reason: str
    version: int


class ItemsAsked(Paging):
    cycle: Cycle | None = None
    state: State | None = None
    since: date | None = Field(None, description="期限从这天起")
    until: date | None = Field(None, description="期限到这天以前")


@router.get("/rhythm/", response={200: Rows[ItemRow], **PROBLEMS}, summary="督查、调度、考核、总账：到期和办了的")
def items(request: HttpRequest, asked: Query[ItemsAsked]) -> dict:
    rows = CadenceItem.objects.visible_to(reader(request, SEE))
    wanted = {"cycle": asked.cycle, "state": asked.state, "due_on__gte": asked.since, "due_on__lt": asked.until}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    return page_of(rows.order_by("-due_on", "cycle", "pk"), ITEM, asked)
