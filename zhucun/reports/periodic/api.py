"""Reading reports: which there are, what was submitted or issued."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.refused import OutOfReach
from zhucun.reports.periodic.models import PeriodicReport
from zhucun.reports.periodic.rules import SEE, State
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
COLUMNS: Columns = (
    *("id", "kind", "period", "since", "last_on", "title", "recipient", "state", "begun_by", "submitted_by"),
    *("submitted_at", "signed_by", "signed_at", "number", "issued_on", "sha256", "version"),
)


class ReportRow(Schema):
    id: int
    kind: str = Field(description="哪种报告：monthly、quarterly、half_year、yearly、year_account、brief、news")
    period: str = Field(description="哪一期：2022-06、2022-Q2、2022-H1、2022、2022-07-11")
    since: date
    last_on: date
    title: str
    recipient: str
    state: State
    begun_by: str
    submitted_by: str
    submitted_at: datetime | None
    signed_by: str
    signed_at: datetime | None
    number: str
    issued_on: date | None
    sha256: str
    version: int


class ReportText(ReportRow):
    """As it was submitted; empty while it is a draft."""

    text: str
    numbers: list[dict[str, Any]] = Field(description="正文里的数：从第几个字到第几个字、哪个数字、哪些天")
    tables: list[dict[str, Any]]


class ReportsAsked(Paging):
    state: State | None = None
    kind: str = Field("", max_length=40)


@router.get("/reports/", response={200: Rows[ReportRow], **PROBLEMS}, summary="月报、季报、年报和简报")
def reports(request: HttpRequest, asked: Query[ReportsAsked]) -> dict:
    rows = PeriodicReport.objects.visible_to(reader(request, SEE))
    if asked.state is not None:
        rows = rows.filter(state=asked.state)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    return page_of(rows.order_by("last_on", "kind", "pk"), COLUMNS, asked)


@router.get("/reports/{report_id}/", response={200: ReportText, **PROBLEMS}, summary="一份报告的正文")
def report(request: HttpRequest, report_id: int) -> PeriodicReport:
    row = PeriodicReport.objects.visible_to(reader(request, SEE)).filter(pk=report_id).first()
    if row is None:
        raise OutOfReach()
    return row
