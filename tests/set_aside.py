"""The empty database is set aside while rows stand in it for many tests, and comes back after them."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection

from tests.database import ON_POSTGRES


@contextmanager
def the_empty_database() -> Iterator[None]:
    """Not emptied but put back: the audit log lets nobody remove its lines."""
    with _on_postgres() if ON_POSTGRES else _in_memory():
        yield


@contextmanager
def _in_memory() -> Iterator[None]:
    connection.ensure_connection()
    empty = sqlite3.connect(":memory:")
    connection.connection.backup(empty)
    yield
    empty.backup(connection.connection)
    empty.close()


@contextmanager
def _on_postgres() -> Iterator[None]:
    empty = connection.settings_dict["NAME"]
    filled = f"{empty}_filled"
    connection.close()
    with psycopg.connect(os.environ["ZHUCUN_DATABASE_URL"], autocommit=True) as cluster:
        cluster.execute(f"CREATE DATABASE {filled} TEMPLATE {empty}")
        connection.settings_dict["NAME"] = filled
        yield
        connection.close()
        connection.settings_dict["NAME"] = empty
        cluster.execute(f"DROP DATABASE {filled} WITH (FORCE)")
