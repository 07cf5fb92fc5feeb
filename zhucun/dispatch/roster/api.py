"""Reading teams and postings, as of a day."""

import io
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.exporting import Order, export_roster
from zhucun.dispatch.roster.models import Posting, RoleSpell, Team, TeamBacking, TeamPlace
from zhucun.dispatch.roster.rules import EXPORT, SEE, SEE_ENDS, TeamRole
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader
from zhucun.web.exporting import XLSX, file_of

router = Router()
ENDED = "ended"
A_FILE = {"schema": {"type": "string", "format": "binary"}}
TEAM = ("id", "number", "name", "county_code", "place_code", "headcount", "approved", "since", "until")
POSTING = (
    *("id", "team_id", "cadre_id", "sending_unit_id", "sending_level", "place_code"),
    *("since", "until", "reported_on", "start_kind", "end_kind", "succeeds_id"),
    {
        "team_name": F("team__name"),
        "name": F("cadre__person__name"),
        "sending_unit_name": F("sending_unit__name"),
    },
)


class TeamRow(Schema):
    """`headcount` is who is on the roster that day, `approved` the 核定人数, `place_code` the seat."""

    id: int
    number: str
    name: str
    county_code: str
    place_code: str
    place_name: str | None
    backing_unit_id: int | None
    backing_unit_name: str | None
    headcount: int
    approved: int | None
    since: date
    until: date | None


class ServedPlace(Schema):
    place_code: str
    name: str
    is_main: bool
    since: date
    until: date | None


class TeamWithPlaces(TeamRow):
    places: list[ServedPlace]


class PostingRow(Schema):
    """One person's period in one team; `roles` are those held on the day asked for. `end_kind` is "ended" for whoever
    is not to know how it ended."""

    id: int
    team_id: int
    team_name: str
    cadre_id: int
    name: str
    roles: list[TeamRole]
    sending_unit_id: int
    sending_unit_name: str
    sending_level: str
    place_code: str
    since: date
    until: date | None
    reported_on: date | None
    start_kind: str
    end_kind: str
    succeeds_id: int | None


class RosterAsked(Paging):
    as_of: date | None = Field(None, description="哪一天的，默认今天")
    within: str = Field("", max_length=14, pattern=r"^\d*$", description="驻地代码的开头")


class TeamAsked(RosterAsked):
    name: str = Field("", max_length=60, description="名称里有的字")


class PostingAsked(RosterAsked):
    team: Key | None = Field(None, description="工作队的编号")
    cadre: Key | None = Field(None, description="干部的编号")
    unit: Key | None = Field(None, description="派出单位的编号")
    role: TeamRole | None = None
    whole_history: bool = Field(False, description="连已经结束的、还没开始的一起")


@router.get("/teams/", response={200: Rows[TeamRow], **PROBLEMS}, summary="范围里的工作队")
def teams(request: HttpRequest, asked: Query[TeamAsked]) -> dict:
    actor = reader(request, SEE)
    day = asked.as_of or actor.today
    rows = _within(Team.objects.visible_to(actor).as_of(day), asked)
    if asked.name:
        rows = rows.filter(name__contains=asked.name)
    return page_of(rows.with_headcount(day).order_by("county_code", "number", "pk"), _team_columns(day), asked)


@router.get("/teams/{key}/", response={200: TeamWithPlaces, **PROBLEMS}, summary="一支工作队和它驻的点位")
def team(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    rows = Team.objects.visible_to(actor).filter(pk=key).with_headcount(actor.today)
    found = one_of(rows, _team_columns(actor.today))
    served = TeamPlace.objects.filter(team=key).order_by("-is_main", "since", "pk")
    columns = {"place_code": F("place__code"), "name": F("place__name")}
    return {**found, "places": list(served.values("is_main", "since", "until", **columns))}


def _within(rows: QuerySet, asked: RosterAsked) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [asked.within])) if asked.within else rows


def _team_columns(day: date) -> Columns:
    backing = TeamBacking.objects.as_of(day).filter(team=OuterRef("pk"))
    seat = TeamPlace.objects.as_of(day).filter(team=OuterRef("pk"), is_main=True)
    looked_up = {
        "place_name": Subquery(seat.values("place__name")[:1]),
        "backing_unit_id": Subquery(backing.values("unit")[:1]),
        "backing_unit_name": Subquery(backing.values("unit__name")[:1]),
    }
    return (*TEAM, looked_up)


@router.get("/postings/", response={200: Rows[PostingRow], **PROBLEMS}, summary="范围里的派驻")
def postings(request: HttpRequest, asked: Query[PostingAsked]) -> dict:
    actor = reader(request, SEE)
    day = asked.as_of or actor.today
    rows = _chosen(Posting.objects.visible_to(actor), asked, day)
    page = page_of(rows.order_by("place_code", "since", "pk"), POSTING, asked)
    return {**page, "rows": _with_roles(_told(page["rows"], actor), day)}


@router.get("/postings/{key}/", response={200: PostingRow, **PROBLEMS}, summary="一段派驻")
def posting(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    found = one_of(Posting.objects.visible_to(actor).filter(pk=key), POSTING)
    return _with_roles(_told([found], actor), actor.today)[0]


class RosterFile(Schema):
    as_of: date | None = Field(None, description="哪一天的，默认今天")
    order: Order = Field(Order.PLACES, description="怎么排")


@router.get(
    "/roster.xlsx",
    response=PROBLEMS,
    summary="花名册",
    openapi_extra={
        "responses": {
            200: {
                "description": "花名册，电话打码",
                "content": {XLSX: {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def roster_file(request: HttpRequest, asked: Query[RosterFile]) -> HttpResponse:
    """What is taken away is noted, as from the page (R-SEC-08)."""
    actor, buffer = reader(request, EXPORT), io.BytesIO()
    day = asked.as_of or actor.today
    export_roster(buffer, by=actor, day=day, order=asked.order)
    return file_of(buffer.getvalue(), f"驻村工作队花名册{day:%Y%m%d}", actor)


def _chosen(rows: QuerySet, asked: PostingAsked, day: date) -> QuerySet:
    rows = _within(rows if asked.whole_history else rows.on_roster(day), asked)
    for column, value in (("team", asked.team), ("cadre", asked.cadre), ("sending_unit", asked.unit)):
        if value is not None:
            rows = rows.filter(**{column: value})
    if asked.role:
        rows = rows.filter(pk__in=RoleSpell.objects.as_of(day).filter(role=asked.role).values("posting"))
    return rows


def _told(rows: list[dict[str, Any]], actor: Actor) -> list[dict[str, Any]]:
    """How somebody left is for few to know; to others every end is the same (R-TLK-09)."""
    ended = [row["id"] for row in rows if row["end_kind"]]
    told = set(Posting.objects.visible_to(actor, SEE_ENDS).filter(pk__in=ended).values_list("pk", flat=True))
    return [row if row["id"] in told else {**row, "end_kind": ENDED if row["end_kind"] else ""} for row in rows]


def _with_roles(rows: list[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    roles: dict[int, list[str]] = defaultdict(list)
    for key, role in _held([row["id"] for row in rows], day):
        roles[key].append(role)
    return [{**row, "roles": roles[row["id"]]} for row in rows]


def _held(postings: list[int], day: date) -> Iterable[tuple[int, str]]:
    held = RoleSpell.objects.as_of(day).filter(posting__in=postings)
    return held.order_by("posting", "pk").values_list("posting", "role")
