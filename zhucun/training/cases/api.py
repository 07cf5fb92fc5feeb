"""Reading the library."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.training.cases.models import TrainingCase
from zhucun.training.cases.rules import SEE, Shape
from zhucun.web.api import PROBLEMS, Paging, Rows, page_of, reader

router = Router()
CASE = ("id", "place_code", "shape", "aspect", "title", "what", "gist", "decided_on")


class CaseRow(Schema):
    """What is published; `decided_on` is the day of it."""

    id: int
    place_code: str
    shape: str
    aspect: str
    title: str
    what: str
    gist: str
    decided_on: date


class CaseAsked(Paging):
    aspect: str | None = None
    shape: Shape | None = None


@router.get("/training-cases/", response={200: Rows[CaseRow], **PROBLEMS}, summary="经验库")
def cases(request: HttpRequest, asked: Query[CaseAsked]) -> dict:
    rows = TrainingCase.objects.readable_by(reader(request, SEE)).published()
    told = {"aspect": asked.aspect, "shape": asked.shape}
    rows = rows.filter(**{name: value for name, value in told.items() if value is not None})
    return page_of(rows.order_by("-decided_on", "pk"), CASE, asked)
