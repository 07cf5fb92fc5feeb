"""Reading how teams live."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.incentives.living.models import LivingConditions
from zhucun.incentives.living.rules import SEE
from zhucun.web.api import PROBLEMS, Key, Paging, Rows, page_of, reader

router = Router()
COLUMNS = ("id", "team_id", "place_code", "checked_on", "items", "lacking", "is_lacking", "note", "recorded_by")


class LivingRow(Schema):
    """`items` is what was looked at that day, `lacking` what of it was not there; `note` says who sees to it."""

    id: int
    team_id: int
    place_code: str
    checked_on: date
    items: list[str]
    lacking: list[str]
    is_lacking: bool
    note: str
    recorded_by: str


class LivingAsked(Paging):
    team: Key | None = None
    latest: bool = True


@router.get("/living-conditions/", response={200: Rows[LivingRow], **PROBLEMS}, summary="生活条件")
def living(request: HttpRequest, asked: Query[LivingAsked]) -> dict:
    """The last word of each team, or all there were."""
    rows = LivingConditions.objects.visible_to(reader(request, SEE))
    rows = rows.filter(team=asked.team) if asked.team else rows
    rows = rows.latest() if asked.latest else rows
    return page_of(rows.order_by("place_code", "-checked_on", "pk"), COLUMNS, asked)
