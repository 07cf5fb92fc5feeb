"""Fixtures for every test: the cast, and a browser or API client logged in as one of them."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests import make
from tests.cast import Cast


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
