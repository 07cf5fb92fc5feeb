"""`as_known(moment)`: within it every query reads what was known then, by views that stand before the tables.

A view of this connection's own hides the table of its name: rows that came later are left out, rows that were changed
or deleted later are read from what was kept of them. Nothing that stands in the database is touched, nobody else sees
it, and it is gone afterwards.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection as default
from django.db import models

from zhucun.acts.history.knowing import raw
from zhucun.acts.history.models import Arrival, FormerRow, Moment
from zhucun.acts.history.remembered import key_of, models_by_table

WAS, OVER = "zc_was_", "zc_over"
MOST_RUNS = 50  # of one condition

Overlay = dict[str, Any]  # column → value


@dataclass
class Since:
    """What happened to one table after a moment: the values that its rows had then, and the keys that came later."""

    former: dict[int, Overlay] = field(default_factory=lambda: defaultdict(dict))
    arrivals: list[tuple[int, int, int]] = field(default_factory=list)  # first, last, moment
    moments: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # of changes, by key

    def merged(self) -> list[tuple[int, int]]:
        """Runs of keys that came later."""
        runs: list[tuple[int, int]] = []
        for first, last, _ in sorted(self.arrivals):
            if runs and first <= runs[-1][1] + 1:
                runs[-1] = (runs[-1][0], max(last, runs[-1][1]))
            else:
                runs.append((first, last))
        return runs


@contextmanager
def as_known(at: datetime | None) -> Iterator[None]:
    """One within another holds for what is within it; with None that is what is known now."""
    before = getattr(default, "zc_known_at", None)
    if before == at:
        yield
        return
    _change(before, at)
    try:
        yield
    finally:
        _change(at, before)


def is_looking_back() -> bool:
    """What is read now is what was known then."""
    return getattr(default, "zc_known_at", None) is not None


def _change(before: datetime | None, at: datetime | None) -> None:
    if before is not None:
        _lower()
    default.zc_known_at = None
    if at is not None:
        _raise(at)
        default.zc_known_at = at


def _raise(at: datetime) -> None:
    raised: list[str] = []
    default.zc_raised = raised
    for table, since in happened_since(at).items():
        model = models_by_table().get(table)
        if model is not None:
            _shadow(model, since)
            raised.append(table)


def _lower() -> None:
    """Views made in a transaction that was undone are gone with it."""
    schema = "pg_temp" if default.vendor == "postgresql" else "temp"
    for table in getattr(default, "zc_raised", []):
        raw(default, f'DROP VIEW IF EXISTS {schema}."{table}"')
        raw(default, f'DROP TABLE IF EXISTS {schema}."{WAS}{table}"')
    default.zc_raised = []


def happened_since(at: datetime) -> Mapping[str, Since]:
    """Table → what was changed and what came after the moment."""
    found: dict[str, Since] = defaultdict(Since)
    day = (default.ops.adapt_datetimefield_value(at),)
    after = f'JOIN "{Moment._meta.db_table}" m ON m."id" = f."moment" WHERE m."at" > %s'
    came = f'SELECT f."table_name", f."first", f."last", f."moment" FROM "{Arrival._meta.db_table}" f {after}'
    for table, *run in raw(default, came, day).fetchall():
        found[table].arrivals.append(tuple(run))
    former = f'SELECT f."table_name", f."key", f."was", f."moment" FROM "{FormerRow._meta.db_table}" f {after}'
    for table, key, was, moment in raw(default, f'{former} ORDER BY f."id" DESC', day).fetchall():
        found[table].former[key].update(json.loads(was))  # the oldest last
        found[table].moments[key].append(moment)
    return found


def _shadow(model: type[models.Model], since: Since) -> None:
    table, key = model._meta.db_table, key_of(model)
    runs = since.merged()
    former = {one: was for one, was in since.former.items() if not any(a <= one <= b for a, b in runs)}
    columns = ", ".join(f'"{one.column}"' for one in model._meta.local_concrete_fields)
    real = f'"{_schema()}"."{table}"'
    conditions = [f'"{key}" NOT BETWEEN {a} AND {b}' for a, b in runs]
    then = ""
    if former:
        _keep_former(model, former, real)
        conditions.append(f'"{key}" NOT IN (SELECT "{key}" FROM "{WAS}{table}")')
        then = f' UNION ALL SELECT {columns} FROM "{WAS}{table}"'
    raw(default, f'CREATE TEMP VIEW "{table}" AS SELECT {columns} FROM {real} WHERE {" AND ".join(conditions)}{then}')


def _schema() -> str:
    if default.vendor == "sqlite":
        return "main"
    schema: str = raw(default, "SELECT current_schema()").fetchone()[0]
    return schema


def _keep_former(model: type[models.Model], former: Mapping[int, Overlay], real: str) -> None:
    """The rows as they were, in a table of this connection's own."""
    table, key = model._meta.db_table, key_of(model)
    raw(default, f'CREATE TEMP TABLE "{WAS}{table}" AS SELECT * FROM {real} WHERE false')
    if default.vendor == "sqlite":
        _fill_on_sqlite(model, former, real)
    else:
        _fill_on_postgresql(model, former, real)
    raw(default, f'CREATE UNIQUE INDEX "{WAS}{table}_key" ON "{WAS}{table}" ("{key}")')


def _fill_on_sqlite(model: type[models.Model], former: Mapping[int, Overlay], real: str) -> None:
    fields = model._meta.local_concrete_fields
    names = [one.column for one in fields]
    told = ", ".join(f'"{name}"' for name in names)
    at = names.index(key_of(model))
    now: dict[int, Sequence[Any]] = {}
    keys = list(former)
    for start in range(0, len(keys), 800):
        some = keys[start : start + 800]
        marks = ", ".join(["%s"] * len(some))
        text = f'SELECT {told} FROM {real} WHERE "{key_of(model)}" IN ({marks})'
        now.update((row[at], row) for row in raw(default, text, tuple(some)).fetchall())
    nothing = [_nothing(one) for one in fields]
    rows = (
        [
            was.get(name, value) if i != at else key
            for i, (name, value) in enumerate(zip(names, now.get(key, nothing), strict=True))
        ]
        for key, was in former.items()
    )
    marks = ", ".join(["?"] * len(names))
    default.connection.executemany(f'INSERT INTO "{WAS}{model._meta.db_table}" ({told}) VALUES ({marks})', rows)


def _fill_on_postgresql(model: type[models.Model], former: Mapping[int, Overlay], real: str) -> None:
    fields = [one for one in model._meta.local_concrete_fields if _nothing(one) is not None]
    nothing = {one.column: _nothing(one) for one in fields}
    key = key_of(model)
    given = json.dumps([{"key": one, "was": {**was, key: one}} for one, was in former.items()])
    filled = f"CASE WHEN t.\"{key}\" IS NULL THEN %s::jsonb ELSE '{{}}' END || (o -> 'was')"
    raw(
        default,
        f'INSERT INTO "{WAS}{model._meta.db_table}" SELECT r.* FROM jsonb_array_elements(%s::jsonb) o '
        f"LEFT JOIN {real} t ON t.\"{key}\" = (o ->> 'key')::bigint, LATERAL jsonb_populate_record(t, {filled}) r",
        (given, json.dumps(nothing)),
    )


def _nothing(one: models.Field) -> Any:
    """Of a column that was not kept, in a row that is gone."""
    if one.null or one.primary_key:
        return None
    if isinstance(one.default, str | int):
        return one.default
    if isinstance(one, models.BooleanField):
        return False
    if isinstance(one, models.IntegerField):
        return 0
    return "" if isinstance(one, models.CharField | models.TextField) else None
