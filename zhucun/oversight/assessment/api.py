"""Reading assessments: cycles, sheets with their parts, schemes."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.assessment.models import AssessmentCycle, Score, ScoreSheet
from zhucun.oversight.assessment.rules import SEE, SEE_SCORES, SheetState
from zhucun.oversight.schemes.models import Scheme
from zhucun.oversight.schemes.rules import SEE as SEE_SCHEMES
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
SCHEME = ("id", "object_kind", "cycle", "number", "basis", "state", "bands", "ceilings", "cap_percent", "cap_rounding",
          "cap_by_category", "enforced_on")  # fmt: skip
CYCLE = ("id", "scheme_id", "object_kind", "cycle", "period", "since", "until", "state", "opened_on", "rate_by",
         "collected_on", "published_on", "closed_on")  # fmt: skip
SHEET: Columns = ("id", "cycle_id", "posting_id", "team_id", "unit_id", "place_code", "category", "state", "grade",
                  "decided_on", "stated_on")  # fmt: skip
SCORE = ("id", "indicator_id", "rater", "hundredths", "why", "given_on", "by_name")


class SchemeRow(Schema):
    id: int
    object_kind: str
    cycle: str
    number: int
    basis: str
    state: str
    bands: list[int]
    ceilings: list[dict[str, Any]]
    cap_percent: int | None
    cap_rounding: str
    cap_by_category: bool
    enforced_on: date | None


class CycleRow(Schema):
    """`until` is the first day that is no longer judged."""

    id: int
    scheme_id: int
    object_kind: str
    cycle: str
    period: str
    since: date
    until: date
    state: str
    opened_on: date
    rate_by: date
    collected_on: date | None
    published_on: date | None
    closed_on: date | None


class SheetRow(Schema):
    """`grade` 1 is the best of four; how it is called depends on the scale."""

    id: int
    cycle_id: int
    posting_id: int | None
    team_id: int | None
    unit_id: int | None
    place_code: str
    category: str
    state: str
    grade: int | None
    decided_on: date | None
    stated_on: date | None


class ScoreRow(Schema):
    id: int
    indicator_id: int | None
    rater: str
    hundredths: int
    why: str
    given_on: date
    by_name: str


class SheetWhole(SheetRow):
    """`parts` as frozen when it was decided, for whoever may see scores and for the assessed; else empty."""

    total: int | None
    parts: list[dict[str, Any]]
    scores: list[ScoreRow]


class SheetAsked(Paging):
    cycle: Key | None = None
    grade: int | None = None
    state: SheetState | None = None


@router.get("/schemes/", response={200: Rows[SchemeRow], **PROBLEMS}, summary="考核方案")
def schemes(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = Scheme.objects.visible_to(reader(request, SEE_SCHEMES))
    return page_of(rows.order_by("object_kind", "cycle", "number"), SCHEME, asked)


@router.get("/assessments/", response={200: Rows[CycleRow], **PROBLEMS}, summary="各期考核")
def cycles(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = AssessmentCycle.objects.visible_to(reader(request, SEE))
    return page_of(rows.order_by("-since", "object_kind", "pk"), CYCLE, asked)


@router.get("/score-sheets/", response={200: Rows[SheetRow], **PROBLEMS}, summary="考核表")
def sheets(request: HttpRequest, asked: Query[SheetAsked]) -> dict:
    rows = ScoreSheet.objects.visible_to(reader(request, SEE))
    told = {"cycle": asked.cycle, "grade": asked.grade, "state": asked.state}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("cycle", "place_code", "pk"), SHEET, asked)


@router.get("/score-sheets/{key}/", response={200: SheetWhole, **PROBLEMS}, summary="一张考核表")
def sheet(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    seen = ScoreSheet.objects.visible_to(actor).filter(pk=key)
    found = one_of(seen, SHEET)
    row = seen.get()
    is_theirs = actor.may(SEE_SCORES) or bool(row.posting_id and row.posting.cadre_id in actor.scope(SEE).cadre)
    whole = {"total": row.total, "parts": row.parts} if is_theirs else {"total": None, "parts": []}
    scores = all_of(Score.objects.visible_to(actor).filter(sheet=key).order_by("rater", "pk"), SCORE)
    return {**found, **whole, "scores": scores}
