"""Reading opinions of forums and people who came back; forums themselves are meetings."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.six_ones.talents.models import ForumOpinion, ReturnedTalent, TalentStay
from zhucun.six_ones.talents.rules import SEE
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
OPINION: Columns = (
    *("id", "meeting_id", "place_code", "team_id", "held_on", "said_by", "text", "owner", "unit_id"),
    *("reply", "replied_on", "replied_by"),
)
TALENT: Columns = (
    *("id", "place_code", "name", "role", "doing", "came_from", "returned_on", "brought_by_id"),
    *("committee_member_id", "ask_on", "left_on"),
)
STAY: Columns = ("id", "asked_on", "is_here", "note", "asked_by")


class OpinionRow(Schema):
    """`meeting_id` is the forum, a meeting whose purposes hold `talent_forum`."""

    id: int
    meeting_id: int
    place_code: str
    team_id: int | None
    held_on: date
    said_by: str
    text: str
    owner: str
    unit_id: int | None
    reply: str
    replied_on: date | None
    replied_by: str


class TalentRow(Schema):
    """`brought_by_id` is the team that brought them; none of whom others brought."""

    id: int
    place_code: str
    name: str
    role: str
    doing: str
    came_from: str
    returned_on: date
    brought_by_id: int | None
    committee_member_id: int | None
    ask_on: date | None
    left_on: date | None


class StayRow(Schema):
    id: int
    asked_on: date
    is_here: bool
    note: str
    asked_by: str


class TalentWhole(TalentRow):
    stays: list[StayRow]


class OpinionsAsked(Paging):
    meeting: Key | None = None
    team: Key | None = None
    is_open: bool | None = None


@router.get("/forum-opinions/", response={200: Rows[OpinionRow], **PROBLEMS}, summary="座谈会意见")
def opinions(request: HttpRequest, asked: Query[OpinionsAsked]) -> dict:
    rows = ForumOpinion.objects.visible_to(reader(request, SEE)).standing()
    told = {"meeting": asked.meeting, "team": asked.team, "replied_on__isnull": asked.is_open}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("-held_on", "pk"), OPINION, asked)


@router.get("/returned-talents/", response={200: Rows[TalentRow], **PROBLEMS}, summary="引回的能人")
def talents(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = ReturnedTalent.objects.visible_to(reader(request, SEE)).standing()
    return page_of(rows.order_by("-returned_on", "pk"), TALENT, asked)


@router.get("/returned-talents/{key}/", response={200: TalentWhole, **PROBLEMS}, summary="一名引回的能人")
def talent(request: HttpRequest, key: Key) -> dict:
    rows = ReturnedTalent.objects.visible_to(reader(request, SEE)).standing()
    stays = TalentStay.objects.filter(talent=key).order_by("asked_on", "pk")
    return {**one_of(rows.filter(pk=key), TALENT), "stays": all_of(stays, STAY)}
