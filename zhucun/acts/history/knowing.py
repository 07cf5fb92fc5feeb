"""Tells the database, before a row is written, at which moment this becomes known: once for an act, on its connection.

On SQLite the keys that new rows got are told as well, when the act is over: writers take turns there, so that they are
one run. PostgreSQL's own trigger tells them.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from zhucun.acts.history.models import Arrival, Moment
from zhucun.acts.history.remembered import models_by_table

MOMENT, CAME = Moment._meta.db_table, Arrival._meta.db_table


@dataclass(frozen=True)
class Learning:
    """The act by which something becomes known: of acts within one another the outermost."""

    act_id: uuid.UUID
    verb: str
    actor_name: str
    at: datetime


_learning: ContextVar[Learning | None] = ContextVar("by which act things become known", default=None)


@contextmanager
def becomes_known(by: Learning) -> Iterator[None]:
    token = _learning.set(by)
    try:
        yield
    finally:
        _learning.reset(token)


@dataclass
class Run:
    """Keys of rows that came; `last` is open while more may come."""

    moment: int
    table: str
    first: int
    last: int | None = None


class Knowing:
    """What one connection has told of the running transaction."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._is_there = False
        self._moment: int | None = None
        self._told: Learning | None = None
        self._runs: list[Run] = []

    def about_to_write(self, table: str, *, is_insert: bool) -> None:
        """Before the statement leaves."""
        if table not in models_by_table() or not self._has_triggers():
            return
        learning = _learning.get()
        if self._moment is None or learning is not self._told:
            self._close_runs()
            self._tell(learning)
        if is_insert and self._connection.vendor == "sqlite" and not self._is_open(table):
            self._runs.append(Run(self._moment or 0, table, self._last_key(table) + 1))

    def _tell(self, learning: Learning | None) -> None:
        at = learning.at if learning else timezone.now()
        self._told = learning
        given = (
            self._connection.ops.adapt_datetimefield_value(at),
            (learning.act_id.hex if self._connection.vendor == "sqlite" else learning.act_id) if learning else None,
            learning.verb if learning else "",
            learning.actor_name if learning else "",
        )
        self._moment = raw(
            self._connection,
            f'INSERT INTO "{MOMENT}" ("at", "act_id", "verb", "actor_name") VALUES (%s, %s, %s, %s) RETURNING "id"',
            given,
        ).fetchone()[0]
        if self._connection.vendor == "postgresql":
            is_local = not self._connection.get_autocommit()
            raw(self._connection, "SELECT set_config('zhucun.moment', %s, %s)", (str(self._moment), is_local))

    def before_commit(self) -> None:
        """Part of the transaction."""
        self._close_runs()
        for run in self._runs:
            if (run.last or 0) >= run.first:
                told = (run.table, run.first, run.last, run.moment)
                raw(
                    self._connection,
                    f'INSERT INTO "{CAME}" ("table_name", "first", "last", "moment") VALUES (%s, %s, %s, %s)',
                    told,
                )
        self._runs = []

    def is_over(self) -> None:
        """Committed or undone."""
        self._moment, self._told, self._runs = None, None, []

    def partly_undone(self) -> None:
        """Back to a savepoint: what came since has not come, and its moment may never have been."""
        self._close_runs()
        for table in {run.table for run in self._runs}:
            last = self._last_key(table)
            for run in self._runs:
                if run.table == table:
                    run.last = min(run.last or 0, last)
        self._runs = [run for run in self._runs if (run.last or 0) >= run.first]
        self._moment = None

    def _is_open(self, table: str) -> bool:
        return any(run.table == table and run.last is None for run in self._runs)

    def _close_runs(self) -> None:
        for run in self._runs:
            if run.last is None:
                run.last = self._last_key(run.table)

    def _last_key(self, table: str) -> int:
        """The highest that was ever given (SQLite)."""
        found = raw(self._connection, "SELECT seq FROM sqlite_sequence WHERE name = %s", (table,)).fetchone()
        return found[0] if found else 0

    def _has_triggers(self) -> bool:
        """Not while a new database is being made, nor while tables are made anew."""
        if not self._is_there:
            system, name = (
                ("pg_trigger", "tgname") if self._connection.vendor == "postgresql" else ("sqlite_master", "name")
            )
            text = f"SELECT 1 FROM {system} WHERE {name} LIKE %s LIMIT 1"
            self._is_there = raw(self._connection, text, ("zc_changed_%",)).fetchone() is not None
        return self._is_there

    def triggers_changed(self) -> None:
        self._is_there = False


def raw(connection: Any, text: str, given: tuple[Any, ...] = ()) -> Any:
    """Past Django: neither marked as a write nor heard as a read."""
    connection.ensure_connection()
    if connection.vendor == "sqlite":
        return connection.connection.execute(text.replace("%s", "?"), given)
    return connection.connection.execute(text, given)
