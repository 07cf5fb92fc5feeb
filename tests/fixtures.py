"""Fixtures for every test: the cast, the demo county, and a browser or API client logged in as one of them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests import make
from tests.cast import Cast
from tests.demo import Demo
from zhucun.demo.loading import load_demo


@pytest.fixture(autouse=True)
def nothing_kept_from_the_test_before() -> None:
    cache.clear()


@pytest.fixture
def cast(db: None) -> Cast:
    return make.whole_cast()


@pytest.fixture
def log_in(cast: Cast) -> Callable[[str], Client]:
    """A client logged in as a member of the cast: `log_in("clerk").get(…)`."""

    def enter(who: str) -> Client:
        client = Client()
        client.force_login(cast.accounts[who])
        return client

    return enter


@pytest.fixture(scope="session")
def demo_county(django_db_setup: None, django_db_blocker: Any) -> None:
    """Loaded for good into the process's database: tests with `demo` are run after all others (tests/database.py)."""
    with django_db_blocker.unblock():
        load_demo()


@pytest.fixture
def demo(demo_county: None, db: None) -> Demo:
    """The demo county, once a process, with what a test writes rolled back. Not with `cast` or a transactional test."""
    return Demo()
