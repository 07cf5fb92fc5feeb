"""What the lists of a figure's records have in common."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr

from zhucun.lib.figure import Figure, Question
from zhucun.org.places.models import Place
from zhucun.web.tables import Table

TOWNSHIP_DIGITS = 9
Listed = tuple[Table, QuerySet]


def with_township(rows: QuerySet, path: str, day: date) -> QuerySet:
    """Adds `township`, the name of the township a row lies in."""
    its = Place.objects.as_of(day).filter(code=Substr(OuterRef(path), 1, TOWNSHIP_DIGITS))
    return rows.annotate(township=Subquery(its.values("name")[:1]))


def month(value: date | None) -> str:
    return f"{value:%Y-%m}" if value else "—"


def day_of(value: date | None) -> str:
    return f"{value:%Y-%m-%d}" if value else "—"


def title(figure: Figure, question: Question) -> str:
    """What is listed and for when: it stands above an exported sheet too."""
    if not figure.has_period:
        return f"{figure.label}（截止 {day_of(question.as_of)}）"
    period = question.period
    return f"{figure.label}（{day_of(period.since)} 至 {day_of(period.last_day)}）"
