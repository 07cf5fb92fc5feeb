"""From one address to Django's database settings: SQLite on its own, PostgreSQL for a province."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

# FULL: what was acknowledged survives a power cut. IMMEDIATE: a writer waits at its first statement, not its last.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;",
}


def database_from_url(url: str) -> dict[str, Any]:
    """Settings for `sqlite:////abs/file.db`, `sqlite:///:memory:` or `postgresql://user:pw@host/name?option=x`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path)
    if parts.scheme in ("postgres", "postgresql"):
        return _postgresql(url)
    raise ImproperlyConfigured(
        f"ZHUCUN_DATABASE_URL begins with {parts.scheme!r}; write sqlite:///file.db or postgresql://user@host/name"
    )


def _sqlite(path: str) -> dict[str, Any]:
    name = unquote(path[1:])
    if name != ":memory:":
        Path(name).expanduser().parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3" if name == ":memory:" else "zhucun.config.sqlite",
        "NAME": name if name == ":memory:" else str(Path(name).expanduser()),
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or (unquote(parts.hostname) if parts.hostname else "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(options.pop("port", parts.port or "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }
