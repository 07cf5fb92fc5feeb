"""Queries that every request asks: their text is written once, and later askings put their own values into it.

Writing the text of a union of four tables costs Django more than the database needs to answer it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

KEY_MARKS = (-9_000_001, -9_000_002, -9_000_003)  # no row has such a key
DAY_MARK = date(1801, 2, 3)


class Kept:
    """`make(*keys, day)` gives the query; nothing else in it may depend on who asks or when."""

    def __init__(self, make: Callable[..., QuerySet], keys: int) -> None:
        self._make, self._marks = make, KEY_MARKS[:keys]
        self._texts: dict[str, tuple[str, list[Any]]] = {}

    def rows(self, *keys: int, day: date) -> list[tuple[Any, ...]]:
        """The rows as the database gives them, so only columns of text and whole numbers."""
        text, parameters = self._text()
        given = dict(zip(self._marks, keys, strict=True)) | {_as_parameter(DAY_MARK): _as_parameter(day)}
        with connection.cursor() as cursor:
            cursor.execute(text, [given.get(value, value) for value in parameters])
            return cursor.fetchall()

    def _text(self) -> tuple[str, Sequence[Any]]:
        vendor = connection.vendor
        if vendor not in self._texts:
            query = self._make(*self._marks, DAY_MARK).query
            self._texts[vendor] = query.get_compiler(connection=connection).as_sql()
        return self._texts[vendor]


def _as_parameter(day: date) -> Any:
    return connection.ops.adapt_datefield_value(day)
