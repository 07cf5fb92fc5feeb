"""Reading selection rounds and what belongs to them. Of a nomination its state: what stopped somebody in the joint
check is for those alone who enter it (R-SEL-23).
"""

from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.dispatch.rounds.checking import AS_WEIGHED
from zhucun.dispatch.rounds.models import JointCheck, Nomination, SelectionRound, UnitQuota, VillageNeed
from zhucun.dispatch.rounds.plan_models import ApprovalStep, ProposedSeat
from zhucun.dispatch.rounds.rules import (
    CHECK,
    NOMINATE,
    SEE,
    SEE_PLAN,
    CheckOutcome,
    NeedState,
    NominationState,
    Opinion,
    QuotaState,
    RoleFor,
    Scope,
    State,
)
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
ROUND: Columns = (
    *("id", "county_code", "title", "scope", "state", "since", "rotates_before", "opened_on"),
    *("need_due_on", "nominate_due_on", "check_due_on", "form_due_on", "approve_due_on"),
    *("listed_on", "nominated_on", "checked_on", "submitted_on", "approved_on", "filed_on", "posted_on", "ended_on"),
    *("basis", "filing_number", "version"),
)
NEED: Columns = (
    *("id", "round_id", "place_code", "team_id", "state", "kinds", "note", "raised_by", "raised_on"),
    *("township_view", "opinion", "studied_by", "studied_on", "version"),
    {"place_name": F("place__name"), "team_name": F("team__name")},
)
QUOTA: Columns = (
    *("id", "round_id", "unit_id", "count", "named", "state", "letter_number", "letter_on"),
    *("replied_on", "replied_by", "version"),
    {"unit_name": F("unit__name")},
)
NOMINATION: Columns = (
    *("id", "round_id", "quota_id", "unit_id", "cadre_id", "role_for", "state", "hits", "judged_on"),
    *("fitness_confirmed_on", "named_by", "named_on", "withdrawn_on", "version"),
    {"name": F("cadre__person__name"), "unit_name": F("unit__name")},
)
CHECKED: Columns = (
    *("id", "nomination_id", "body", "outcome", "answered_on", "document_number", "version"),
    {
        "round_id": F("nomination__round"),
        "name": F("nomination__cadre__person__name"),
        "unit_name": F("nomination__unit__name"),
    },
)
SEAT: Columns = (
    *("id", "round_id", "team_id", "nomination_id", "roles", "follows_id", "sending_level", "posting_id"),
    {
        "team_name": F("team__name"),
        "cadre_id": F("nomination__cadre"),
        "name": F("nomination__cadre__person__name"),
        "unit_name": F("nomination__unit__name"),
        "follows_name": F("follows__cadre__person__name"),
    },
)
APPROVAL: Columns = (
    *("id", "round_id", "turn", "level", "rank", "role", "due_on", "agreed", "opinion", "document_number"),
    *("decided_by", "decided_at", "version"),
    {"is_open": Exists(ApprovalStep.objects.open().filter(pk=OuterRef("pk")))},
)


class RoundRow(Schema):
    """`state` is the step it is at; each step has its `…_due_on`, and the day it was done."""

    id: int
    county_code: str
    title: str
    scope: Scope
    state: State
    since: date
    rotates_before: date
    opened_on: date
    need_due_on: date
    nominate_due_on: date
    check_due_on: date
    form_due_on: date
    approve_due_on: date
    listed_on: date | None
    nominated_on: date | None
    checked_on: date | None
    submitted_on: date | None
    approved_on: date | None
    filed_on: date | None
    posted_on: date | None
    ended_on: date | None
    basis: str
    filing_number: str
    version: int


class NeedRow(Schema):
    """What one place asks for in a round, and what its township thinks of it."""

    id: int
    round_id: int
    place_code: str
    place_name: str
    team_id: int | None
    team_name: str | None
    state: NeedState
    kinds: list[str]
    note: str
    raised_by: str
    raised_on: date | None
    township_view: Opinion | str
    opinion: str
    studied_by: str
    studied_on: date | None
    version: int


class QuotaRow(Schema):
    """How many a unit is asked for and, in `named`, how many of its nominations count."""

    id: int
    round_id: int
    unit_id: int
    unit_name: str
    count: int
    named: int
    state: QuotaState
    letter_number: str
    letter_on: date | None
    replied_on: date | None
    replied_by: str
    version: int


class Hit(Schema):
    """What eligibility found: `do` is block or warn; of a private fact there is the sentence alone."""

    do: str
    rule: str
    sentence: str
    fact: str


class NominationRow(Schema):
    """Somebody a unit proposes and how far they came. `hits` are those of the day they were judged."""

    id: int
    round_id: int
    quota_id: int
    unit_id: int
    unit_name: str
    cadre_id: int
    name: str
    role_for: RoleFor
    state: NominationState
    hits: list[Hit]
    judged_on: date | None
    fitness_confirmed_on: date | None
    named_by: str
    named_on: date
    withdrawn_on: date | None
    version: int


class CheckRow(Schema):
    """One line of an outside body on one person; an empty `outcome` is still awaited."""

    id: int
    round_id: int
    nomination_id: int
    name: str
    unit_name: str
    body: str
    outcome: CheckOutcome | str
    answered_on: date | None
    document_number: str
    version: int


class SeatRow(Schema):
    """Who is to go to which team, after whom; `posting_id` once they have been posted."""

    id: int
    round_id: int
    team_id: int
    team_name: str
    nomination_id: int
    cadre_id: int
    name: str
    unit_name: str
    roles: list[str]
    follows_id: int | None
    follows_name: str | None
    sending_level: str
    posting_id: int | None


class ApprovalRow(Schema):
    """One step of a level's chain; `is_open` is the one whose turn it is."""

    id: int
    round_id: int
    turn: int
    level: str
    rank: int
    role: str
    due_on: date
    is_open: bool
    agreed: bool | None
    opinion: str
    document_number: str
    decided_by: str
    decided_at: datetime | None
    version: int


class RoundAsked(Paging):
    state: State | None = None


class OfRound(Paging):
    round: Key | None = Field(None, description="轮次的编号")


class NeedAsked(OfRound):
    state: NeedState | None = None


class QuotaAsked(OfRound):
    state: QuotaState | None = None
    unit: Key | None = Field(None, description="单位的编号")


class NominationAsked(OfRound):
    state: NominationState | None = None
    unit: Key | None = Field(None, description="单位的编号")


class CheckAsked(OfRound):
    awaited: bool = Field(False, description="只要还没答复的")


class SeatAsked(OfRound):
    team: Key | None = Field(None, description="工作队的编号")


@router.get("/rounds/", response={200: Rows[RoundRow], **PROBLEMS}, summary="范围里的选派轮次")
def rounds(request: HttpRequest, asked: Query[RoundAsked]) -> dict:
    rows = _chosen(SelectionRound.objects.visible_to(reader(request, SEE)), state=asked.state)
    return page_of(rows.order_by("-opened_on", "-pk"), ROUND, asked)


@router.get("/rounds/{key}/", response={200: RoundRow, **PROBLEMS}, summary="一轮选派和它各步的期限")
def round_(request: HttpRequest, key: Key) -> dict:
    return one_of(SelectionRound.objects.visible_to(reader(request, SEE)).filter(pk=key), ROUND)


@router.get("/needs/", response={200: Rows[NeedRow], **PROBLEMS}, summary="村里要什么人")
def needs(request: HttpRequest, asked: Query[NeedAsked]) -> dict:
    rows = _chosen(VillageNeed.objects.visible_to(reader(request, SEE)), round=asked.round, state=asked.state)
    return page_of(rows.order_by("-round", "place_code", "pk"), NEED, asked)


@router.get("/quotas/", response={200: Rows[QuotaRow], **PROBLEMS}, summary="单位名额和推荐了几人")
def quotas(request: HttpRequest, asked: Query[QuotaAsked]) -> dict:
    rows = UnitQuota.objects.visible_to(reader(request, SEE)).with_named()
    rows = _chosen(rows, round=asked.round, state=asked.state, unit=asked.unit)
    return page_of(rows.order_by("-round", "unit__position", "pk"), QUOTA, asked)


@router.get("/nominations/", response={200: Rows[NominationRow], **PROBLEMS}, summary="推荐人选和资格")
def nominations(request: HttpRequest, asked: Query[NominationAsked]) -> dict:
    rows = Nomination.objects.visible_to(reader(request, NOMINATE))
    rows = _chosen(rows, round=asked.round, state=asked.state, unit=asked.unit)
    return page_of(rows.order_by("-round", "unit__position", "pk"), NOMINATION, asked)


@router.get("/nominations/{key}/", response={200: NominationRow, **PROBLEMS}, summary="一个推荐人选")
def nomination(request: HttpRequest, key: Key) -> dict:
    return one_of(Nomination.objects.visible_to(reader(request, NOMINATE)).filter(pk=key), NOMINATION)


@router.get("/joint-checks/", response={200: Rows[CheckRow], **PROBLEMS}, summary="联审意见，登记的人看")
def joint_checks(request: HttpRequest, asked: Query[CheckAsked]) -> dict:
    rows: QuerySet = JointCheck.objects.visible_to(reader(request, CHECK)).filter(nomination__state__in=AS_WEIGHED)
    rows = _chosen(rows.pending() if asked.awaited else rows, nomination__round=asked.round)
    return page_of(
        rows.order_by("-nomination__round", "nomination__unit__position", "nomination", "pk"), CHECKED, asked
    )


@router.get("/seats/", response={200: Rows[SeatRow], **PROBLEMS}, summary="拟派名单")
def seats(request: HttpRequest, asked: Query[SeatAsked]) -> dict:
    rows = _chosen(ProposedSeat.objects.visible_to(reader(request, SEE_PLAN)), round=asked.round, team=asked.team)
    return page_of(rows.order_by("-round", "team__place_code", "pk"), SEAT, asked)


@router.get("/approvals/", response={200: Rows[ApprovalRow], **PROBLEMS}, summary="选派方案的审批环节")
def approvals(request: HttpRequest, asked: Query[OfRound]) -> dict:
    rows = _chosen(ApprovalStep.objects.visible_to(reader(request, SEE_PLAN)), round=asked.round)
    return page_of(rows.order_by("-round", "-turn", "level", "rank"), APPROVAL, asked)


def _chosen(rows: QuerySet, **asked: Any) -> QuerySet:
    return rows.filter(**{column: value for column, value in asked.items() if value is not None})
