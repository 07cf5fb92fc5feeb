"""Figures of what few may read: the county's number is everybody's, the rows are theirs alone (R-TLK-09)."""

from collections.abc import Mapping
from functools import partial

from django.db.models import Count, Q, QuerySet

from zhucun.lib.figure import Answer, Figure, Question

COUNTY_DIGITS = 6
FEW_EYES = "名单只有县里指定的人看得到。"
NOT_BELOW = "这个数只按全县看。"


def empty_for(is_of_few: bool) -> dict[str, str]:
    """Under a number whose rows one may not read, no list says that there is nothing."""
    return {"text": "这段时间里没有。" if is_of_few else FEW_EYES, "icon": "messages"}


def counted(
    rows: QuerySet, wanted: Mapping[Figure, Q], question: Question, *, may_read: bool, is_for_county: bool = True
) -> Mapping[str, Answer]:
    """One query for all. Below the county nothing is counted for whoever may not read the rows."""
    if not may_read and (len(question.scope) > COUNTY_DIGITS or not is_for_county):
        return {figure.id: Answer(None, rows.none, note=NOT_BELOW) for figure in wanted}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    found = rows.aggregate(**counts).values() if counts else ()
    note = "" if may_read else FEW_EYES
    return {
        figure.id: Answer(n, partial(_rows, rows, narrow) if may_read else rows.none, note=note)
        for (figure, narrow), n in zip(wanted.items(), found, strict=True)
    }


def _rows(rows: QuerySet, narrow: Q) -> QuerySet:
    return rows.filter(narrow)
