"""Reading disputes, by the few who read them on the page; who takes them away is noted."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.disputes.rules import SEE, State
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader
from zhucun.web.exporting import note_export

router = Router()
DISPUTE: Columns = (
    *("id", "place_code", "team_id", "record_id", "kind", "parties", "text", "raised_on", "level", "mediator"),
    *("state", "closed_on", "outcome", "referred_to"),
)
TAKEN = "矛盾纠纷（接口）"


class DisputeRow(Schema):
    """`record_id` is the restricted work record that opened it; `level` where it is settled now."""

    id: int
    place_code: str
    team_id: int | None
    record_id: int | None
    kind: str
    parties: str
    text: str
    raised_on: date
    level: str
    mediator: str
    state: str
    closed_on: date | None
    outcome: str
    referred_to: str


class DisputesAsked(Paging):
    team: Key | None = None
    state: State | None = None
    raised_since: date | None = None


@router.get("/disputes/", response={200: Rows[DisputeRow], **PROBLEMS}, summary="矛盾纠纷")
def disputes(request: HttpRequest, asked: Query[DisputesAsked]) -> dict:
    actor = reader(request, SEE)
    told = {"team": asked.team, "state": asked.state, "raised_on__gte": asked.raised_since}
    rows = Dispute.objects.visible_to(actor).filter(
        **{path: value for path, value in told.items() if value is not None}
    )
    page = page_of(rows.order_by("-raised_on", "pk"), DISPUTE, asked)
    note_export(actor, TAKEN, len(page["rows"]))
    return page


@router.get("/disputes/{key}/", response={200: DisputeRow, **PROBLEMS}, summary="一起矛盾纠纷")
def dispute(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    found = one_of(Dispute.objects.visible_to(actor).filter(pk=key), DISPUTE)
    note_export(actor, TAKEN, 1)
    return found
