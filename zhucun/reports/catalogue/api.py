"""Reading figures: all of them, one of them, and the rows behind one; the same values as on the pages."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.refused import OutOfReach
from zhucun.lib.figure import Figure, Question, all_figures, ask, knowing_as, named, rows_open
from zhucun.reports.catalogue.asking import question_from, root_of
from zhucun.reports.catalogue.described import objects
from zhucun.reports.rules import SEE
from zhucun.web.api import PROBLEMS, Paging, Problem, Rows, reader
from zhucun.web.figures import rows_shown
from zhucun.web.tables import plain_value

router = Router()
REFUSALS = {**PROBLEMS, 409: Problem}  # days that make no sense


class FigureAsked(Schema):
    """Which territory and which days, the last ones included."""

    scope: str = Field("", max_length=14, pattern=r"^\d*$", description="代码开头，默认自己的范围")
    as_of: date | None = Field(None, description="截止哪一天，默认今天")
    since: date | None = Field(None, alias="from", description="有起止日的数字从哪一天算起，默认上月 1 日")
    last: date | None = Field(None, alias="to", description="算到哪一天（含这一天），默认截止日")
    known: date | None = Field(None, description="按哪一天所知：只算到那天为止登记的；默认按现在所知")


class FigureRow(Schema):
    """As `zhucun figures --json` prints it."""

    id: str
    ref: str | None = Field(description="2022 年报道里的数字编号")
    label: str
    value: int | float | None = Field(description="占比和平均数两位小数：42.94 就是 42.94%")
    unit: str
    kind: str
    definition: str
    scope: str
    as_of: date
    known_at: datetime | None = Field(description="按到哪一刻为止所知；空是现在所知")
    period_from: date | None
    period_to: date | None
    records: int
    url: str


class RecordsAsked(FigureAsked, Paging):
    """A part of the rows behind a figure."""


@router.get("/figures/", response={200: list[FigureRow], **REFUSALS}, summary="全部数字")
def figures(request: HttpRequest, asked: Query[FigureAsked]) -> list[dict[str, Any]]:
    """One for each id of the report, as on the command line; where no days are told, over the report's own."""
    return objects(_question(request, asked), as_reported=not any((asked.as_of, asked.since, asked.last, asked.known)))


@router.get("/figures/{figure_id}/", response={200: FigureRow, **REFUSALS}, summary="一个数字")
def figure(request: HttpRequest, figure_id: str, asked: Query[FigureAsked]) -> dict[str, Any]:
    question = _question(request, asked)
    return objects(question, [_named(figure_id)])[0]


@router.get("/figures/{figure_id}/records/", response={200: Rows[dict[str, Any]], **REFUSALS}, summary="一个数字的记录")
def records(request: HttpRequest, figure_id: str, asked: Query[RecordsAsked]) -> dict[str, Any]:
    """Of a share the rows of its numerator; each as it stands in the list on the page."""
    question = _question(request, asked)
    one = _named(figure_id)
    with knowing_as(question):
        table, rows = rows_shown(one).listed(one, question, rows_open(figure_id, question, ask(figure_id, question)))
        part = rows.order_by(*table.usual_order)[asked.offset : asked.offset + asked.limit]
        listed = [{"key": row.pk, **{column.key: plain_value(column, row) for column in table.columns}} for row in part]
        return {"count": rows.order_by().count(), "rows": listed}


def _named(figure_id: str) -> Figure:
    if figure_id not in {figure.id for figure in all_figures()}:
        raise OutOfReach()
    return named(figure_id)


def _question(request: HttpRequest, asked: FigureAsked) -> Question:
    """Raises OutOfReach for a territory that is not the reader's."""
    actor = reader(request, SEE)
    scope = asked.scope or root_of(actor)
    if not actor.scope(SEE).covers_place(scope):
        raise OutOfReach()
    days = {"as_of": asked.as_of, "from": asked.since, "to": asked.last, "known": asked.known}
    return question_from(actor, scope, {name: day.isoformat() for name, day in days.items() if day})
