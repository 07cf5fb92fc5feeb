"""The pages of the menu with a whole county in them: names and lists at their real length, at every width."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.browser.measures import measured, violations
from tests.browser.site import Site
from tests.demo import DONGLING, Demo
from zhucun.org.accounts.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

OFFICES = [("county_officer", "990126"), ("township_secretary", DONGLING)]
NARROW = (1100, 768, 390, 320)
LINKS = "nav.side a, nav.near-pages a"


def links(page: Page) -> list[str]:
    """Of the menu as this page draws it: only the open group shows its own."""
    return page.eval_on_selector_all(LINKS, "links => links.map((link) => link.getAttribute('href'))")


@pytest.mark.parametrize(("role", "where"), OFFICES)
def test_every_page_of_the_menu_holds_at_its_real_length(county: Site, demo: Demo, role: str, where: str) -> None:
    account = demo.account(role, where)
    Account.objects.filter(pk=account.pk).update(checked_at=timezone.now(), must_change_password=False)
    tab = county.as_account(account)
    measured(tab.page)
    paths, faults = ["/"], []
    for path in paths:
        seen = tab.look(county.base + path, width=1366)
        paths += [link for link in dict.fromkeys(links(tab.page)) if link and link not in paths]
        faults += [] if seen.status == 200 else [f"{path}: {seen.status}"]
        faults += [*seen.faults, *(f"{path}: {fault}" for fault in violations(tab.page))]
        faults += [fault for width in NARROW for fault in tab.seen(path, width=width).faults]

    assert len(paths) > 5
    assert faults == []
