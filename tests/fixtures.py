"""Fixtures for every test: the cast, the demo county, and a browser or API client logged in as one of them."""

import pickle
from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoDbBlocker

from tests import make, middleware, ready_made
from tests.cast import Cast
from tests.database import WORKER
from tests.demo import Demo

middleware.kept_from_client_to_client()


@pytest.fixture(autouse=True)
def nothing_kept_from_the_test_before() -> None:
    cache.clear()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> None:
    """In place of pytest-django's, which runs the migrations in every process. One worker makes the demo county now, so
    that nobody waits for it later."""
    with django_db_blocker.unblock():
        ready_made.use_empty()
        if WORKER == "gw0" and any("demo_county" in item.fixturenames for item in request.session.items):
            ready_made.make_county()


@pytest.fixture(scope="session")
def kept_cast(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> bytes:
    """Made once a process: its rows stay in the database while tests with `cast` run, one after another."""
    with django_db_blocker.unblock():
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
def demo_county(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """For good in place of what was in the process's database: tests with `demo` are run last (tests/database.py)."""
    with django_db_blocker.unblock():
        ready_made.use_county()


@pytest.fixture
def demo(demo_county: None, db: None) -> Demo:
    """The demo county, once a process, with what a test writes rolled back. Not with `cast` or a transactional test."""
    return Demo()
