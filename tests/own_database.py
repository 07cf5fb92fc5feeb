"""A database for one test that starts processes: the audit log lets no test clean up after itself."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.database import ON_POSTGRES


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Its address: a file on SQLite, an empty database of the run's own cluster on PostgreSQL."""
    if not ON_POSTGRES:
        yield f"sqlite:///{folder}/own.db"
        return
    cluster, name = os.environ["ZHUCUN_DATABASE_URL"], f"own_{secrets.token_hex(6)}"
    with psycopg.connect(cluster, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(cluster)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
