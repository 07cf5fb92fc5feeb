"""组队工作台: a draft is asked for, waited for, understood, changed by people, and asked for again."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser.site import Site
from tests.browser.watching import at_work
from tests.demo import Demo
from zhucun.acts.jobs.working import do_waiting
from zhucun.dispatch.formation.models import FormationPlan, PlanDecision
from zhucun.org.accounts.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_draft_is_asked_for_understood_changed_and_asked_for_again(county: Site, demo: Demo) -> None:
    officer = demo.account("county_officer")
    Account.objects.filter(pk=officer.pk).update(checked_at=timezone.now(), must_change_password=False)
    page = county.as_account(officer).page

    _ask_for_one(page, county.base)
    _open_the_result(page, county.base)
    _walk_the_teams_by_keyboard(page)
    _lock_swap_and_settle(page)
    _ask_again_by_what_is_locked(page, county.base)

    kept, now = FormationPlan.objects.order_by("number")
    locked = {f"c{one.cadre_id}" for one in kept.decisions.filter(kind="lock")}
    assert {one: now.now["seats"][one] for one in locked} == {one: kept.now["seats"][one] for one in locked}


def _ask_for_one(page: Page, base: str) -> None:
    page.goto(f"{base}/teams/")
    page.get_by_role("link", name="组队工作台").first.click()
    page.get_by_role("link", name="排一稿").first.click()
    page.get_by_label("给这一稿起个说明").fill("先保留任")
    page.get_by_role("button", name="排一稿").click()
    expect(page.locator("#work")).to_contain_text("可以先去忙")

    page.locator("#id_sent").evaluate("(it) => { it.style.color = 'red'; }")  # the policy lets no style be copied on
    with page.expect_response(page.url):
        sent = page.locator("#id_sent").input_value()
    expect(page.locator("#id_sent")).not_to_have_value(sent)
    assert page.evaluate("window.zcBlocked") == []


def _open_the_result(page: Page, base: str) -> None:
    page.goto(f"{base}/waiting/")
    do_waiting("slow")
    page.reload()
    page.locator("main a", has_text="排组队第 1 稿").first.click()
    page.get_by_role("link", name="去看结果").click()
    expect(page.locator("h1")).to_contain_text("现有队伍")
    expect(page.get_by_role("main")).to_contain_text("硬性要求全部满足")
    expect(page.get_by_role("main")).to_contain_text("已证明没有更好的")


def _walk_the_teams_by_keyboard(page: Page) -> None:
    second = page.locator(".team-lines a").nth(1)
    at_work(page)
    page.locator(".team-lines a").first.focus()
    page.keyboard.press("ArrowDown")
    expect(second).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#team-name")).to_contain_text(second.locator("b").inner_text())


def _lock_swap_and_settle(page: Page) -> None:
    page.get_by_role("button", name="可换").first.click()
    expect(page.locator(".saved")).to_contain_text("锁定了")
    page.get_by_role("link", name="先看换后").first.click()
    expect(page.get_by_role("main")).to_contain_text("换后")
    page.get_by_role("button", name="就这样换").click()
    expect(page.locator(".saved")).to_contain_text("换好了")
    with page.expect_navigation():
        page.get_by_role("button", name="就这样，下一支").click()
    assert sorted(PlanDecision.objects.filter(because__isnull=True).values_list("kind", flat=True)) == [
        *("lock", "settle", "swap"),
    ]


def _ask_again_by_what_is_locked(page: Page, base: str) -> None:
    page.get_by_role("link", name="按锁定重排").click()
    expect(page.get_by_role("main")).to_contain_text("锁定的人")
    page.get_by_role("button", name="按锁定重排").click()
    expect(page.locator("#work")).to_contain_text("可以先去忙")
    address = page.url
    page.goto(f"{base}/waiting/")
    do_waiting("slow")
    page.goto(address)
    expect(page.locator("h1")).to_contain_text("现有队伍")
