"""M8 in the browser: what is wrong opens its lines by CSS alone, and 签字交回 hands it in (J3)."""

import pytest
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.examples import Examples
from zhucun.oversight.onsite.models import SiteVisit

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_who_is_missing_is_asked_where_not_all_are_on_post(furnished: tuple[Site, Examples]) -> None:
    site, of = furnished
    tab = site.as_account(of.cast.accounts["officer"])
    team = of.cast.xihe_team
    tab.look(f"{site.base}/site/{team.pk}/", width=390)
    page, before = tab.page, SiteVisit.objects.count()
    missing = page.locator(".absent .choice label")
    expect(missing.first).to_be_hidden()

    page.click("label.not_met >> nth=0")
    expect(missing).to_have_text("骆远")
    missing.click()
    page.click("label.meets >> nth=1")
    if page.locator("[name=reason]").count():
        page.fill("[name=reason]", "汛期顺路看工作队")
    page.click("text=看要整改的")
    expect(page.locator("#found h2")).to_have_text("要整改的 1 项")

    with page.expect_navigation():
        page.click("text=签字交回 >> nth=-1")
    expect(page.locator("h1")).to_have_text("今天的村")
    assert SiteVisit.objects.count() == before + 1
