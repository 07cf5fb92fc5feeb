"""Reading days: each posting's month as it stands, the lines of the sheets, what was said, corrections."""

from datetime import date
from typing import Annotated

from django.db.models import F, Q
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.dispatch.roster.models import Posting
from zhucun.lib.periods import add_months
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.models import Correction, DayStatement, MonthLine
from zhucun.oversight.attendance.rules import SEE, SEE_REASONS, CorrectionState, Side, State, first_day
from zhucun.oversight.attendance.seeing import postings_seen_by
from zhucun.oversight.attendance.terms import terms_for
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, one_of, page_of, reader

router = Router()
MonthKey = Annotated[str, Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$", description="2022-06 这样")]
LINE: Columns = (
    *("id", "posting_id", "team_id", "place_code", "month", "state", "marks", "totals"),
    *("counted_halfdays", "required_halfdays", "working_halfdays", "on_paper"),
    *("stated_on", "stated_by", "confirmed_on", "confirmed_by", "verified_on", "verified_by"),
    *("reviewed_on", "reviewed_by"),
    {"name": F("cadre__person__name")},
)
STATEMENT: Columns = (
    *("id", "posting_id", "place_code", "side", "category", "since_half", "until_half", "reason", "place_text"),
    *("source", "entered_on", "entered_by", "entered_for_reason", "asks", "state"),
    *("withdrawn_on", "withdrawn_by", "withdrawn_for"),
)
CORRECTION: Columns = (
    *("id", "line_id", "place_code", "category", "since_half", "until_half", "reason", "state"),
    *("before_marks", "after_marks", "before_halfdays", "after_halfdays"),
    *("proposed_on", "proposed_by", "decided_on", "decided_by"),
)


class MonthOfPosting(Schema):
    """`marks` has two letters a day, blank outside the posting; a locked month's are those that were frozen. `totals`
    and all numbers are half-days, those of a month under way up to and with today; of what is counted `asked_halfdays`
    were told late or at length and the township is still asked about them."""

    posting_id: int
    name: str
    marks: str
    totals: dict[str, int]
    counted_halfdays: int
    asked_halfdays: int
    required_halfdays: int
    is_locked: bool
    asks: bool


class LineRow(Schema):
    """One person's month on the sheet. What is frozen is empty until the township has locked it."""

    id: int
    posting_id: int
    team_id: int
    place_code: str
    name: str
    month: str
    state: str
    marks: str
    totals: dict[str, int]
    counted_halfdays: int | None
    required_halfdays: int | None
    working_halfdays: int | None
    on_paper: bool
    stated_on: date | None
    stated_by: str
    confirmed_on: date | None
    confirmed_by: str
    verified_on: date | None
    verified_by: str
    reviewed_on: date | None
    reviewed_by: str


class StatementRow(Schema):
    """What one side said. A half-day is twice the day's proleptic Gregorian ordinal, one more in the afternoon; the end
    is not included. It `asks` where another side says otherwise and nobody has settled it."""

    id: int
    posting_id: int
    place_code: str
    side: str
    category: str
    since_half: int
    until_half: int
    reason: str
    place_text: str
    source: str
    entered_on: date
    entered_by: str
    entered_for_reason: str
    asks: bool
    state: str
    withdrawn_on: date | None
    withdrawn_by: str
    withdrawn_for: str


class CorrectionRow(Schema):
    id: int
    line_id: int
    place_code: str
    category: str
    since_half: int
    until_half: int
    reason: str
    state: str
    before_marks: str
    after_marks: str
    before_halfdays: int
    after_halfdays: int
    proposed_on: date
    proposed_by: str
    decided_on: date | None
    decided_by: str


class MonthAsked(Paging):
    month: MonthKey
    team: Key | None = Field(None, description="工作队的编号")


class LinesAsked(Paging):
    month: MonthKey | None = None
    state: State | None = None
    team: Key | None = Field(None, description="工作队的编号")


class StatementsAsked(Paging):
    posting: Key | None = Field(None, description="派驻的编号")
    side: Side | None = None
    asks: bool | None = Field(None, description="只要说法不一的")


class CorrectionsAsked(Paging):
    state: CorrectionState | None = None


@router.get("/days/", response={200: Rows[MonthOfPosting], **PROBLEMS}, summary="一个月每人每天")
def days(request: HttpRequest, asked: Query[MonthAsked]) -> dict:
    actor, first = reader(request, SEE), first_day(asked.month)
    rows = postings_seen_by(actor).filter(reported_on__lt=add_months(first, 1))
    rows = rows.filter(Q(until__isnull=True) | Q(until__gt=first))
    if asked.team is not None:
        rows = rows.filter(team=asked.team)
    part = list(rows.order_by("place_code", "pk").annotate(name=F("cadre__person__name"))[_part(asked)])
    terms = terms_for(actor, actor.county_code, first)
    months = reading.month_of([row.pk for row in part], first, terms)
    return {"count": rows.count(), "rows": [_told(row, months[row.pk], actor.today) for row in part]}


def _part(asked: Paging) -> slice:
    return slice(asked.offset, asked.offset + asked.limit)


def _told(row: Posting, month: reading.Month, today: date) -> dict:
    return {
        "posting_id": row.pk,
        "name": row.name,
        "marks": month.marks,
        "totals": month.totals_to(today),
        "counted_halfdays": month.counted_to(today),
        "asked_halfdays": month.asked_to(today),
        "required_halfdays": month.required_halfdays,
        "is_locked": month.is_locked,
        "asks": month.asks,
    }


@router.get("/month-lines/", response={200: Rows[LineRow], **PROBLEMS}, summary="月表")
def lines(request: HttpRequest, asked: Query[LinesAsked]) -> dict:
    rows = MonthLine.objects.visible_to(reader(request, SEE))
    told = {"month": asked.month, "state": asked.state, "posting__team": asked.team}
    rows = rows.filter(**{name: value for name, value in told.items() if value is not None})
    return page_of(rows.order_by("-month", "place_code", "pk"), LINE, asked)


@router.get("/month-lines/{key}/", response={200: LineRow, **PROBLEMS}, summary="月表的一行")
def line(request: HttpRequest, key: Key) -> dict:
    return one_of(MonthLine.objects.visible_to(reader(request, SEE)).filter(pk=key), LINE)


@router.get("/day-statements/", response={200: Rows[StatementRow], **PROBLEMS}, summary="变动")
def statements(request: HttpRequest, asked: Query[StatementsAsked]) -> dict:
    rows = DayStatement.objects.visible_to(reader(request, SEE_REASONS))
    told = {"posting": asked.posting, "side": asked.side, "asks": asked.asks}
    rows = rows.filter(**{name: value for name, value in told.items() if value is not None})
    return page_of(rows.order_by("-since_half", "pk"), STATEMENT, asked)


@router.get("/day-statements/{key}/", response={200: StatementRow, **PROBLEMS}, summary="一条变动")
def statement(request: HttpRequest, key: Key) -> dict:
    return one_of(DayStatement.objects.visible_to(reader(request, SEE_REASONS)).filter(pk=key), STATEMENT)


@router.get("/month-corrections/", response={200: Rows[CorrectionRow], **PROBLEMS}, summary="月表更正")
def corrections(request: HttpRequest, asked: Query[CorrectionsAsked]) -> dict:
    rows = Correction.objects.visible_to(reader(request, SEE_REASONS))
    if asked.state:
        rows = rows.filter(state=asked.state)
    return page_of(rows.order_by("-proposed_on", "pk"), CORRECTION, asked)


@router.get("/month-corrections/{key}/", response={200: CorrectionRow, **PROBLEMS}, summary="一条更正")
def correction(request: HttpRequest, key: Key) -> dict:
    return one_of(Correction.objects.visible_to(reader(request, SEE_REASONS)).filter(pk=key), CORRECTION)
