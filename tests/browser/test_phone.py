"""The phone's pages at work: what sending would mean is shown while one chooses, and one press then sends it (J2)."""

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.browser.watching import at_work
from tests.examples import Examples
from zhucun.oversight.leave.models import LeaveRequest

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_ahead__the_way_of_a_leave_is_shown_as_its_days_are_chosen(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    tab = site.as_account(of.cast.accounts["member"])
    tab.look(f"{site.base}/change/?kind=leave", width=390)
    page = tab.page
    at_work(page)
    asked = LeaveRequest.objects.count()
    expect(page.locator("#send")).to_have_text("看要谁批")

    page.fill("[name=since_day]", "2022-07-25")
    page.fill("[name=until_day]", "2022-07-26")
    page.click("label:has-text('家人住院')")
    page.click("label:has-text('黎明远')")

    expect(page.locator("#seen h2")).to_contain_text("共 2 天")
    expect(page.locator("#send")).to_have_text("提交，等批准")
    with page.expect_navigation():
        page.click("#send button")
    expect(page.locator("h1")).to_have_text("盘小妹请假")
    assert LeaveRequest.objects.count() == asked + 1
