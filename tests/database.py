"""A pytest plugin, loaded before Django reads its settings: where tests keep files, and which database they run on.

ZHUCUN_TEST_DATABASE=postgres starts a throw-away cluster in the first process; its workers inherit the address. There
only the tests that use the database are run: the others say the same on both.
"""

import atexit
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import throwaway_postgres

ON_POSTGRES = os.environ.get("ZHUCUN_TEST_DATABASE") == "postgres"
WORKER = os.environ.get("PYTEST_XDIST_WORKER")


def _set_up() -> None:
    """A worker keeps its files in the first process's folder, which removes all of it at the end."""
    if WORKER:
        os.environ["ZHUCUN_DATA_DIR"] += f"/{WORKER}"
    else:
        os.environ["ZHUCUN_DATA_DIR"] = tempfile.mkdtemp(prefix="zhucun-test-")
        atexit.register(shutil.rmtree, os.environ["ZHUCUN_DATA_DIR"], ignore_errors=True)
        os.environ["ZHUCUN_DATABASE_URL"] = _postgres() if ON_POSTGRES else "sqlite:///:memory:"
    Path(os.environ["ZHUCUN_DATA_DIR"], "static").mkdir(parents=True)  # whitenoise warns where there is none


def _postgres() -> str:
    cluster = ExitStack()
    atexit.register(cluster.close)
    return cluster.enter_context(throwaway_postgres.running())


def _belongs_here(item: pytest.Item) -> bool:
    if not ON_POSTGRES:
        return item.get_closest_marker("postgres") is None
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


def _kept_rows(item: pytest.Item) -> int:
    names = getattr(item, "fixturenames", ())
    return 2 if "demo_county" in names else int("kept_cast" in names)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The cast and the demo county are made once a process and stay in its database: first come tests with neither."""
    items.sort(key=_kept_rows)
    elsewhere = [item for item in items if not _belongs_here(item)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if _belongs_here(item)]


_set_up()
