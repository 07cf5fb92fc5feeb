"""A paper on a phone that loses the network between two answers: nothing is lost, and it goes on (M5, R-TRN-05)."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests import sitting
from tests.browser.measures import ON_PHONES, too_small, violations
from tests.browser.site import Site
from tests.examples import Examples
from zhucun.training.knowledge_tests.models import SavedAnswer, Seat

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_sitting__goes_on_without_a_network_and_sends_what_was_answered(furnished: tuple[Site, Examples]) -> None:
    site, _ = furnished
    seat = sitting.slip_seat()
    page = site.tab(viewport={"width": 390, "height": 800}).page
    page.goto(f"{site.base}/sit/{sitting.A_TOKEN}/{seat.pk}/")
    page.fill("#code", sitting.A_DIGITS)
    page.click("button")
    page.wait_for_url("**/paper/")
    kept = page.locator("[data-kept]")
    page.locator("fieldset:not([hidden]) label").first.click()
    expect(kept).to_contain_text("答好 1 题，共 4 题 · 已送达")
    assert violations(page) + too_small(page, ON_PHONES) == []

    page.context.set_offline(True)
    page.click("[data-next]")
    page.locator("fieldset:not([hidden]) label").first.click()
    expect(kept).to_contain_text("答好 2 题，共 4 题 · 存在手机")
    assert SavedAnswer.objects.count() == 1
    page.context.set_offline(False)
    expect(kept).to_contain_text("已送达")
    assert SavedAnswer.objects.count() == 2

    page.reload()
    expect(page.locator("fieldset:not([hidden])")).to_contain_text("第 3 题")
    page.locator("[data-to='3']").click()
    page.context.set_offline(True)
    page.locator("fieldset:not([hidden]) .blank input").press_sequentially("十五")
    page.context.set_offline(False)
    page.reload()  # the page goes while the box is being written in
    page.locator("[data-to='3']").click()
    expect(page.locator("fieldset:not([hidden]) .blank input")).to_have_value("十五")
    page.locator("fieldset:not([hidden]) .blank input").fill("")
    expect(kept).to_contain_text("答好 2 题，共 4 题 · 已送达")
    page.click("[data-next]")
    expect(page.locator("[data-blank]")).to_contain_text("第 3、4 题还没答")
    page.click("[name=hand_in]")
    expect(page.locator(".outcome")).to_contain_text("满分 25")
    assert Seat.objects.get(pk=seat.pk).handed_in_by == "self"


class Held:
    """What the page sends waits here until the test lets it go on."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._routes: list[Route] = []
        page.route("**/paper/", self._take)

    def _take(self, route: Route) -> None:
        if route.request.method == "POST":
            self._routes.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        """The oldest of what is sent; waits until there is one."""
        for _ in range(500):
            if self._routes:
                break
            self._page.wait_for_timeout(20)
        self._routes.pop(0).continue_()


def test_what_is_done_while_something_is_on_its_way_goes_after_it(furnished: tuple[Site, Examples]) -> None:
    """An answer is not said to have arrived before it has, and a paper handed in meanwhile is handed in."""
    site, _ = furnished
    seat = sitting.slip_seat()
    page = site.tab(viewport={"width": 390, "height": 800}).page
    page.goto(f"{site.base}/sit/{sitting.A_TOKEN}/{seat.pk}/")
    page.fill("#code", sitting.A_DIGITS)
    held = Held(page)
    page.click("button")
    page.wait_for_url("**/paper/")
    kept = page.locator("[data-kept]")
    expect(kept).to_contain_text("答好 0 题，共 4 题 · 正在送")  # that it is open on this phone

    page.locator("fieldset:not([hidden]) label").first.click()
    expect(kept).to_contain_text("答好 1 题，共 4 题 · 存在手机")
    held.let_go()
    expect(kept).to_contain_text("答好 1 题，共 4 题 · 正在送")
    page.locator("[data-to='3']").click()
    page.click("[data-next]")
    page.click("[name=hand_in]")
    held.let_go()
    held.let_go()

    expect(page.locator(".outcome")).to_contain_text("满分 25")
    assert SavedAnswer.objects.count() == 1
