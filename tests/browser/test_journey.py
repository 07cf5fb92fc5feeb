"""The first minutes of a new user: enter, find what is uncovered, open a number, post somebody, take it back."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.site import Site
from tests.demo import Demo
from zhucun.dispatch.roster.models import Posting
from zhucun.org.accounts.models import Account

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PASSWORD = "Qing-Ling-2022"


def with_password(account: Account) -> Account:
    told = {"password": make_password(PASSWORD), "must_change_password": False, "checked_at": timezone.now()}
    Account.objects.filter(pk=account.pk).update(**told)
    return account


def test_from_the_log_in_page_to_a_posting_that_is_taken_back(county: Site, demo: Demo) -> None:
    officer = with_password(demo.account("county_officer"))
    page = county.tab().page
    page.goto(f"{county.base}/")
    page.fill("[name=name]", officer.log_in)
    page.fill("[name=secret]", PASSWORD)
    page.get_by_role("button", name="进入").click()
    expect(page.locator("h1")).to_contain_text("7月11日")

    page.get_by_role("link", name=re.compile(r"全部 \d+ 件")).click()  # what has no due day is not among the first five
    page.locator("main a", has_text="该派工作队，还没派").first.click()
    expect(page.locator("h1")).to_contain_text("覆盖")
    expect(page.get_by_role("main")).to_contain_text("该派没派")

    page.get_by_role("link", name="首页").first.click()
    page.locator("main a", has_text="213").first.click()
    expect(page.locator("h1")).to_contain_text("未满40周岁")
    expect(page.locator("#list")).to_contain_text("213 人")
    page.locator("tbody a").first.click()
    expect(page.locator("h1")).not_to_contain_text("未满40周岁")

    page.goto(f"{county.base}/teams/?view=short")
    page.locator("tbody a", has_text="上坪").first.click()
    page.locator("main a", has_text="派驻一人").first.click()
    page.get_by_label("姓名、单位，或姓名的拼音首字母").fill("宋家栋")
    page.get_by_role("button", name="找").click()
    page.get_by_role("link", name="派宋家栋").click()
    page.get_by_label("队员", exact=True).check()
    page.get_by_role("radio", name="补录").check()
    page.get_by_label("从哪天起").fill("2022-07-11")
    page.get_by_label("派出文号或补录理由").fill("青组通〔2022〕30号")
    page.get_by_role("button", name="派驻", exact=True).click()
    expect(page.locator(".saved")).to_be_visible()
    assert Posting.objects.filter(cadre__person__name="宋家栋", until__isnull=True).count() == 1

    page.locator(".saved button").click()
    expect(page.get_by_role("main")).to_contain_text("撤回了")
    assert Posting.objects.filter(cadre__person__name="宋家栋", until__isnull=True).count() == 0
