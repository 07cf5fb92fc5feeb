"""Many new rows at once: what bulk_create does, without building an expression for every value of every row.

A roster of 100 000 rows is 700 000 rows of the database; there the compiling of values would take most of the time.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, models

M = TypeVar("M", bound=models.Model)
MOST_VALUES, MOST_ROWS = 30_000, 500  # of one statement; SQLite takes 32 766 values


def insert_many(rows: Iterable[M]) -> list[M]:
    """The rows with their keys, in their order. They are of one model whose key the database gives."""
    made = list(rows)
    if not made:
        return made
    connection = connections[DEFAULT_DB_ALIAS]
    fields = [field for field in made[0]._meta.local_concrete_fields if not field.primary_key]
    readers = [(field.attname, isinstance(field, PLAIN), _prepared(field, connection)) for field in fields]
    most = min(MOST_ROWS, MOST_VALUES // len(fields))
    with connection.cursor() as cursor:
        for start in range(0, len(made), most):
            some = made[start : start + most]
            cursor.execute(_statement(made[0], fields, len(some), connection), list(_values(some, readers)))
            for row, (key,) in zip(some, cursor.fetchall(), strict=True):
                row.pk = key
                row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS
    return made


Prepared = Callable[[Any], Any]
PLAIN = (models.CharField, models.BooleanField, models.IntegerField, models.ForeignKey)
AS_THEY_ARE = frozenset((str, int, bool, type(None)))


def _prepared(field: models.Field, connection: Any) -> Prepared:
    """Texts, numbers and keys go as they are; the rest as the field says, equal days and moments once."""
    if isinstance(field, PLAIN):
        return _value_of_choice
    if isinstance(field, models.DateField | models.UUIDField):
        return lru_cache(maxsize=1000)(lambda value: field.get_db_prep_save(value, connection))
    return lambda value: field.get_db_prep_save(value, connection)


def _value_of_choice(value: Any) -> Any:
    return value.value if isinstance(value, models.Choices) else value


def _values(rows: Sequence[models.Model], readers: Sequence[tuple[str, bool, Prepared]]) -> Iterator[Any]:
    for row in rows:
        values = row.__dict__
        for name, is_plain, prepared in readers:
            value = values[name]
            if value is None or (is_plain and value.__class__ in AS_THEY_ARE):
                yield value
            else:
                yield prepared(value)


def _statement(row: models.Model, fields: Sequence[models.Field], count: int, connection: Any) -> str:
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    one = f"({', '.join(['%s'] * len(fields))})"
    many = ", ".join([one] * count)
    return f"INSERT INTO {quote(row._meta.db_table)} ({columns}) VALUES {many} RETURNING {quote(row._meta.pk.column)}"
