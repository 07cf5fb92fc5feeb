"""M13: a villager's phone, without account or script; large enough to read and to press."""

import pytest
from playwright.sync_api import expect

from tests.browser.measures import ON_PHONES, too_small, violations
from tests.browser.site import Site
from tests.examples import Examples
from tests.examples.words import A_SLIP
from zhucun.oversight.rating.models import RatingTally

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_villager_says_it_in_six_presses_without_a_script(furnished: tuple[Site, Examples]) -> None:
    site, _ = furnished
    seen = site.tab(viewport={"width": 390, "height": 800}).page
    seen.goto(f"{site.base}/say/{A_SLIP}/")
    assert violations(seen) + too_small(seen, ON_PHONES) == []
    page = site.tab(viewport={"width": 320, "height": 640}, java_script_enabled=False).page
    page.goto(f"{site.base}/say/{A_SLIP}/")

    for at in range(5):
        page.locator("fieldset").nth(at).locator("label").first.click()
    page.click("button")

    expect(page.locator("h1")).to_have_text("收到了，谢谢您")
    assert page.context.cookies() == []
    assert RatingTally.objects.filter(session__kind="survey", count=1).count() == 5
