"""Pages beside each other under one entry of the menu: one sees those one may open, the first is where it leads."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast

LogIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def tabs_of(client: Client, path: str) -> list[str]:
    return [tab["label"] for tab in client.get(path).context["page_tabs"]()]


def test_the_pages_of_an_entry_stand_above_each_of_them_and_not_above_those_below(cast: Cast, log_in: LogIn) -> None:
    officer = log_in("officer")
    of_inspection = ["本周", "现场记录", "发现的问题", "督查通报", "往期"]
    assert tabs_of(officer, "/inspection/") == tabs_of(officer, "/circulars/") == of_inspection
    assert tabs_of(officer, "/yearly/") == ["各期考核", "公示与申诉", "民主测评", "年终总账", "考核方案"]
    assert tabs_of(officer, "/circulars/new/") == []


def test_whoever_may_not_open_the_first_page_is_led_to_the_first_they_may(cast: Cast, log_in: LogIn) -> None:
    """A member has no progress of talks to see, and reads their own notices."""
    member = log_in("member")
    groups = member.get("/days/").context["menu"]()
    entries = {item["label"]: item["url"] for group in groups for item in group["items"]}
    assert entries["约谈与问责"] == "/talks/records/"
    assert tabs_of(member, "/talks/records/") == []
