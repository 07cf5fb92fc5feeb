"""Databases made once a run, by the process that needs one first; the others take copies.

The empty one is what the real migrations make from nothing, on both kinds of database. The demo county is on SQLite the
file that `zhucun demo` makes, kept for later runs of the same code; on PostgreSQL it is given that file's rows.
"""

import fcntl
import hashlib
import inspect
import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import django
import psycopg
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

import zhucun
from tests.carrying_over import carry_over
from tests.database import KEPT, KEYS, ON_POSTGRES, RUN, WORKER
from zhucun.acts.history import triggers
from zhucun.demo.file import fingerprint

PACKAGE = Path(zhucun.__file__).parent
IN_MEMORY = "file:zhucun?mode=memory&cache=shared"
EMPTY, COUNTY = "ready_empty", "ready_county"  # PostgreSQL's names


@contextmanager
def _one_makes(what: str) -> Iterator[bool]:
    """Whether it is for us to make; another that asks meanwhile waits, and finds it made."""
    done = RUN / f"{what}.made"
    with (RUN / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield not done.exists()
        done.touch()


# ── on SQLite ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _restore(file: Path) -> None:
    """The process's database becomes a copy of that file."""
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as kept:
        kept.backup(connection.connection)


def _empty_file() -> Path:
    """A run of one process, as for a topic's own tests, takes what the last such run made by the same migrations."""
    file = RUN / "empty.db"
    with _one_makes("empty") as is_ours:
        if is_ours and WORKER:
            _migrate(file)
        elif is_ours:
            shutil.copy(_kept_for_single_runs(), file)
    return file


def _migrate(file: Path) -> None:
    call_command("migrate", verbosity=0)
    with closing(sqlite3.connect(file)) as kept:
        connection.connection.backup(kept)


def _kept_for_single_runs() -> Path:
    file = KEPT / f"empty-{_fingerprint()}.db"
    if not file.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        for old in KEPT.glob("empty-*.db"):
            old.unlink(missing_ok=True)
        _migrate(draft := KEPT / f"{os.getpid()}.draft")
        draft.rename(file)
    return file


def _fingerprint() -> str:
    """Of the migrations, of what they import, of which models there are, and of what is remembered of their rows."""
    migrations = sorted(PACKAGE.glob("*/migrations/*.py"))
    texts = [path.read_text() for path in migrations]
    named = sorted(set(re.findall(r"^(?:import|from) zhucun\.([\w.]+)", "\n".join(texts), re.MULTILINE)))
    texts += [inspect.getsource(import_module(f"zhucun.{name}")) for name in named]
    labels = sorted(model._meta.label for model in apps.get_models())
    texts += triggers.wanted("sqlite").values()
    versions = (django.__version__, sqlite3.sqlite_version)
    told = repr((versions, labels, [path.name for path in migrations], texts))
    return hashlib.sha256(told.encode()).hexdigest()[:12]


def demo_home() -> tuple[Path, dict[str, Any]]:
    """Where `zhucun demo` keeps its county, and what it said when it made it there."""
    home = RUN / "demo-home"
    with _one_makes("demo-home") as is_ours:
        if is_ours:
            shutil.copytree(_kept_demo_home(), home)
    return home, json.loads((home / "told.json").read_text())


def _kept_demo_home() -> Path:
    """By the mark that `zhucun demo` itself goes by to find its county made."""
    home = KEPT / "demo-home"
    if not all((home / name).exists() for name in (f"demo/demo-{fingerprint()}.db", "told.json")):
        shutil.rmtree(home, ignore_errors=True)
        (home / "demo").mkdir(parents=True)
        for key in KEYS:
            shutil.copy(KEPT / key, home / "demo")
        (home / "told.json").write_text(json.dumps(_zhucun_demo(home)))
    return home


def _zhucun_demo(home: Path) -> dict[str, Any]:
    """The command as users run it: nothing of the tests' own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ZHUCUN_", "DJANGO_"))}
    command = [sys.executable, "-m", "zhucun.cli", "demo", "--only-make", "--json"]
    began = cpu_seconds()
    done = subprocess.run(command, env={**kept, "ZHUCUN_DATA_DIR": str(home)}, capture_output=True, text=True)
    return {"status": done.returncode, "complaint": done.stderr, "seconds": cpu_seconds() - began}


def cpu_seconds() -> float:
    """Of the processes waited for: what a command takes, however busy the machine is with others."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _county_file() -> Path:
    home, _ = demo_home()
    return next((home / "demo").glob("demo-*.db"))


# ── on PostgreSQL ───────────────────────────────────────────────────────────────────────────────────────────────────


def _cluster(command: str) -> None:
    with psycopg.connect(os.environ["ZHUCUN_DATABASE_URL"], autocommit=True) as cluster:
        cluster.execute(command)


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


def _copied(kept: str, name: str) -> None:
    connection.close()
    _cluster(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
    _cluster(f"CREATE DATABASE {name} TEMPLATE {kept}")


def _empty_template() -> str:
    with _one_makes("empty") as is_ours:
        if is_ours:
            _cluster(f"CREATE DATABASE {EMPTY}")
            _use(EMPTY)
            call_command("migrate", verbosity=0)
            connection.close()
    return EMPTY


def _county_template() -> str:
    with _one_makes("county") as is_ours:
        if is_ours:
            mine = connection.settings_dict["NAME"]
            _copied(_empty_template(), COUNTY)
            _use(COUNTY)
            carry_over(_county_file())
            connection.cursor().execute("ANALYZE")  # until it knows its tables it joins a county's by trying every row
            _use(mine)
    return COUNTY


# ── on either ───────────────────────────────────────────────────────────────────────────────────────────────────────


def make_county() -> None:
    """Early, so that nobody waits for it."""
    _county_template() if ON_POSTGRES else _county_file()


def use_empty() -> None:
    """The process's database is the empty one."""
    if ON_POSTGRES:
        mine = f"test_{WORKER or 'main'}"
        _copied(_empty_template(), mine)
        _use(mine)
    else:
        _use(IN_MEMORY)
        _restore(_empty_file())


def use_county() -> None:
    if ON_POSTGRES:
        _copied(_county_template(), connection.settings_dict["NAME"])
    else:
        _restore(_county_file())


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """The address of an empty one for a test that starts processes: the audit log lets none clean up after itself."""
    if not ON_POSTGRES:
        shutil.copy(_empty_file(), folder / "own.db")
        yield f"sqlite:///{folder}/own.db"
        return
    name = f"own_{os.urandom(6).hex()}"
    _cluster(f"CREATE DATABASE {name} TEMPLATE {_empty_template()}")
    yield urlsplit(os.environ["ZHUCUN_DATABASE_URL"])._replace(path=f"/{name}").geturl()
    _cluster(f"DROP DATABASE {name} WITH (FORCE)")
