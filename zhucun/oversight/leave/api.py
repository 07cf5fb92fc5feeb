"""Reading leave: the requests in reach with their steps, and what one would mean before it is sent."""

from datetime import date

from django.db.models import F, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.refused import OutOfReach
from zhucun.oversight.leave import preview as previews
from zhucun.oversight.leave import rules
from zhucun.oversight.leave.asking_pages import askable
from zhucun.oversight.leave.models import LeaveRequest, LeaveStep
from zhucun.oversight.leave.preview import Asked
from zhucun.oversight.leave.rules import SEE, State
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
LEAVE: Columns = (
    *("id", "posting_id", "cadre_id", "team_id", "place_code", "kind", "kind_label", "since_half", "until_half"),
    *("length_halfdays", "reason", "state", "asked_on", "asked_by", "granted_on", "return_due_on", "returned_on"),
    *("back_half", "extends_id", "version"),
    {"name": F("cadre__person__name"), "team_name": F("team__name")},
)


class LeaveRow(Schema):
    """A half-day is `day.toordinal() * 2`, one more in the afternoon; spans do not hold their end."""

    id: int
    posting_id: int
    cadre_id: int
    name: str
    team_id: int
    team_name: str
    place_code: str
    kind: str
    kind_label: str
    since_half: int
    until_half: int
    length_halfdays: int
    reason: str
    state: State
    asked_on: date
    asked_by: str
    granted_on: date | None
    return_due_on: date
    returned_on: date | None
    back_half: int | None
    extends_id: int | None
    version: int


class LeaveStepRow(Schema):
    """Steps of one rank are asked at the same time; `agrees` is empty until somebody said."""

    rank: int
    role: str
    instead_of: str
    agrees: bool | None
    opinion: str
    decided_by: str
    decided_on: date | None


class LeaveWhole(LeaveRow):
    steps: list[LeaveStepRow]


class LeaveAsked(Paging):
    state: State | None = None
    posting: Key | None = Field(None, description="派驻的编号")
    mine: bool = Field(False, description="只要等我批的")


class PreviewAsked(Schema):
    posting: Key = Field(description="派驻的编号")
    kind: str
    since_half: int
    until_half: int
    covered_by: Key | None = Field(None, description="谁顶着：派驻的编号")


class StepSeenRow(Schema):
    rank: int
    role: str
    who: str
    verb: str
    why: str


class PreviewRow(Schema):
    """What sending it would mean; with a refusal it would not be taken."""

    length_halfdays: int
    length: str
    span: str
    sentence: str
    steps: list[StepSeenRow]
    informed: list[str]
    year: str
    return_due_on: date | None
    refusals: list[str]


@router.get("/leaves/", response={200: Rows[LeaveRow], **PROBLEMS}, summary="范围里的请假单")
def leaves(request: HttpRequest, asked: Query[LeaveAsked]) -> dict:
    actor = reader(request, SEE)
    rows: QuerySet = LeaveRequest.objects.visible_to(actor)
    if asked.mine:
        rows = rows.open_to(actor)
    for column, value in (("state", asked.state), ("posting", asked.posting)):
        if value is not None:
            rows = rows.filter(**{column: value})
    return page_of(rows.order_by("-since_half", "-pk"), LEAVE, asked)


@router.get("/leaves/preview/", response={200: PreviewRow, **PROBLEMS}, summary="请假以前看：多久、谁批、行不行")
def preview(request: HttpRequest, asked: Query[PreviewAsked]) -> dict:
    actor = reader(request, rules.ASK)
    posting = askable(actor).filter(pk=asked.posting).first()
    if posting is None:
        raise OutOfReach()
    is_own = posting.cadre.person_id in actor.persons
    told = {"covered_by": asked.covered_by, "is_own": is_own}
    one = Asked(posting, asked.kind, asked.since_half, asked.until_half, **told)
    seen = previews.preview(one, previews.ground_for([one], actor.today))
    named = ("length_halfdays", "length", "span", "sentence", "steps", "informed", "return_due_on", "refusals")
    return {**{name: getattr(seen, name) for name in named}, "year": seen.year.sentence}


@router.get("/leaves/{key}/", response={200: LeaveWhole, **PROBLEMS}, summary="一张请假单和它的各步")
def leave(request: HttpRequest, key: Key) -> dict:
    found = one_of(LeaveRequest.objects.visible_to(reader(request, SEE)).filter(pk=key), LEAVE)
    steps = LeaveStep.objects.filter(request=key).order_by("rank", "pk")
    columns = ("rank", "role", "instead_of", "agrees", "opinion", "decided_by", "decided_on")
    return {**found, "steps": list(steps.values(*columns))}
