"""Reading handovers: who hands over to whom, how far it is, each item, each signature (R-SEL-18)."""

from datetime import date

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.dispatch.handover.models import Handover, HandoverItem, HandoverSignature
from zhucun.dispatch.handover.rules import SEE, ItemKind, Outcome, Side, State
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
HANDOVER: Columns = (
    *("id", "team_id", "place_code", "leaving_id", "incoming_id", "state", "opened_on", "due_on", "closed_on"),
    *("item_count", "settled_count", "signed_by_leaving", "signed_by_incoming", "signed_by_township", "version"),
    {
        "team_name": F("team__name"),
        "leaving_name": F("leaving__cadre__person__name"),
        "incoming_name": F("incoming__cadre__person__name"),
    },
)
ITEM = ("id", "kind", "sentence", "outcome", "note", "settled_on", "settled_by", "version")
SIGNATURE = ("side", "signed_by", "signed_on", "entered_by")


class HandoverRow(Schema):
    """`leaving_id` and `incoming_id` are postings. `signed_by_…` is empty until that side has signed."""

    id: int
    team_id: int
    team_name: str
    place_code: str
    leaving_id: int
    leaving_name: str
    incoming_id: int
    incoming_name: str
    state: State
    opened_on: date
    due_on: date
    closed_on: date | None
    item_count: int
    settled_count: int
    signed_by_leaving: str
    signed_by_incoming: str
    signed_by_township: str
    version: int


class ItemRow(Schema):
    """One thing to hand over; an empty `outcome` is not settled yet."""

    id: int
    kind: ItemKind
    sentence: str
    outcome: Outcome | str
    note: str
    settled_on: date | None
    settled_by: str
    version: int


class SignatureRow(Schema):
    """`entered_by` where it stands on paper."""

    side: Side
    signed_by: str
    signed_on: date
    entered_by: str


class HandoverWhole(HandoverRow):
    items: list[ItemRow]
    signatures: list[SignatureRow]


class HandoverAsked(Paging):
    state: State | None = None
    team: Key | None = Field(None, description="工作队的编号")
    late: bool = Field(False, description="只要过了期限还没交接完的")


@router.get("/handovers/", response={200: Rows[HandoverRow], **PROBLEMS}, summary="范围里的交接")
def handovers(request: HttpRequest, asked: Query[HandoverAsked]) -> dict:
    actor = reader(request, SEE)
    rows = Handover.objects.visible_to(actor).with_standing()
    if asked.late:
        rows = rows.late(actor.today)
    for column, value in (("state", asked.state), ("team", asked.team)):
        if value is not None:
            rows = rows.filter(**{column: value})
    return page_of(rows.order_by("-opened_on", "place_code", "pk"), HANDOVER, asked)


@router.get("/handovers/{key}/", response={200: HandoverWhole, **PROBLEMS}, summary="一件交接：事项和签字")
def handover(request: HttpRequest, key: Key) -> dict:
    found = one_of(Handover.objects.visible_to(reader(request, SEE)).filter(pk=key).with_standing(), HANDOVER)
    return {
        **found,
        "items": list(HandoverItem.objects.filter(handover=key).order_by("position").values(*ITEM)),
        "signatures": list(HandoverSignature.objects.filter(handover=key).order_by("pk").values(*SIGNATURE)),
    }
