"""Reading the settled years."""

from datetime import date
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.oversight.yearly.columns import columns_for
from zhucun.oversight.yearly.models import YearLine
from zhucun.oversight.yearly.rules import SEE, State
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
LINE: Columns = (
    *("id", "team_id", "place_code", "signed_on", "said"),
    {"year": F("account__year"), "settled_on": F("account__settled_on")},
)


class YearLineRow(Schema):
    """`said` is column → {text, value}, of the columns that the reader's ledgers have."""

    id: int
    team_id: int
    year: int
    place_code: str
    settled_on: date
    signed_on: date | None
    said: dict[str, Any]


class YearAsked(Paging):
    year: int | None = None


@router.get("/year-lines/", response={200: Rows[YearLineRow], **PROBLEMS}, summary="年终总账，一队一行")
def year_lines(request: HttpRequest, asked: Query[YearAsked]) -> dict:
    actor = reader(request, SEE)
    rows = YearLine.objects.visible_to(actor).filter(account__state=State.SETTLED)
    if asked.year is not None:
        rows = rows.filter(account__year=asked.year)
    found = page_of(rows.order_by("-account__year", "place_code", "pk"), LINE, asked)
    may = {one.key for one in columns_for(actor)}
    return {**found, "rows": [_seen(one, may) for one in found["rows"]]}


def _seen(row: dict[str, Any], may: set[str]) -> dict[str, Any]:
    said = {key: {"text": one["text"], "value": one["value"]} for key, one in row["said"].items() if key in may}
    return {**row, "said": said}
