"""Reading specialities and what village collectives earned."""

from datetime import date

from django.http import HttpRequest
from ninja import Query, Router, Schema

from zhucun.six_ones.industries.rules import SEE
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality
from zhucun.web.api import PROBLEMS, Columns, Paging, Rows, page_of, reader

router = Router()
SPECIALITY: Columns = ("id", "place_code", "product", "note", "since", "until")
INCOME: Columns = ("id", "place_code", "year", "fen", "note")


class SpecialityRow(Schema):
    id: int
    place_code: str
    product: str
    note: str
    since: date
    until: date | None


class IncomeRow(Schema):
    id: int
    place_code: str
    year: int
    fen: int
    note: str


class IncomesAsked(Paging):
    year: int | None = None


@router.get("/specialities/", response={200: Rows[SpecialityRow], **PROBLEMS}, summary="一村一品")
def specialities(request: HttpRequest, asked: Query[Paging]) -> dict:
    rows = VillageSpeciality.objects.visible_to(reader(request, SEE)).order_by("place_code", "pk")
    return page_of(rows, SPECIALITY, asked)


@router.get("/collective-incomes/", response={200: Rows[IncomeRow], **PROBLEMS}, summary="村集体经济收入")
def incomes(request: HttpRequest, asked: Query[IncomesAsked]) -> dict:
    rows = CollectiveIncome.objects.visible_to(reader(request, SEE))
    rows = rows.filter(year=asked.year) if asked.year is not None else rows
    return page_of(rows.order_by("place_code", "year"), INCOME, asked)
