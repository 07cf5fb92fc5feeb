"""Fixtures for every test: the cast, the demo county, and a browser or API client logged in as one of them."""

import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests import make, set_aside
from tests.cast import Cast
from tests.demo import Demo
from zhucun.demo.loading import load_demo


@pytest.fixture(autouse=True)
def nothing_kept_from_the_test_before() -> None:
    cache.clear()


@pytest.fixture(scope="session")
def empty_until_the_end() -> Iterator[ExitStack]:
    """Closed where the empty database is wanted back."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture(scope="session")
def kept_cast(django_db_setup: None, django_db_blocker: Any, empty_until_the_end: ExitStack) -> bytes:
    """Made once a process: its rows stay in the database while tests with `cast` run, one after another."""
    with django_db_blocker.unblock():
        empty_until_the_end.enter_context(set_aside.the_empty_database())
        return pickle.dumps(make.whole_cast())


@pytest.fixture
def cast(kept_cast: bytes, db: None) -> Cast:
    """The cast, with what a test writes rolled back; the objects are each test's own."""
    return pickle.loads(kept_cast)


@pytest.fixture
def log_in(cast: Cast) -> Callable[[str], Client]:
    """A client logged in as a member of the cast: `log_in("clerk").get(…)`."""

    def enter(who: str) -> Client:
        client = Client()
        client.force_login(cast.accounts[who])
        return client

    return enter


@pytest.fixture(scope="session")
def demo_county(django_db_setup: None, django_db_blocker: Any, empty_until_the_end: ExitStack) -> None:
    """Loaded for good into the process's database: tests with `demo` are run after all others (tests/database.py)."""
    with django_db_blocker.unblock():
        empty_until_the_end.close()
        load_demo()


@pytest.fixture
def demo(demo_county: None, db: None) -> Demo:
    """The demo county, once a process, with what a test writes rolled back. Not with `cast` or a transactional test."""
    return Demo()
