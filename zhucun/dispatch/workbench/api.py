"""Reading drafts of formation: which there are, how good each is, how it keeps the rules and meets the wishes.

The problem and the plan themselves stay where they are; who is to go where is told once a draft is adopted.
"""

from datetime import date, datetime
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.dispatch.formation.models import HEAVY, FormationPlan, PlanDecision
from zhucun.dispatch.formation.rules import SEE, DecisionKind, Mode, State
from zhucun.dispatch.formation.stored import read
from zhucun.dispatch.workbench.counting import Counts
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
DRAFT: Columns = (
    *("id", "county_code", "round_id", "number", "title", "mode", "with_gaps", "day", "follows_id", "state"),
    *("worth", "bound", "milliseconds", "made_by", "made_at", "solved_at", "adopted_by", "adopted_at", "version"),
    {"gap": F("bound") - F("worth")},
)
DECISION: Columns = (
    *("id", "kind", "team_id", "cadre_id", "other_id", "reason", "points", "decided_by", "decided_at"),
    {"team_name": F("team__name"), "name": F("cadre__person__name"), "other_name": F("other__person__name")},
)


class DraftRow(Schema):
    """`worth` is what the draft scores, `bound` what none can exceed, `gap` the difference: 0 is proven best."""

    id: int
    county_code: str
    round_id: int | None
    number: int
    title: str
    mode: Mode
    with_gaps: bool
    day: date
    follows_id: int | None
    state: State
    worth: int | None
    bound: int | None
    gap: int | None
    milliseconds: int | None
    made_by: str
    made_at: datetime
    solved_at: datetime | None
    adopted_by: str
    adopted_at: datetime | None
    version: int


class RuleCount(Schema):
    """A hard rule: `kept` of `of`; where `of` is 0, how often it is broken."""

    label: str
    kept: int
    of: int
    is_kept: bool


class WishCount(Schema):
    """A wish, the most wanted first: met how often of how many."""

    wish: str
    label: str
    met: int
    of: int
    unit: str


class DecisionRow(Schema):
    """What a person decided on the draft, and has not taken back."""

    id: int
    kind: DecisionKind
    team_id: int | None
    team_name: str | None
    cadre_id: int | None
    name: str | None
    other_id: int | None
    other_name: str | None
    reason: str
    points: int | None
    decided_by: str
    decided_at: datetime


class Headline(Schema):
    """The draft as people have since changed it."""

    team_count: int
    people_count: int
    stayed: int
    moved: int
    new: int
    left_over: int
    vacant: int
    teams_to_mind: int
    rules: list[RuleCount]
    wishes: list[WishCount]


class DraftWhole(DraftRow):
    """`headline` where a plan was found, `sentences` say why none was."""

    headline: Headline | None
    sentences: list[str]
    decisions: list[DecisionRow]


class DraftAsked(Paging):
    round: Key | None = Field(None, description="轮次的编号")
    state: State | None = None


@router.get("/drafts/", response={200: Rows[DraftRow], **PROBLEMS}, summary="组队稿")
def drafts(request: HttpRequest, asked: Query[DraftAsked]) -> dict:
    rows = FormationPlan.objects.visible_to(reader(request, SEE))
    for column, value in (("round", asked.round), ("state", asked.state)):
        if value is not None:
            rows = rows.filter(**{column: value})
    return page_of(rows.order_by("county_code", "-number"), DRAFT, asked)


@router.get(
    "/drafts/{key}/", response={200: DraftWhole, **PROBLEMS}, summary="一稿：硬性要求、意愿满足多少、人定了什么"
)
def draft(request: HttpRequest, key: Key) -> dict:
    rows = FormationPlan.objects.visible_to(reader(request, SEE)).filter(pk=key)
    found = one_of(rows, DRAFT)
    row = rows.defer(*HEAVY).get()
    decisions = PlanDecision.objects.standing().filter(plan=key).order_by("pk")
    return {
        **found,
        "headline": _headline(row) if row.is_found else None,
        "sentences": row.sentences,
        "decisions": all_of(decisions, DECISION),
    }


def _headline(row: FormationPlan) -> dict[str, Any]:
    counts = Counts(read(row))
    return {
        "team_count": len(counts.problem.teams),
        "people_count": len(counts.now.seats),
        "stayed": len(counts.stayed),
        "moved": len(counts.moved),
        "new": len(counts.new),
        "left_over": len(counts.left_over),
        "vacant": counts.vacant,
        "teams_to_mind": len(counts.to_mind),
        "rules": [{"label": r.label, "kept": r.kept, "of": r.of, "is_kept": r.is_kept} for r in counts.rules()],
        "wishes": [
            {"wish": met.wish.key, "label": met.wish.label, "met": met.met, "of": met.of, "unit": met.unit}
            for met in counts.wishes(row.levels)
        ],
    }
