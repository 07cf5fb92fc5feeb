"""Writers take turns: none is refused, none waits for one that has gone, nothing is lost."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from zhucun.config.sqlite.base import ENDING

PREAMBLE = """
    import sqlite3, sys, threading, time
    from django.conf import settings
    from django.db import connection, transaction
    settings.configure(DATABASES={"default": {
        "ENGINE": "zhucun.config.sqlite", "NAME": sys.argv[1],
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.2, "init_command": "PRAGMA journal_mode=WAL;"},
    }})
    import django
    django.setup()

    def add():
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO t VALUES (1)")
            time.sleep(0.003)
"""


def started(body: str, database: Path) -> subprocess.Popen:
    program = textwrap.dedent(PREAMBLE) + textwrap.dedent(body)
    return subprocess.Popen([sys.executable, "-c", program, str(database)], stdout=subprocess.PIPE)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    file = tmp_path / "turns.db"
    made = started('connection.cursor().execute("CREATE TABLE t (n integer)")', file)
    assert made.wait(90) == 0
    return file


def count(database: Path) -> int:
    asked = started('c = connection.cursor(); c.execute("SELECT count(*) FROM t"); print(c.fetchone()[0])', database)
    return int(asked.communicate(timeout=90)[0])


def test_many_writers_in_two_processes_all_get_their_turn(database: Path) -> None:
    """With a time-out shorter than the queue, SQLite's own waiting would refuse some of them."""
    writes = """
        def work():
            for _ in range(25):
                add()
            connection.close()
        threads = [threading.Thread(target=work) for _ in range(6)]
        [thread.start() for thread in threads], [thread.join() for thread in threads]
    """
    both = [started(writes, database) for _ in range(2)]

    assert [one.wait(90) for one in both] == [0, 0]
    assert count(database) == 2 * 6 * 25


def test_a_writer_that_is_killed_gives_its_turn_back(database: Path) -> None:
    holds = started("with transaction.atomic():\n    print('holds', flush=True)\n    time.sleep(60)", database)
    assert holds.stdout.readline() == b"holds\n"

    waits = started("add()", database)
    time.sleep(0.5)
    os.kill(holds.pid, signal.SIGKILL)

    assert waits.wait(90) == 0
    assert count(database) == 1


def test_an_act_that_fails_gives_its_turn_back(database: Path) -> None:
    fails = """
        try:
            with transaction.atomic():
                raise ValueError
        except ValueError:
            add()
            with transaction.atomic():
                add()
    """

    assert started(fails, database).wait(90) == 0
    assert count(database) == 2
    assert Path(f"{database}{ENDING}").stat().st_size == 0
