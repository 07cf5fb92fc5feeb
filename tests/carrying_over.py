"""The demo county's rows from its SQLite file into PostgreSQL, as they are: no act is done again.

That acts and their bulk entrances come to the same rows on either is told by zhucun/demo/tests/test_replay.py.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

OF_THE_FILE = ("sqlite_%", "django_migrations")


@transaction.atomic
def carry_over(file: Path) -> None:
    """Into an empty database of the same tables; a value that does not fit a column of PostgreSQL is an error."""
    with closing(sqlite3.connect(file)) as held, connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # rows come in no order, and no trigger is meant
        cursor.execute("SET LOCAL TimeZone = 'UTC'")
        tables = list(_tables(held))
        cursor.execute(f"TRUNCATE {', '.join(tables)}")
        for table in tables:
            _carry(held, table, cursor)
        for line in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(line)


def _tables(held: sqlite3.Connection) -> Iterator[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE ? AND name != ? ORDER BY name"
    for (name,) in held.execute(asked, OF_THE_FILE):
        yield f'"{name}"'


def _carry(held: sqlite3.Connection, table: str, cursor: BaseDatabaseWrapper) -> None:
    rows: Any = held.execute(f"SELECT * FROM {table}")
    columns = ", ".join(f'"{column[0]}"' for column in rows.description)
    with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as into:
        for row in rows:
            into.write_row(row)
