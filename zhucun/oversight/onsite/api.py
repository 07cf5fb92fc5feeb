"""Reading records of visits and what was found."""

from datetime import date, datetime

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.attendance.seeing import postings_seen_by
from zhucun.oversight.onsite.models import Finding, SiteVisit
from zhucun.oversight.onsite.rules import SEE, About, FindingState, Source
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, all_of, one_of, page_of, reader

router = Router()
VISIT: Columns = (
    *("id", "team_id", "place_code", "kind", "reason", "visited_on", "group_name", "signed"),
    *("member_says", "village_says", "township_says", "handed_in_at", "comment_until", "state"),
)
ANSWER: Columns = ("position", "item", "label", "answer", "note", "asked", "agreed")
PRESENCE: Columns = ("posting_id", "seen", "ledger", {"name": F("posting__cadre__person__name")})
COMMENT: Columns = ("text", "said_by", "said_for", "said_on")
FINDING: Columns = (
    *("id", "visit_id", "source", "team_id", "place_code", "kind", "kind_label", "about", "item", "text", "cadre_id"),
    *("unit_id", "deadline_class", "found_on", "wants_revisit", "state", "closed_on", "reason"),
)


class VisitRow(Schema):
    """What member, village and township said is kept apart."""

    id: int
    team_id: int
    place_code: str
    kind: str
    reason: str
    visited_on: date
    group_name: str
    signed: str
    member_says: str
    village_says: str
    township_says: str
    handed_in_at: datetime
    comment_until: date
    state: str


class SiteAnswerRow(Schema):
    position: int
    item: str
    label: str
    answer: str
    note: str
    asked: int | None
    agreed: int | None


class PresenceRow(Schema):
    """`seen` is present, absent (nothing excused it) or away; `ledger` what the days said then; of people whose days
    the reader may know."""

    posting_id: int
    name: str
    seen: str
    ledger: str


class CommentRow(Schema):
    text: str
    said_by: str
    said_for: str
    said_on: date


class FindingRow(Schema):
    id: int
    visit_id: int | None
    source: str
    team_id: int
    place_code: str
    kind: str
    kind_label: str
    about: str
    item: str
    text: str
    cadre_id: int | None
    unit_id: int | None
    deadline_class: str
    found_on: date
    wants_revisit: bool
    state: str
    closed_on: date | None
    reason: str


class VisitWhole(VisitRow):
    answers: list[SiteAnswerRow]
    presences: list[PresenceRow]
    comments: list[CommentRow]
    findings: list[FindingRow]


class VisitsAsked(Paging):
    team: Key | None = None


class FindingsAsked(Paging):
    team: Key | None = None
    kind: str | None = None
    state: FindingState | None = None
    source: Source | None = None
    about: About | None = None


@router.get("/site-visits/", response={200: Rows[VisitRow], **PROBLEMS}, summary="现场记录")
def site_visits(request: HttpRequest, asked: Query[VisitsAsked]) -> dict:
    rows = SiteVisit.objects.visible_to(reader(request, SEE))
    if asked.team is not None:
        rows = rows.filter(team=asked.team)
    return page_of(rows.order_by("-visited_on", "-pk"), VISIT, asked)


@router.get("/site-visits/{key}/", response={200: VisitWhole, **PROBLEMS}, summary="一份现场记录")
def site_visit(request: HttpRequest, key: Key) -> dict:
    actor = reader(request, SEE)
    rows = SiteVisit.objects.visible_to(actor).filter(pk=key)
    found = one_of(rows, VISIT)
    visit = rows.get()
    return {
        **found,
        "answers": all_of(visit.answers.order_by("position"), ANSWER),
        "presences": all_of(visit.presences.filter(posting__in=postings_seen_by(actor)).order_by("pk"), PRESENCE),
        "comments": all_of(visit.comments.order_by("pk"), COMMENT),
        "findings": all_of(Finding.objects.visible_to(actor).filter(visit=key).order_by("pk"), FINDING),
    }


@router.get("/findings/", response={200: Rows[FindingRow], **PROBLEMS}, summary="发现的问题")
def findings(request: HttpRequest, asked: Query[FindingsAsked]) -> dict:
    rows = Finding.objects.visible_to(reader(request, SEE))
    told = {name: getattr(asked, name) for name in ("team", "kind", "state", "source", "about")}
    rows = rows.filter(**{name: value for name, value in told.items() if value is not None})
    return page_of(rows.order_by("-found_on", "-pk"), FINDING, asked)
