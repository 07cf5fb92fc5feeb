"""Figures of 一村一品 on a day, and of what village collectives earned in the latest year that is over."""

from collections.abc import Mapping, Sequence

from django.db.models import F, QuerySet, Sum

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.six_ones.industries.figures import GROUP
from zhucun.six_ones.village_products.models import CollectiveIncome, VillageSpeciality

SPECIALITIES = Figure(
    "six_ones.specialities",
    "一村一品产业",
    "个",
    "count",
    "截止日算本村一品的产业，一个村一种产品算一个。",
    "六",
    group=GROUP,
    rows="speciality",
    refs=("N57",),
)
INCOME = Figure(
    "six_ones.collective_income",
    "村集体经济收入",
    "元",
    "money",
    "截止日的上一年，登记了的各村村集体经济收入加起来。",
    "六",
    group=GROUP,
    rows="collective_income",
)


def _within(rows: QuerySet, question: Question) -> QuerySet:
    return rows.filter(within_prefixes("place_code", [question.scope]))


def specialities(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = _within(VillageSpeciality.objects.visible_to(question.actor).as_of(question.as_of), question)
    return {SPECIALITIES.id: Answer(rows.count(), lambda: rows)}


def income(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = _within(CollectiveIncome.objects.visible_to(question.actor).filter(year=question.as_of.year - 1), question)
    total = rows.aggregate(total=Sum("fen"))["total"] or 0
    return {INCOME.id: Answer(total, lambda: rows.annotate(amount=F("fen")))}


register([SPECIALITIES], specialities)
register([INCOME], income)
