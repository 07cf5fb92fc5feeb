"""Reading the weeks of 督查 and the teams drawn, each as far as the reader may know (R-INS-01)."""

from datetime import date, datetime

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.inspection.models import DrawnTeam, InspectionRound
from zhucun.oversight.inspection.rules import SEE, Seen, State
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, page_of, reader

router = Router()
ROUND = (
    *("id", "county_code", "week", "size", "plan_document", "state", "seal_hash", "sealed_at"),
    *("public_name", "public_at", "public_number", "drawn_at", "finished_on"),
)
DRAWN: Columns = (
    *("id", "round_id", "position", "kind", "team_id", "seat_code", "group_id", "state", "visited_on"),
    {"week": F("round__week"), "day": F("group__day")},
)


class InspectionRoundRow(Schema):
    """`seal_hash` is the SHA-256 of all that was fixed before the draw; the document itself is on the round's page."""

    id: int
    county_code: str
    week: str
    size: int
    plan_document: str
    state: str
    seal_hash: str
    sealed_at: datetime | None
    public_name: str
    public_at: datetime | None
    public_number: str
    drawn_at: datetime | None
    finished_on: date | None


class DrawnRow(Schema):
    """Not there before one may know: `day` is the day its group goes."""

    id: int
    round_id: int
    week: str
    position: int
    kind: str
    team_id: int
    seat_code: str
    group_id: int | None
    day: date | None
    state: str
    visited_on: date | None


class RoundAsked(Paging):
    state: State | None = None


class DrawnAsked(Paging):
    round: Key | None = None
    team: Key | None = None
    state: Seen | None = None


@router.get("/inspections/", response={200: Rows[InspectionRoundRow], **PROBLEMS}, summary="一周一督查")
def inspections(request: HttpRequest, asked: Query[RoundAsked]) -> dict:
    rows = InspectionRound.objects.visible_to(reader(request, SEE))
    rows = rows.filter(state=asked.state) if asked.state else rows
    return page_of(rows.order_by("-week", "pk"), ROUND, asked)


@router.get("/drawn-teams/", response={200: Rows[DrawnRow], **PROBLEMS}, summary="督查抽到的队")
def drawn_teams(request: HttpRequest, asked: Query[DrawnAsked]) -> dict:
    rows = DrawnTeam.objects.visible_to(reader(request, SEE))
    told = {"round": asked.round, "team": asked.team, "state": asked.state}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("-round__week", "position"), DRAWN, asked)
