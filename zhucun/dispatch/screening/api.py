"""Reading screenings and their doubts. What a decision is that few may know is only said to be one."""

from datetime import date
from typing import Any

from django.db.models import F, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.dispatch.screening.models import Doubt, Screening
from zhucun.dispatch.screening.rules import FOR_FEW_EYES, SEE, State
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
SCREENING = ("id", "place_code", "on", "items", "member_count", "team_count", "run_by")
UNSAID = "decided"
DOUBT: Columns = (
    *("id", "screening_id", "team_id", "posting_id", "place_code", "hits", "asked_on", "due_on", "state"),
    *("decision", "decided_on"),
    {"name": F("posting__cadre__person__name")},
)


class ScreeningRow(Schema):
    """`items` are those that were in force on the day, as they were."""

    id: int
    place_code: str
    on: date
    items: list[dict]
    member_count: int
    team_count: int
    run_by: str


class DoubtRow(Schema):
    """Of one member, or of a team; of a private hit there is the sentence alone. `decision` is "decided" for
    whoever is not to know which it is."""

    id: int
    screening_id: int
    team_id: int
    posting_id: int | None
    name: str | None
    place_code: str
    hits: list[dict]
    asked_on: date
    due_on: date
    state: str
    decision: str
    decided_on: date | None


class DoubtAsked(Paging):
    screening: Key | None = Field(None, description="过筛子的编号")
    state: State | None = None


@router.get("/screenings/", response={200: Rows[ScreeningRow], **PROBLEMS}, summary="历次过筛子")
def screenings(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = Screening.objects.visible_to(reader(request, SEE))
    return page_of(rows.order_by("-on", "pk"), SCREENING, asked)


@router.get("/screenings/{key}/", response={200: ScreeningRow, **PROBLEMS}, summary="一次过筛子")
def screening(request: HttpRequest, key: Key) -> dict:
    return one_of(Screening.objects.visible_to(reader(request, SEE)).filter(pk=key), SCREENING)


@router.get("/doubts/", response={200: Rows[DoubtRow], **PROBLEMS}, summary="范围里的疑问")
def doubts(request: HttpRequest, asked: Query[DoubtAsked]) -> dict:
    actor = reader(request, SEE)
    rows: QuerySet = Doubt.objects.visible_to(actor)
    if asked.screening is not None:
        rows = rows.filter(screening=asked.screening)
    if asked.state:
        rows = rows.filter(state=asked.state)
    found = page_of(rows.order_by("screening", "place_code", "pk"), DOUBT, asked)
    return {**found, "rows": [_told(row, actor) for row in found["rows"]]}


@router.get("/doubts/{key}/", response={200: DoubtRow, **PROBLEMS}, summary="一条疑问")
def doubt(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    return _told(one_of(Doubt.objects.visible_to(actor).filter(pk=key), DOUBT), actor)


def _told(row: dict[str, Any], actor: Actor) -> dict[str, Any]:
    is_hidden = row["decision"] in FOR_FEW_EYES and not actor.may(SEE_ENDS)
    told = {**row, "hits": [_said(hit) for hit in row["hits"]]}
    return {**told, "decision": UNSAID} if is_hidden else told


def _said(hit: dict[str, Any]) -> dict[str, Any]:
    """Of a private item the sentence only: which one it was stands beside no name (R-SEL-08)."""
    return {"sentence": hit["sentence"], "is_private": True} if hit["is_private"] else hit
