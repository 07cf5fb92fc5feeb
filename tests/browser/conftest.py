"""A browser for the session, and the site it looks at."""

from collections.abc import Iterator

import pytest
from django.db import connections, transaction
from django.test import override_settings
from playwright.sync_api import Browser
from pytest_django import DjangoDbBlocker

from tests import make
from tests.browser.site import Site, serving
from tests.browser.watching import chromium
from tests.cast import Cast
from tests.demo import Demo
from tests.examples import Examples


@pytest.fixture(scope="module")
def browser(django_db_setup: None) -> Iterator[Browser]:
    """Playwright runs a loop in this thread. Django then takes it for asynchronous code, with connections of its own:
    it is told not to mind, and given the connection that there is. For a module only, so that no other test notices.
    """
    held = {alias: connections[alias] for alias in connections}
    with pytest.MonkeyPatch.context() as told, chromium() as started:
        told.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        for alias, connection in held.items():
            connections[alias] = connection
        yield started


@pytest.fixture(scope="module")
def furnished(
    browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[Site, Examples]]:
    """The cast's county with a row of everything, once for a module that writes nothing."""
    with django_db_blocker.unblock(), transaction.atomic():
        of = Examples.made(make.whole_cast())
        with serving() as base:
            site = Site(base, browser)
            yield site, of
            site.close()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def gallery(browser: Browser, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """The pages of gallery.py instead of the product's."""
    with django_db_blocker.unblock(), override_settings(ROOT_URLCONF="tests.browser.gallery"), serving() as base:
        site = Site(base, browser)
        yield site
        site.close()


@pytest.fixture
def small(browser: Browser, cast: Cast) -> Iterator[Site]:
    """The cast's county with nothing more in it than the test makes; all of it is rolled back."""
    with serving() as base:
        site = Site(base, browser)
        yield site
        site.close()


@pytest.fixture
def county(browser: Browser, demo: Demo) -> Iterator[Site]:
    """The demo county; what a test writes is rolled back."""
    with serving() as base:
        site = Site(base, browser)
        yield site
        site.close()
