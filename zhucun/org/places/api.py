"""Reading places: the list of what is within reach, and one of them."""

from datetime import date

from django.db.models import F, QuerySet
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.acts.scope import within_prefixes
from zhucun.org.places.models import Place, PlaceTag
from zhucun.org.places.rules import SEE, Kind, Tag
from zhucun.web.api import PROBLEMS, Paging, Rows, one_of, page_of, reader

router = Router()
COLUMNS = (
    *("kind", "name", "short_name", "is_local_code", "since", "until"),
    {"place_code": F("code"), "parent_code": F("parent__code")},
)


class PlaceRow(Schema):
    place_code: str
    kind: Kind
    name: str
    short_name: str
    parent_code: str | None
    is_local_code: bool
    since: date
    until: date | None


class TagRow(Schema):
    tag: Tag
    since: date
    until: date | None
    basis: str


class PlaceWithTags(PlaceRow):
    tags: list[TagRow]


class PlaceAsked(Paging):
    as_of: date | None = Field(None, description="哪一天的，默认今天")
    kind: Kind | None = None
    tag: Tag | None = Field(None, description="村类别")
    within: str = Field("", max_length=14, pattern=r"^\d*$", description="代码开头，如 431126101")
    name: str = Field("", max_length=60, description="名称里有的字")


@router.get("/places/", response={200: Rows[PlaceRow], **PROBLEMS}, summary="范围里的点位")
def places(request: HttpRequest, asked: Query[PlaceAsked]) -> dict:
    actor = reader(request, SEE)
    day = asked.as_of or actor.today
    rows = _chosen(Place.objects.visible_to(actor).as_of(day), asked, day)
    return page_of(rows.order_by("code", "pk"), COLUMNS, asked)


def _chosen(rows: QuerySet, asked: PlaceAsked, day: date) -> QuerySet:
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.tag:
        rows = rows.tagged([asked.tag], day)
    if asked.within:
        rows = rows.filter(within_prefixes("code", [asked.within]))
    return rows.filter(name__contains=asked.name) if asked.name else rows


@router.get("/places/{code}/", response={200: PlaceWithTags, **PROBLEMS}, summary="一个点位和它的类别")
def place(request: HttpRequest, code: str) -> dict:
    """The one that bears the code today, else the last that bore it."""
    actor = reader(request, SEE)
    found = one_of(Place.objects.visible_to(actor).filter(code=code).order_by("-since"), COLUMNS)
    tags = PlaceTag.objects.visible_to(actor).filter(place__code=code).order_by("since", "pk")
    return {**found, "tags": list(tags.values("tag", "since", "until", "basis"))}
