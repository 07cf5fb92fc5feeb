"""Reading 问责, for whoever may read it on the page (R-TLK-09)."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.accountability.models import AccountabilityRecord
from zhucun.oversight.accountability.rules import SEE, About
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
RECORD: Columns = (
    *("id", "about", "kind", "posting_id", "team_id", "unit_id", "person_name", "duty", "document", "decided_by"),
    *("decided_on", "reason", "effect_until", "withdrawn_on", "version"),
)


class AccountabilityRow(Schema):
    id: int
    about: About
    kind: str
    posting_id: int | None
    team_id: int | None
    unit_id: int | None
    person_name: str
    duty: str
    document: str
    decided_by: str
    decided_on: date
    reason: str
    effect_until: date | None
    withdrawn_on: date | None
    version: int


class RecordsAsked(Paging):
    kind: str | None = None
    year: int | None = None


@router.get("/accountability/", response={200: Rows[AccountabilityRow], **PROBLEMS}, summary="问责")
def records(request: HttpRequest, asked: Query[RecordsAsked]) -> dict:
    rows = AccountabilityRecord.objects.visible_to(reader(request, SEE))
    if asked.kind is not None:
        rows = rows.filter(kind=asked.kind)
    if asked.year is not None:
        rows = rows.filter(decided_on__year=asked.year)
    return page_of(rows.order_by("-decided_on", "-pk"), RECORD, asked)
