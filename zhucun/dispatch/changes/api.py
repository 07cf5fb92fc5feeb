"""Reading cases of 调整与召回. What kind of case it is and why is for those alone who may know how somebody left; of a
recall others are not told that there is one (R-TLK-09).
"""

from datetime import date
from typing import Any

from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.actor import Actor
from zhucun.acts.refused import OutOfReach
from zhucun.dispatch.changes.models import CaseEvidence, CaseStep, ChangeCase, SuccessorChoice
from zhucun.dispatch.changes.proposing_pages import proposable
from zhucun.dispatch.changes.rules import CONFIRM, PROPOSE, SEE, CaseKind, Part, State
from zhucun.dispatch.roster.evidence import evidence_of
from zhucun.dispatch.roster.rules import SEE_ENDS
from zhucun.lib.evidence import Evidence
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
UNSAID = "change"
CASE: Columns = (
    *("id", "kind", "ground", "reason", "team_id", "posting_id", "sending_unit_id", "sending_level", "place_code"),
    *("state", "proposed_from", "proposed_on", "proposed_by", "opinion_due_on", "last_day", "document"),
    *("carried_out_on", "vacancy_due_on", "closed_on", "version"),
    {
        "team_name": F("team__name"),
        "name": F("posting__cadre__person__name"),
        "sending_unit_name": F("sending_unit__name"),
    },
)
WHY = ("ground", "reason", "document")
CHOICE: Columns = (
    *("id", "cadre_id", "unit_id", "reasons", "costs", "offered_on", "confirmed_on", "confirmed_by", "letter"),
    *("declined_on", "declined_because", "version"),
    {
        "team_id": F("case__team"),
        "team_name": F("case__team__name"),
        "name": F("cadre__person__name"),
        "unit_name": F("unit__name"),
    },
)


class CaseRow(Schema):
    """Of a posting that is to end, or, without one, of a team that is to have one more. `kind` is "change", and why is
    empty, for whoever is not to know."""

    id: int
    kind: str
    ground: str
    reason: str
    team_id: int
    team_name: str
    posting_id: int | None
    name: str | None
    sending_unit_id: int | None
    sending_unit_name: str | None
    sending_level: str
    place_code: str
    state: State
    proposed_from: Part
    proposed_on: date
    proposed_by: str
    opinion_due_on: date
    last_day: date | None
    document: str
    carried_out_on: date | None
    vacancy_due_on: date | None
    closed_on: date | None
    version: int


class StepRow(Schema):
    """An opinion, or a decision of the chain, in their order; `agrees` is empty until it is said."""

    part: Part
    agrees: bool | None
    opinion: str
    document: str
    said_by: str
    said_on: date | None


class EvidenceRow(Schema):
    """A record that may be picked as 佐证, by its `reference`, or was."""

    reference: str
    sentence: str


class ChoiceRow(Schema):
    """Somebody put forward for an open seat: for which team, not how the one before left."""

    id: int
    team_id: int
    team_name: str
    cadre_id: int
    name: str
    unit_id: int
    unit_name: str
    reasons: list[str]
    costs: list[str]
    offered_on: date
    confirmed_on: date | None
    confirmed_by: str
    letter: str
    declined_on: date | None
    declined_because: str
    version: int


class CaseWhole(CaseRow):
    steps: list[StepRow]
    evidence: list[EvidenceRow]
    choices: list[ChoiceRow]


class CaseAsked(Paging):
    state: State | None = None
    kind: CaseKind | None = Field(None, description="只在看得到种类的里面找")
    team: Key | None = Field(None, description="工作队的编号")
    posting: Key | None = Field(None, description="派驻的编号")


class ChoiceAsked(Paging):
    open: bool = Field(False, description="只要还没答复的")


class EvidenceAsked(Schema):
    posting: Key = Field(description="派驻的编号")


class EvidenceFound(Schema):
    rows: list[EvidenceRow]


@router.get("/changes/", response={200: Rows[CaseRow], **PROBLEMS}, summary="范围里的人员变动")
def changes(request: HttpRequest, asked: Query[CaseAsked]) -> dict:
    actor = reader(request, SEE)
    page = page_of(_chosen(actor, asked).order_by("-proposed_on", "-pk"), CASE, asked)
    return {**page, "rows": _told(page["rows"], actor)}


@router.get("/changes/{key}/", response={200: CaseWhole, **PROBLEMS}, summary="一件人员变动：意见、佐证、接替人选")
def change(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    found = _told([one_of(ChangeCase.objects.visible_to(actor).filter(pk=key), CASE)], actor)[0]
    knows = found["kind"] != UNSAID
    steps = CaseStep.objects.filter(case=key).order_by("rank", "pk")
    said = steps.values("part", "agrees", "opinion", "document", "said_by", "said_on")
    choices = SuccessorChoice.objects.filter(case=key).order_by("rank", "pk")
    return {
        **found,
        "steps": list(said) if knows else [{**one, "opinion": "", "document": ""} for one in said],
        "evidence": _evidence(key) if knows else [],
        "choices": all_of(choices, CHOICE),
    }


def _evidence(case: int) -> list[Evidence]:
    kept = CaseEvidence.objects.filter(case=case).order_by("pk")
    return [Evidence(one.kind, one.key, one.sentence, one.url) for one in kept]


@router.get("/evidence/", response={200: EvidenceFound, **PROBLEMS}, summary="一段派驻可以作佐证的记录")
def evidence(request: HttpRequest, asked: Query[EvidenceAsked]) -> dict:
    actor = reader(request, PROPOSE)
    posting = proposable(actor).filter(pk=asked.posting).first()
    if posting is None:
        raise OutOfReach()
    return {"rows": evidence_of(posting, actor)}


@router.get("/successors/", response={200: Rows[ChoiceRow], **PROBLEMS}, summary="接替人选，等单位答复的和答复过的")
def successors(request: HttpRequest, asked: Query[ChoiceAsked]) -> dict:
    """Of one's own unit, and of cases one may see: who sees the one without the other would guess what it is."""
    actor = reader(request, SEE)
    rows: QuerySet = SuccessorChoice.objects.visible_to(actor).filter(
        Q(case__in=ChangeCase.objects.visible_to(actor).values("pk")) | Q(unit__in=actor.scope(CONFIRM).sender)
    )
    return page_of((rows.open() if asked.open else rows).order_by("-offered_on", "rank", "pk"), CHOICE, asked)


def _chosen(actor: Actor, asked: CaseAsked) -> QuerySet:
    rows: QuerySet = ChangeCase.objects.visible_to(actor)
    if asked.kind:
        rows = rows.filter(kind=asked.kind, pk__in=_known_to(actor).values("pk"))
    for column, value in (("state", asked.state), ("team", asked.team), ("posting", asked.posting)):
        if value is not None:
            rows = rows.filter(**{column: value})
    return rows


def _known_to(actor: Actor) -> QuerySet:
    return ChangeCase.objects.visible_to(actor, SEE_ENDS)


def _told(rows: list[dict[str, Any]], actor: Actor) -> list[dict[str, Any]]:
    known = set(_known_to(actor).filter(pk__in=[row["id"] for row in rows]).values_list("pk", flat=True))
    unsaid = {"kind": UNSAID, **dict.fromkeys(WHY, "")}
    return [row if row["id"] in known else {**row, **unsaid} for row in rows]
