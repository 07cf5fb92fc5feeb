"""Before a command: which database, with which keys; and whether it can be used as it is."""

import os
from argparse import Namespace
from pathlib import Path

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from zhucun.config.commands.arguments import Command
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.demo import file as demo_file

# What a real deployment is set to must not leak into the demo county, nor the other way round.
OF_THE_DEPLOYMENT = ("ZHUCUN_SECRET_KEY", "ZHUCUN_FIELD_KEYS", "ZHUCUN_HTTPS", "ZHUCUN_TRUSTED_ORIGINS")


def set_up(told: Namespace, command: Command) -> None:
    """Django on the database that was asked for. Raises WrongUse."""
    if not settings.configured:
        if told.demo or command.always_demo:
            _use_demo(fresh=getattr(told, "fresh", False))
        elif told.database:
            os.environ["ZHUCUN_DATABASE_URL"] = _as_url(told.database)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zhucun.config.settings")
    try:
        django.setup()
    except ImproperlyConfigured as error:
        raise WrongUse(f"设置不对：{error}") from error
    if command.must_have_tables(told):
        _must_be_usable()


def _as_url(text: str) -> str:
    return text if "://" in text else f"sqlite:///{Path(text).expanduser().resolve()}"


def _use_demo(*, fresh: bool) -> None:
    home = demo_file.home()
    for name in OF_THE_DEPLOYMENT:
        os.environ.pop(name, None)
    hosts = os.environ.get("ZHUCUN_ALLOWED_HOSTS", "")
    os.environ["ZHUCUN_ALLOWED_HOSTS"] = ",".join(filter(None, [hosts, "127.0.0.1", "localhost", "[::1]"]))
    os.environ["ZHUCUN_DATA_DIR"] = str(home)
    os.environ["ZHUCUN_DATABASE_URL"] = f"sqlite:///{demo_file.made(home, fresh=fresh)}"


def _must_be_usable() -> None:
    if missing := missing_file():
        raise WrongUse(f"没有这个库：{missing}。先建：zhucun init")
    try:
        pending = pending_migrations()
    except DatabaseError as error:
        raise WrongUse(f"连不上数据库：{_first_line(error)}") from error
    if pending:
        raise WrongUse("这个库还没有建表，或者比程序旧。先运行：zhucun init")


def missing_file() -> str:
    """The path of an SQLite file that is not there; asking would make an empty one."""
    if connection.vendor != "sqlite" or connection.is_in_memory_db() or Path(connection.settings_dict["NAME"]).exists():
        return ""
    return str(connection.settings_dict["NAME"])


def pending_migrations() -> list[str]:
    executor = MigrationExecutor(connection)
    return [str(migration) for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["没有说原因"])[0]
