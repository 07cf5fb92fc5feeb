"""Reading the lines of project money."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.six_ones.industries.rules import SEE
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, page_of, reader

router = Router()
LINE: Columns = (
    *("id", "project_id", "place_code", "kind", "on", "fen", "number", "funder", "what"),
    *("counters_id", "is_countered", "recorded_on"),
)


class ProjectMoneyRow(Schema):
    """`counters_id` is the line that this one takes back; neither counts. Apart from the teams' work fund."""

    id: int
    project_id: int
    place_code: str
    kind: str
    on: date
    fen: int
    number: str
    funder: str
    what: str
    counters_id: int | None
    is_countered: bool
    recorded_on: date


class ProjectMoneyAsked(Paging):
    project: Key | None = None
    kind: str | None = None


@router.get("/project-money/", response={200: Rows[ProjectMoneyRow], **PROBLEMS}, summary="产业项目资金")
def project_money(request: HttpRequest, asked: Query[ProjectMoneyAsked]) -> dict:
    rows = ProjectMoney.objects.visible_to(reader(request, SEE))
    told = {"project": asked.project, "kind": asked.kind}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("on", "pk"), LINE, asked)
