"""Reading who keeps in touch with which households."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.six_ones.network.models import HouseholdLink, Linker
from zhucun.six_ones.network.rules import SEE
from zhucun.web.api import PROBLEMS, Columns, Key, Paging, Rows, page_of, reader

router = Router()
LINKER: Columns = ("id", "place_code", "group_id", "name", "kind", "age", "since", "until")
LINK: Columns = ("id", "place_code", "linker_id", "household_id", "since", "until")


class LinkerRow(Schema):
    id: int
    place_code: str
    group_id: int | None
    name: str
    kind: str
    age: str
    since: date
    until: date | None


class LinkRow(Schema):
    """`until` is the first day on which it holds no more."""

    id: int
    place_code: str
    linker_id: int
    household_id: int
    since: date
    until: date | None


class LinkerAsked(Paging):
    place: str | None = None
    on: date | None = None


class LinkAsked(LinkerAsked):
    linker: Key | None = None


@router.get("/linkers/", response={200: Rows[LinkerRow], **PROBLEMS}, summary="联户的人")
def linkers(request: HttpRequest, asked: Query[LinkerAsked]) -> dict:
    rows = Linker.objects.visible_to(reader(request, SEE))
    rows = rows.as_of(asked.on) if asked.on else rows
    rows = rows.filter(place_code=asked.place) if asked.place else rows
    return page_of(rows.order_by("pk"), LINKER, asked)


@router.get("/household-links/", response={200: Rows[LinkRow], **PROBLEMS}, summary="联户")
def links(request: HttpRequest, asked: Query[LinkAsked]) -> dict:
    rows = HouseholdLink.objects.visible_to(reader(request, SEE))
    rows = rows.as_of(asked.on) if asked.on else rows
    told = {"place_code": asked.place, "linker": asked.linker}
    rows = rows.filter(**{path: value for path, value in told.items() if value is not None})
    return page_of(rows.order_by("pk"), LINK, asked)
