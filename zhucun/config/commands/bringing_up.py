"""Bringing the tables up to the program, by one process at a time: several nodes may be started at once."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from zhucun.config.commands.ready import pending_migrations

LOCK = 20_220_711  # any number, the same for every node


def bring_up() -> list[str]:
    """The steps that were taken, none where the tables were up to date."""
    with _alone():
        pending = pending_migrations()
        if pending:
            call_command("migrate", verbosity=0)
    return pending


@contextmanager
def _alone() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    else:
        with Path(settings.DATA_DIR, "init.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
