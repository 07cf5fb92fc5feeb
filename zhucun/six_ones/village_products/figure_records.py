"""The specialities and the yearly incomes behind a figure, as lists."""

from datetime import date
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.dispatch.roster.figure_records.words import Listed, day_of, title, with_township
from zhucun.lib.amounts import shown_hundredths, shown_wan
from zhucun.lib.figure import Figure, Question
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality
from zhucun.web.figures import RowsShown, Why, show_rows
from zhucun.web.tables import Cell, Column, Table


def loaded(rows: QuerySet, question: Question) -> QuerySet:
    return with_township(rows.select_related("place"), "place_code", question.as_of)


def speciality(row: VillageSpeciality, question: Question) -> Cell:
    url = f"{reverse('six_ones:projects.specialities')}?{urlencode({'q': row.product})}"
    return Cell(row.product, sub=row.place.name, url=url)


def list_specialities(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("product", "产品", lambda row: speciality(row, question), sort="product", width=20),
        Column("township", "乡镇", lambda row: row.township or "", sort="place_code", width=14),
        Column("note", "规模、牌子", lambda row: row.note or "—", width=30),
        Column("since", "从哪天起", lambda row: day_of(row.since), sort="since", is_tight=True),
    )
    caption = title(figure, question)
    table = Table("figure_specialities", caption, columns, order=("place_code", "pk"), counted=lambda n: f"{n} 个")
    return table, loaded(rows, question)


def why_speciality(row: VillageSpeciality, then: date, now: date, came: bool) -> Why:
    return Why(row.since, "算一村一品了") if came else Why(row.until, "不再是一村一品")


show_rows("speciality", RowsShown("place_code", list_specialities, loaded, speciality, why_speciality))


def income(row: CollectiveIncome, question: Question) -> Cell:
    url = f"{reverse('six_ones:projects.incomes')}?{urlencode({'q': row.place.name})}"
    return Cell(row.place.name, sub=f"{row.year} 年", url=url)


def list_incomes(figure: Figure, question: Question, rows: QuerySet) -> Listed:
    columns = (
        Column("place", "哪个村", lambda row: income(row, question), sort="place_code", width=20),
        Column("township", "乡镇", lambda row: row.township or "", width=14),
        Column("note", "从哪里来", lambda row: row.note or "—", width=30),
        Column(
            "amount",
            "金额",
            lambda row: shown_wan(row.amount),
            sort="amount",
            numeric=True,
            plain=lambda row: shown_hundredths(row.amount),
        ),
    )
    caption = title(figure, question)
    table = Table("figure_incomes", caption, columns, order=("place_code", "pk"), counted=lambda n: f"{n} 个村")
    return table, loaded(rows, question)


def why_income(row: CollectiveIncome, then: date, now: date, came: bool) -> Why:
    return Why(None, "登记了" if came else "换了一年")


show_rows("collective_income", RowsShown("place_code", list_incomes, loaded, income, why_income))
