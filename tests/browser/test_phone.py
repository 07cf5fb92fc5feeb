"""The phone's pages at work: what sending would mean is shown while one chooses, and one press then sends it (J2)."""

import pytest
from playwright.sync_api import Page, expect

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


def until_kept(page: Page, *, is_kept: bool) -> None:
    """The list's copy is on the device, or no longer is."""
    asked = "caches.match(location.origin + '/households/').then(Boolean)"
    for _ in range(300):
        if page.evaluate(asked) == is_kept:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"after 15 seconds the copy was still {'absent' if is_kept else 'there'}")


def test_keep__the_list_of_households_is_there_without_a_signal(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    tab = site.as_account(of.cast.accounts["member"])
    tab.look(f"{site.base}/households/", width=390)
    page = tab.page
    expect(page.locator("[data-zc-keep]")).to_contain_text("存在手机里了")
    until_kept(page, is_kept=True)
    first = page.locator("main li").first.inner_text()

    page.context.set_offline(True)
    page.reload()

    expect(page.locator("main li").first).to_have_text(first, use_inner_text=True)
    page.context.set_offline(False)


def test_forget__nothing_of_it_is_left_once_one_has_gone_out(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    tab = site.as_account(of.cast.accounts["member"])
    tab.look(f"{site.base}/households/", width=390)
    page = tab.page
    until_kept(page, is_kept=True)

    page.context.clear_cookies()
    page.goto(f"{site.base}/login/")

    until_kept(page, is_kept=False)
