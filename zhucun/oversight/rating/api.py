"""Reading ratings: what was held, and once it is over what each pile came to."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.rating import reading
from zhucun.oversight.rating.models import RatingSession
from zhucun.oversight.rating.rules import SEE, RatingKind, SessionState
from zhucun.web.api import PROBLEMS, Key, Paging, Rows, one_of, page_of, reader

router = Router()
SESSION = ("id", "team_id", "place_code", "cycle", "kind", "held_on", "until_on", "state", "is_void")


class SessionRow(Schema):
    id: int
    team_id: int
    place_code: str
    cycle: str
    kind: str
    held_on: date
    until_on: date
    state: str
    is_void: bool


class SideRow(Schema):
    """`posting_id` is empty of the whole team; `groups` were counted together; `score` is of 100, in hundredths."""

    posting_id: int | None
    groups: list[str]
    votes: int
    score: int | None


class SessionWhole(SessionRow):
    piles: list[SideRow]


class RatingAsked(Paging):
    cycle: str | None = None
    kind: RatingKind | None = None
    state: SessionState | None = None


@router.get("/ratings/", response={200: Rows[SessionRow], **PROBLEMS}, summary="民主测评和群众评议")
def ratings(request: HttpRequest, asked: Query[RatingAsked]) -> dict:
    rows = RatingSession.objects.visible_to(reader(request, SEE))
    told = {"cycle": asked.cycle, "kind": asked.kind, "state": asked.state}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("-cycle", "place_code", "pk"), SESSION, asked)


@router.get("/ratings/{key}/", response={200: SessionWhole, **PROBLEMS}, summary="一次民主测评的合计")
def rating(request: HttpRequest, key: Key) -> dict:
    """Nothing of what is not over: a count that grows would show a single vote."""
    actor = reader(request, SEE)
    seen = RatingSession.objects.visible_to(actor)
    found = one_of(seen.filter(pk=key), SESSION)
    row = seen.select_related("team").filter(pk=key, state=SessionState.CLOSED, is_void=False).first()
    return {**found, "piles": _piles(reading.judged_in(row, actor)) if row else []}


def _piles(judged: list[reading.Judged]) -> list[dict]:
    return [
        {"posting_id": one.key, "groups": pile.pile.split("+"), "votes": pile.votes, "score": pile.hundredths}
        for one in judged
        for pile in one.piles
    ]
