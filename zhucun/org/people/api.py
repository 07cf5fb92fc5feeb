"""Reading units and cadres; phone and ID number are not among the columns (R-DAT-04)."""

from datetime import date

from django.db.models import F
from django.http import HttpRequest
from ninja import Query, Router, Schema
from pydantic import Field

from zhucun.org.people.models import Cadre, Unit
from zhucun.org.people.rules import SEE, SEE_UNITS, UnitKind
from zhucun.web.api import PROBLEMS, Key, Paging, Rows, one_of, page_of, reader

router = Router()
UNIT = ("id", "name", "kind", "county_code", "place_code", "head_name", "deputy_name", "staff_count", "since", "until")
CADRE = (
    *("id", "county_code", "unit_id", "post", "rank", "employment", "education"),
    *("party_joined_on", "work_started_on", "has_rural_experience", "rural_months", "skills", "fitness_confirmed_on"),
    {
        "name": F("person__name"),
        "sex": F("person__sex"),
        "birth_month": F("person__birth_month"),
        "unit_name": F("unit__name"),
        "home_code": F("home__code"),
    },
)


class UnitRow(Schema):
    id: int
    name: str
    kind: str
    county_code: str
    place_code: str
    head_name: str
    deputy_name: str
    staff_count: int | None
    since: date
    until: date | None


class CadreRow(Schema):
    """`birth_month` is the first of the month, `education` a number that rises with it."""

    id: int
    name: str
    sex: str
    birth_month: date | None
    county_code: str
    unit_id: int | None
    unit_name: str | None
    post: str
    rank: str
    employment: str
    education: int | None
    party_joined_on: date | None
    work_started_on: date | None
    has_rural_experience: bool | None
    rural_months: int | None
    skills: list[str]
    home_code: str | None
    fitness_confirmed_on: date | None


class UnitAsked(Paging):
    as_of: date | None = Field(None, description="哪一天的，默认今天")
    kind: UnitKind | None = None
    name: str = Field("", max_length=60, description="名称里有的字")


class CadreAsked(Paging):
    name: str = Field("", max_length=40, description="姓名里有的字")
    unit: Key | None = Field(None, description="单位的编号")


@router.get("/units/", response={200: Rows[UnitRow], **PROBLEMS}, summary="范围里的单位")
def units(request: HttpRequest, asked: Query[UnitAsked]) -> dict:
    actor = reader(request, SEE_UNITS)
    rows = Unit.objects.visible_to(actor).as_of(asked.as_of or actor.today)
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.name:
        rows = rows.filter(name__contains=asked.name)
    return page_of(rows.order_by("county_code", "position", "pk"), UNIT, asked)


@router.get("/units/{key}/", response={200: UnitRow, **PROBLEMS}, summary="一个单位")
def unit(request: HttpRequest, key: Key) -> dict:
    return one_of(Unit.objects.visible_to(reader(request, SEE_UNITS)).filter(pk=key), UNIT)


@router.get("/cadres/", response={200: Rows[CadreRow], **PROBLEMS}, summary="范围里的干部")
def cadres(request: HttpRequest, asked: Query[CadreAsked]) -> dict:
    rows = Cadre.objects.visible_to(reader(request, SEE))
    if asked.unit is not None:
        rows = rows.filter(unit=asked.unit)
    if asked.name:
        rows = rows.named_like(asked.name)
    return page_of(rows.order_by("county_code", "person__name_key", "pk"), CADRE, asked)


@router.get("/cadres/{key}/", response={200: CadreRow, **PROBLEMS}, summary="一名干部")
def cadre(request: HttpRequest, key: Key) -> dict:
    return one_of(Cadre.objects.visible_to(reader(request, SEE)).filter(pk=key), CADRE)
