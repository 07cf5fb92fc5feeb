"""导入导出: who sees which imports and downloads, and that every ledger offered is one."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import COUNTY, Cast
from tests.imports import member, xlsx
from zhucun.acts.models import AccessLog
from zhucun.dispatch.imports.bringing import bring_in
from zhucun.reports.transfers.ledgers import AS_SHEET, LISTS
from zhucun.web.importing import Choices

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]


@pytest.fixture
def brought(cast: Cast) -> None:
    bring_in(xlsx(member("骆新", 派出单位="县水利局")), "七月.xlsx", Choices(), by=cast.actor("officer"))


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_what_came_in_is_listed_with_who_and_how_much(brought: None, log_in: LogIn) -> None:
    page = text(log_in("office_leader"), "/transfers/")

    assert ("七月.xlsx" in page, "李静文" in page, "新登记 1 人，派驻 1 人" in page) == (True, True, True)


def test_what_went_out_is_listed_with_who_and_how_many_rows(log_in: LogIn) -> None:
    log_in("officer").get("/teams/?export=xlsx")

    page = text(log_in("office_leader"), "/transfers/out/")

    assert ("工作队" in page, "李静文" in page) == (True, True)


@pytest.mark.parametrize("who", ["secretary", "neighbour"])
def test_a_township_sees_what_it_took_itself_and_nothing_of_the_county(brought: None, log_in: LogIn, who: str) -> None:
    log_in("officer").get("/teams/?export=xlsx")
    client = log_in(who)
    client.get("/members/?export=xlsx")

    assert "七月.xlsx" not in text(client, "/transfers/")
    page = text(client, "/transfers/out/")
    assert "李静文" not in page
    assert AccessLog.objects.filter(place_code=COUNTY).exists()


def test_the_neighbour_county_sees_nothing(brought: None, log_in: LogIn) -> None:
    log_in("officer").get("/teams/?export=xlsx")
    client = log_in("neighbour_county")

    assert "七月.xlsx" not in text(client, "/transfers/")
    assert "李静文" not in text(client, "/transfers/out/")


@pytest.mark.parametrize("who", ["clerk", "member", "system_admin"])
def test_who_may_not_export_does_not_see_the_page(log_in: LogIn, who: str) -> None:
    assert log_in(who).get("/transfers/").status_code == 403


@pytest.mark.parametrize("ledger", [one for one in LISTS if one.query == AS_SHEET], ids=lambda one: one.label)
def test_every_ledger_is_a_sheet_and_its_taking_is_noted(log_in: LogIn, ledger) -> None:  # noqa: ANN001
    answer = log_in("officer").get(ledger.url)

    assert answer["Content-Type"].startswith("application/vnd.openxmlformats")
    assert AccessLog.objects.filter(what__startswith="导出").count() == 1


def test_the_pages_ask_few_questions(
    brought: None, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in("officer")

    for address in ("/transfers/", "/transfers/out/"):
        with django_assert_max_num_queries(10):
            client.get(address)
