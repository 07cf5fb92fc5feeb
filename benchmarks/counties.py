"""Many counties in one database: the demo county, and copies of all its rows under other codes.

Copying is one INSERT … SELECT per table and county, so that a hundred counties stand within a minute; the rows are
those that the acts made. Keys are moved by a fixed distance per county, codes get the county's own six digits.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models.base import ModelBase

from zhucun.acts.rows import CodeField
from zhucun.demo.invented_places import COUNTY

LOOSE_KEYS = {"account_id", "person_id", "on_behalf_of", "row_key", "subject_key", "line_id", "key", "source_key"}
# Of the county that was made or of the server, not of its copies.
LEFT_OUT = {"acts.seal", "acts.sentact", "acts.job", "acts.accesslog", "acts.timedrun"}


def codes(count: int) -> list[str]:
    """The demo county's own code, then those of other invented counties: twenty in each of several prefectures."""
    others = (f"99{prefecture:02}{county:02}" for prefecture in range(2, 99) for county in range(1, 21))
    return [COUNTY, *(next(others) for _ in range(count - 1))]


def copied_models() -> list[ModelBase]:
    """Every table whose rows belong to a county; the order does not matter, references are checked at the end."""
    return [model for model in apps.get_models() if _is_copied(model)]


def _is_copied(model: ModelBase) -> bool:
    meta = model._meta
    is_ours = model.__module__.startswith("zhucun.") and meta.managed and meta.label_lower not in LEFT_OUT
    return is_ours and isinstance(meta.pk, models.AutoField)


def multiply(count: int, *, without: Collection[str] = ()) -> Iterator[str]:
    """Copies the demo county until there are `count`; yields each code. `without` names tables left out."""
    made = [model for model in copied_models() if model._meta.label_lower not in without]
    # Far enough apart that a copy's keys neither meet the next copy's nor those of rows that are written later.
    distance = 10 ** (len(str(max(_highest_key(model) for model in made))) + 1)
    with _indexed_afterwards(made):
        for number, code in enumerate(codes(count)):
            if number:
                with transaction.atomic(), connection.cursor() as cursor:
                    for model in made:
                        cursor.execute(_Copying(model, set(made), code, number * distance).statement(below=distance))
            yield code
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def _indexed_afterwards(made: Collection[ModelBase]) -> Iterator[None]:
    """SQLite keeps an index while rows come in anywhere in it, which takes ten times as long as sorting it once at the
    end; those that hold a constraint stay."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    tables = {model._meta.db_table for model in made}
    with connection.cursor() as cursor:
        synced, cached = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "cache_size"))
        cursor.execute("PRAGMA synchronous = OFF")
        cursor.execute("PRAGMA cache_size = -400000")
        cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL")
        found = [(name, sql) for name, table, sql in cursor.fetchall() if table in tables and " UNIQUE " not in sql]
        for name, _ in found:
            cursor.execute(f"DROP INDEX {_quoted(name)}")
    yield
    with connection.cursor() as cursor:
        for _, sql in found:
            cursor.execute(sql)
        cursor.execute(f"PRAGMA cache_size = {cached}")
        cursor.execute(f"PRAGMA synchronous = {synced}")


def _highest_key(model: ModelBase) -> int:
    return model._base_manager.aggregate(highest=models.Max("pk"))["highest"] or 0


@dataclass(frozen=True)
class _Copying:
    """One table's rows of the demo county under another code; every value in the statement is a number or a code."""

    model: ModelBase
    made: set[ModelBase]
    code: str
    shift: int

    def statement(self, *, below: int) -> str:
        fields = self.model._meta.concrete_fields
        columns = ", ".join(_quoted(field.column) for field in fields)
        values = ", ".join(self._value(field) for field in fields)
        table = _quoted(self.model._meta.db_table)
        return f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {self._condition(below)}"

    def _condition(self, below: int) -> str:
        """Province and prefecture stand above all counties: they and their names are not copied."""
        of_the_county = f"substr({_quoted('code')}, 1, 6) = '{COUNTY}'"
        conditions = [f"{_quoted('id')} < {below}", *([of_the_county] if self._is_place else [])]
        for field in self.model._meta.concrete_fields:
            if field.is_relation and field.related_model._meta.label_lower == "org.place" and not self._is_place:
                places = (
                    f"SELECT {_quoted('id')} FROM {_quoted(field.related_model._meta.db_table)} WHERE {of_the_county}"
                )
                column = _quoted(field.column)
                conditions.append(f"({column} IS NULL OR {column} IN ({places}))")
        return " AND ".join(conditions)

    @property
    def _is_place(self) -> bool:
        return self.model._meta.label_lower == "org.place"

    def _value(self, field: models.Field) -> str:
        column = _quoted(field.column)
        if self._is_place and field.name == "parent":
            return f"CASE WHEN {_quoted('kind')} = 'county' THEN {column} ELSE {column} + {self.shift} END"
        is_loose = field.column in LOOSE_KEYS and isinstance(field, models.IntegerField)
        if field.primary_key or (field.is_relation and field.related_model in self.made) or is_loose:
            return f"{column} + {self.shift}"
        if isinstance(field, CodeField):
            own = f"'{self.code}' || substr({column}, 7)"
            return f"CASE WHEN substr({column}, 1, 6) = '{COUNTY}' THEN {own} ELSE {column} END"
        if field.unique and isinstance(field, models.CharField):
            return f"{column} || '@{self.code}'"
        return column


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
