"""Rows that know their version, and rows that hold from a day to a day."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Self, TypeVar

from django.db import models
from django.db.models import F, Q

from zhucun.acts.inserting import update_plain
from zhucun.acts.refused import Refused, Stale
from zhucun.lib import periods


class Row(models.Model):
    """A row two people may edit: `save()` writes only what changed and only if nobody wrote in between."""

    version = models.PositiveIntegerField("版本", default=1, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str, field_names: Iterable[str], values: Iterable[Any]) -> Self:
        row = super().from_db(db, field_names, values)
        row._read = dict(zip(field_names, values, strict=False))
        return row

    def changed_fields(self) -> dict[str, Any]:
        """Column → new value, for the columns that differ from what was read; the version is what a row is held to."""
        read = getattr(self, "_read", {})
        return {
            name: getattr(self, name) for name, was in read.items() if name != "version" and getattr(self, name) != was
        }

    def save(self, *args: Any, **kwargs: Any) -> None:
        self._refuse_too_long()
        if self._state.adding or "_read" not in self.__dict__:
            super().save(*args, **kwargs)
        elif changed := self.changed_fields():
            self._update_if_unchanged(changed)
        self._read = {field.attname: getattr(self, field.attname) for field in self._meta.concrete_fields}

    def _refuse_too_long(self) -> None:
        """In a sentence and on both databases: SQLite would keep any length."""
        for column in self._meta.concrete_fields:
            value = self.__dict__.get(column.attname)
            if column.max_length and isinstance(value, str) and len(value) > column.max_length:
                sentence = f"“{column.verbose_name}”最多 {column.max_length} 个字，现在是 {len(value)} 个。"
                raise Refused(sentence, field=column.name)

    def _update_if_unchanged(self, changed: dict[str, Any]) -> None:
        unchanged = type(self)._base_manager.filter(pk=self.pk, version=self.version)
        if not unchanged.update(**changed, version=F("version") + 1):
            raise Stale(self, self.version)
        self.version += 1


MOST_KEYS = 800  # of one IN list


def update_many(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Write these columns of rows that the running act has locked, those left out that no row has changed."""
    changed = [name for name in columns if any(_is_changed(row, name) for row in rows)]
    for row in rows:
        row.version += 1
    if all(_is_alike(rows, name) for name in changed):
        _update_alike(rows, changed)
    else:
        update_plain(rows, [*changed, "version"])
    for row in rows:
        row._read = {name: getattr(row, name) for name in getattr(row, "_read", {})}


def _update_alike(rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Every row the same values: one statement for all."""
    for start in range(0, len(rows), MOST_KEYS):
        some = [row.pk for row in rows[start : start + MOST_KEYS]]
        values = {name: getattr(rows[0], name) for name in columns}
        type(rows[0])._base_manager.filter(pk__in=some).update(**values, version=F("version") + 1)


def _is_alike(rows: Sequence[Row], name: str) -> bool:
    column = rows[0]._meta.get_field(name).attname
    first = getattr(rows[0], column)
    return all(getattr(row, column) == first for row in rows)


def _is_changed(row: Row, name: str) -> bool:
    """A row that was never read may hold anything."""
    column = row._meta.get_field(name).attname
    read = row.__dict__.get("_read", {})
    return column not in read or read[column] != getattr(row, column)


M = TypeVar("M", bound=models.Model)


def taken_out(row: M) -> M:
    """Delete a row that says what never was so; what comes back is empty but for its key and place, so that the audit
    line of the act holds every value it had."""
    key = row.pk
    row.delete()
    for column in row._meta.concrete_fields:
        if column.attname != "place_code":
            setattr(row, column.attname, None)
    row.pk = key
    return row


class DatedQuerySet(models.QuerySet):
    def as_of(self, day: date) -> Self:
        return self.filter(holds_on(day))

    def overlapping(self, since: date, until: date | None) -> Self:
        """Rows that share at least one day with [since, until)."""
        begins_before_end = Q() if until is None else Q(since__lt=until)
        return self.filter(begins_before_end & (Q(until__isnull=True) | Q(until__gt=since)))


class Dated(models.Model):
    """Valid from `since` to before `until`; an open end is null."""

    since = models.DateField("自")
    until = models.DateField("至（不含）", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
                name="%(app_label)s_%(class)s_until_after_since",
                violation_error_message="结束日期要在开始日期之后",
            )
        ]

    def holds(self, day: date) -> bool:
        return periods.holds(self.since, self.until, day)


def holds_on(day: date, prefix: str = "") -> Q:
    """The condition that a dated row, reached by `prefix`, holds on the day."""
    return Q(**{f"{prefix}since__lte": day}) & (
        Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    )


class CodeField(models.CharField):
    """A code compared byte by byte on every database, so that a prefix is a range."""

    def db_parameters(self, connection: Any) -> dict[str, Any]:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters
