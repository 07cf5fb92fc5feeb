"""Reading 一约四会, village rules by edition, and what monthly meetings decided."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.six_ones.customs.models import MonthlyFollowUp, MonthlyItem, VillageCouncil, VillageRules
from zhucun.six_ones.customs.rules import SEE, Owner, State
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
COUNCIL: Columns = ("id", "place_code", "kind", "since", "until", "member_count")
RULES: Columns = ("id", "place_code", "edition", "text", "since", "until", "adopted_by")
ITEM: Columns = (
    *("id", "meeting_id", "place_code", "decided_on", "item", "decision", "owner"),
    *("due_on", "state", "done_on", "result"),
)
FOLLOW_UP: Columns = ("id", "item_id", "meeting_id", "asked_on", "said")


class CouncilRow(Schema):
    """`kind` is one of the county's list of 一约四会; 村规民约 has no members."""

    id: int
    place_code: str
    kind: str
    since: date
    until: date | None
    member_count: int


class RulesRow(Schema):
    id: int
    place_code: str
    edition: int
    text: str
    since: date
    until: date | None
    adopted_by: str


class ItemRow(Schema):
    """`meeting_id` is the meeting of a work record."""

    id: int
    meeting_id: int
    place_code: str
    decided_on: date
    item: str
    decision: str
    owner: str
    due_on: date | None
    state: str
    done_on: date | None
    result: str


class FollowUpRow(Schema):
    id: int
    item_id: int
    meeting_id: int
    asked_on: date
    said: str


class ItemWhole(ItemRow):
    follow_ups: list[FollowUpRow]


class CouncilAsked(Paging):
    kind: str = Field("", max_length=30, description="哪一样")
    on: date | None = Field(None, description="哪天在的")


class ItemAsked(Paging):
    meeting: Key | None = None
    state: State | None = None
    owner: Owner | None = None
    decided_since: date | None = None


@router.get("/customs/councils/", response={200: Rows[CouncilRow], **PROBLEMS}, summary="一约四会")
def councils(request: HttpRequest, asked: Query[CouncilAsked]) -> dict:
    rows = VillageCouncil.objects.visible_to(reader(request, SEE))
    rows = rows.filter(kind=asked.kind) if asked.kind else rows
    rows = rows.as_of(asked.on) if asked.on else rows
    return page_of(rows.order_by("place_code", "pk"), COUNCIL, asked)


@router.get("/customs/rules/", response={200: Rows[RulesRow], **PROBLEMS}, summary="村规民约")
def editions(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = VillageRules.objects.visible_to(reader(request, SEE))
    return page_of(rows.order_by("place_code", "edition"), RULES, asked)


@router.get("/customs/items/", response={200: Rows[ItemRow], **PROBLEMS}, summary="月列会定的事")
def items(request: HttpRequest, asked: Query[ItemAsked]) -> dict:
    rows = MonthlyItem.objects.visible_to(reader(request, SEE))
    told = {
        "meeting": asked.meeting,
        "state": asked.state,
        "owner": asked.owner,
        "decided_on__gte": asked.decided_since,
    }
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("-decided_on", "pk"), ITEM, asked)


@router.get("/customs/items/{key}/", response={200: ItemWhole, **PROBLEMS}, summary="月列会定的一件事")
def item(request: HttpRequest, key: Key) -> dict:
    whole = one_of(MonthlyItem.objects.visible_to(reader(request, SEE)).filter(pk=key), ITEM)
    told = MonthlyFollowUp.objects.filter(item=key).order_by("asked_on", "pk")
    return {**whole, "follow_ups": all_of(told, FOLLOW_UP)}
