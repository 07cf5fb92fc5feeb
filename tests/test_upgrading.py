"""A database of before its migrations were folded goes on, and comes to the tables that a new one has."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from pytest_django import DjangoDbBlocker

ON_THE_WAY = [("acts", "0002_audit_is_append_only"), ("org", "0003_offices"), ("policy", "0004_holidays")]


@contextmanager
def another_database(file: Path) -> Iterator[BaseDatabaseWrapper]:
    """In the place of the process's own, since data migrations ask the default one."""
    held = connections["default"]
    connections["default"] = other = type(held)({**held.settings_dict, "NAME": str(file)}, "default")
    yield other
    other.close()
    connections["default"] = held


def _tables(of: BaseDatabaseWrapper) -> dict[str, list[str]]:
    """How each table, index and trigger is made, its words whatever the order they came in."""
    with of.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: sorted(re.findall(r"\w+|[^\w\s]", made)) for name, made in cursor.fetchall()}


@pytest.mark.sqlite
def test_a_database_half_way_through_the_old_migrations_goes_on(
    tmp_path: Path, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        new = _tables(connections["default"])
        with another_database(tmp_path / "old.db") as old:
            executor = MigrationExecutor(old)
            executor.loader = MigrationLoader(old, replace_migrations=False)
            executor.migrate(ON_THE_WAY)

            call_command("migrate", verbosity=0)

            assert _tables(old) == new
