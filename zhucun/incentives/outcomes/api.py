"""Reading what was announced."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.incentives.outcomes.rules import SEE, Advancement, OutcomeGroup
from zhucun.web.api import PROBLEMS, Paging, Rows, page_of, reader

router = Router()
OUTCOME = ("id", "cadre_id", "posting_id", "place_code", "group", "kind", "level", "what", "document", "on")


class OutcomeRow(Schema):
    id: int
    cadre_id: int
    posting_id: int
    place_code: str
    group: str
    kind: str
    level: str
    what: str
    document: str
    on: date


class OutcomeAsked(Paging):
    group: OutcomeGroup | None = None
    kind: Advancement | None = None


@router.get("/announced-outcomes/", response={200: Rows[OutcomeRow], **PROBLEMS}, summary="四个一批结果")
def outcomes(request: HttpRequest, asked: Query[OutcomeAsked]) -> dict:
    """Taken back are left out."""
    rows = AnnouncedOutcome.objects.visible_to(reader(request, SEE)).standing()
    told = {"group": asked.group, "kind": asked.kind}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("-on", "pk"), OUTCOME, asked)
