"""Reading by when households are to be visited."""

from datetime import date

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.org.places.models import Household
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.policy import in_force as policy
from zhucun.six_ones.visiting.due import with_due
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
VISIT: Columns = ("id", {"place_code": F("village__code")}, "group_id", "last_visit", "rhythm", "due_on")


class VisitDueRow(Schema):
    """`id` is the household's; `rhythm` by which kind of household it is visited, as far as one may know it."""

    id: int
    place_code: str
    group_id: int | None
    last_visit: date | None
    rhythm: str
    due_on: date


class VisitsAsked(Paging):
    place: str | None = None
    due_before: date | None = None


@router.get("/visits-due/", response={200: Rows[VisitDueRow], **PROBLEMS}, summary="该走访的户")
def visits_due(request: HttpRequest, asked: Query[VisitsAsked]) -> dict:
    """Households on the list today."""
    actor = reader(request, SEE_HOUSEHOLDS)
    rows = with_due(Household.objects.visible_to(actor).as_of(actor.today), actor.today, policy.of(actor), actor)
    rows = rows.filter(due_on__lt=asked.due_before) if asked.due_before else rows
    rows = rows.filter(village__code=asked.place) if asked.place else rows
    return page_of(rows.order_by("due_on", "pk"), VISIT, asked)
