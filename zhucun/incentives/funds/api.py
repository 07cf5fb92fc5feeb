"""Reading the lines of the fund ledger, and the half-years that were shown."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.incentives.funds.models import FundEntry, FundPublication
from zhucun.incentives.funds.rules import SEE
from zhucun.web.api import PROBLEMS, Key, Paging, Rows, page_of, reader

router = Router()
ENTRY = (
    *("id", "team_id", "place_code", "on", "year", "fen", "voucher", "source", "promise", "purpose", "what"),
    *("counters_id", "is_countered", "recorded_on"),
)
PUBLICATION = (
    *("id", "team_id", "place_code", "half", "published_on", "where"),
    *("opening_fen", "income_fen", "spent_fen", "closing_fen"),
)


class FundEntryRow(Schema):
    """`fen` is by how much the balance changes; a line with `counters_id` takes that one back."""

    id: int
    team_id: int
    place_code: str
    on: date
    year: int
    fen: int
    voucher: str
    source: str
    promise: str
    purpose: str
    what: str
    counters_id: int | None
    is_countered: bool
    recorded_on: date


class FundPublicationRow(Schema):
    id: int
    team_id: int
    place_code: str
    half: str
    published_on: date
    where: str
    opening_fen: int
    income_fen: int
    spent_fen: int
    closing_fen: int


class FundAsked(Paging):
    team: Key | None = None
    year: int | None = None


class PublicationAsked(Paging):
    team: Key | None = None


@router.get("/fund-entries/", response={200: Rows[FundEntryRow], **PROBLEMS}, summary="工作经费收支")
def entries(request: HttpRequest, asked: Query[FundAsked]) -> dict:
    rows = FundEntry.objects.visible_to(reader(request, SEE))
    told = {"team": asked.team, "year": asked.year}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("team", "on", "pk"), ENTRY, asked)


@router.get("/fund-publications/", response={200: Rows[FundPublicationRow], **PROBLEMS}, summary="工作经费公示")
def publications(request: HttpRequest, asked: Query[PublicationAsked]) -> dict:
    rows = FundPublication.objects.visible_to(reader(request, SEE))
    rows = rows.filter(team=asked.team) if asked.team is not None else rows
    return page_of(rows.order_by("team", "half"), PUBLICATION, asked)
