"""Rows of any topic in the fixed order of places, as ledgers print them: townships as the county lists them, then
villages by code (R-DOC-31). Nobody is ranked."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS
from zhucun.org.places.models import Place
from zhucun.org.places.sheets import PLACE_NAME
from zhucun.sheets.columns import Column
from zhucun.sheets.values import text

TOWNSHIP = Column("township", "乡镇", text(), width=12)
VILLAGE = Column("village", "村", PLACE_NAME, width=14)
TEAM = Column("team", "工作队", text(), width=20)


def placed(rows: QuerySet, day: date, *then: str, path: str = "place_code") -> QuerySet:
    """Adds `township` and `village_name`; ordered by place, then as told, then as they were written."""
    there = Place.objects.as_of(day).order_by()
    township = there.filter(code=Substr(OuterRef(path), 1, TOWNSHIP_DIGITS))
    village = there.filter(code=OuterRef(path)).exclude(code=Substr(OuterRef(path), 1, TOWNSHIP_DIGITS))
    named = rows.annotate(
        township_position=Subquery(township.values("position")[:1]),
        township=Subquery(township.values("name")[:1]),
        village_name=Subquery(village.values("name")[:1]),
    )
    return named.order_by("township_position", path, *then, "pk")
