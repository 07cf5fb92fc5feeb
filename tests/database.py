"""A pytest plugin, loaded before Django reads its settings: where tests keep files, and which database they run on.

ZHUCUN_TEST_DATABASE=postgres starts a throw-away cluster in the first process; its workers inherit the address. There
only the tests that use the database are run: the others say the same on both.
"""

import atexit
import gc
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests import throwaway_postgres
from zhucun.config.secrets import field_keys, secret_key

KEYS = ("secret.key", "field.keys")
KEPT = Path(__file__).parent.parent / ".pytest_cache" / "zhucun"  # what the next run takes as it is
ON_POSTGRES = os.environ.get("ZHUCUN_TEST_DATABASE") == "postgres"
WORKER = os.environ.get("PYTEST_XDIST_WORKER")


def _set_up() -> Path:
    """The run's folder, which the first process removes at the end. A worker keeps its files in a part of it; the keys
    are the same for all and for the next run, so that one reads what another wrote."""
    if not WORKER:
        run = Path(tempfile.mkdtemp(prefix="zhucun-test-"))
        atexit.register(shutil.rmtree, run, ignore_errors=True)
        os.environ["ZHUCUN_TEST_RUN"] = str(run)
        os.environ["ZHUCUN_DATABASE_URL"] = _postgres() if ON_POSTGRES else "sqlite:///:memory:"
        secret_key(KEPT), field_keys(KEPT)
        for key in KEYS:
            shutil.copy(KEPT / key, run)
    run = Path(os.environ["ZHUCUN_TEST_RUN"])
    mine = run / (WORKER or "main")
    (mine / "static").mkdir(parents=True)  # whitenoise warns where there is none
    for key in KEYS:
        shutil.copy(run / key, mine)
    os.environ["ZHUCUN_DATA_DIR"] = str(mine)
    return run


def _postgres() -> str:
    cluster = ExitStack()
    atexit.register(cluster.close)
    return cluster.enter_context(throwaway_postgres.running())


def _belongs_here(item: pytest.Item) -> bool:
    if not ON_POSTGRES:
        return item.get_closest_marker("postgres") is None
    if item.get_closest_marker("sqlite") is not None:
        return False
    return item.get_closest_marker("django_db") is not None or "db" in getattr(item, "fixturenames", ())


def _kept_rows(item: pytest.Item) -> int:
    names = getattr(item, "fixturenames", ())
    return 2 if "demo_county" in names else int("kept_cast" in names)


def _is_of_no_topic(item: pytest.Item) -> bool:
    return item.nodeid.startswith("tests/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The cast and the demo county are made once a process and stay in its database: first come tests with neither. Of
    the last the longest are first, which are those of no single topic: so no worker ends long before the other."""
    items.sort(key=lambda item: (_kept_rows(item), _kept_rows(item) == 2 and not _is_of_no_topic(item)))
    elsewhere = [item for item in items if not _belongs_here(item)]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if _belongs_here(item)]


def pytest_collection_finish() -> None:
    """What was imported and collected stays: the search for circles leaves it out, and goes on less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000)


RUN = _set_up()
