"""Figures on pages: the address of one, and how the rows behind it are shown."""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

from django.urls import reverse

from zhucun.lib.figure import Question, named
from zhucun.web.tables import Table

TableOf = Callable[[Question], Table]
_tables: dict[str, TableOf] = {}


def address(figure_id: str, question: Question) -> str:
    """Where a number opens: its definition and records, for the same territory and day or period."""
    asked = {"as_of": question.as_of.isoformat(), "scope": question.scope}
    if named(figure_id).has_period:
        period = question.period
        asked |= {"from": period.since.isoformat(), "to": (period.until - timedelta(days=1)).isoformat()}
    return f"{reverse('reports:figures.one', args=[figure_id])}?{urlencode(asked)}"


def rows_shown_as(rows: str) -> Callable[[TableOf], TableOf]:
    """Register the table in which the records of figures over these rows (`Figure.rows`) are listed."""

    def register(table_of: TableOf) -> TableOf:
        _tables[rows] = table_of
        return table_of

    return register


def table_of(rows: str, question: Question) -> Table:
    return _tables[rows](question)
