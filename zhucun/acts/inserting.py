"""Many rows at once: what bulk_create and bulk_update do, without an expression for every value of every row.

A roster of 100 000 rows is 800 000 rows of the database; there the compiling of values would take most of the time.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

M = TypeVar("M", bound=models.Model)
Values = Mapping[str, Any]
Prepared = Callable[[Any], Any]

MOST_VALUES, MOST_ROWS = 30_000, 500  # of one statement; SQLite takes 32 766 values
PLAIN = (models.CharField, models.BooleanField, models.IntegerField, models.ForeignKey)
AS_THEY_ARE = frozenset((str, int, bool, type(None)))


def insert_many(rows: Iterable[M]) -> list[M]:
    """The rows with their keys, in their order. They are of one model whose key the database gives."""
    made = list(rows)
    if made:
        for row, key in zip(made, insert_plain(type(made[0]), [row.__dict__ for row in made]), strict=True):
            row.pk = key
            row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return made


def insert_plain(model: type[models.Model], rows: Sequence[Values]) -> list[int]:
    """Rows nobody holds in hand, as column → value; every column is named. The keys, in the order given."""
    connection = connections[DEFAULT_DB_ALIAS]
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    readers = [(field.attname, isinstance(field, PLAIN), _prepared(field, connection)) for field in fields]
    most = min(MOST_ROWS, MOST_VALUES // len(fields))
    keys: list[int] = []
    with connection.cursor() as cursor:
        for start in range(0, len(rows), most):
            some = rows[start : start + most]
            cursor.execute(_statement(model, fields, len(some), connection), list(_values(some, readers)))
            keys += [key for (key,) in cursor.fetchall()]
    return keys


def _prepared(field: models.Field, connection: Any) -> Prepared:
    """Texts, numbers and keys go as they are; the rest as the field says, equal days and moments once."""
    if isinstance(field, PLAIN):
        return _value_of_choice
    if isinstance(field, models.JSONField) and connection.vendor == "sqlite":
        return _json
    if isinstance(field, models.DateField | models.UUIDField):
        return lru_cache(maxsize=1000)(lambda value: field.get_db_prep_save(value, connection))
    return lambda value: field.get_db_prep_save(value, connection)


def _json(value: Any) -> str:
    """As SQLite keeps it, without escapes and blanks: a line of the log in Chinese is half as long."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _value_of_choice(value: Any) -> Any:
    return value.value if isinstance(value, models.Choices) else value


def _values(rows: Sequence[Values], readers: Sequence[tuple[str, bool, Prepared]]) -> Iterator[Any]:
    for values in rows:
        for name, is_plain, prepared in readers:
            value = values[name]
            if value is None or (is_plain and value.__class__ in AS_THEY_ARE):
                yield value
            else:
                yield prepared(value)


def update_plain(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """These columns of rows that exist, each row its own values: one statement, carried out for every row."""
    model, connection = type(rows[0]), connections[DEFAULT_DB_ALIAS]
    quote = connection.ops.quote_name
    fields = [model._meta.get_field(name) for name in columns]
    readers = [(field.attname, isinstance(field, PLAIN), _prepared(field, connection)) for field in fields]
    told = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    text = f"UPDATE {quote(model._meta.db_table)} SET {told} WHERE {quote(model._meta.pk.column)} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(text, [(*_values([row.__dict__], readers), row.pk) for row in rows])


def _statement(model: type[models.Model], fields: Sequence[models.Field], count: int, connection: Any) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    many = ", ".join([one] * count)
    return (
        f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {many} RETURNING {quote(model._meta.pk.column)}"
    )
