"""建账: the day the county starts, and the state of every sheet it already keeps."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import COUNTY, Cast
from tests.imports import member, xlsx
from zhucun.dispatch.imports.bringing import bring_in
from zhucun.dispatch.opening.models import OpeningBalance, OpeningFile
from zhucun.dispatch.opening.slots import slots
from zhucun.org.places.models import CountyOffice
from zhucun.web.importing import Choices, importers

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]


@pytest.fixture
def brought(cast: Cast) -> OpeningFile:
    done = bring_in(xlsx(member("骆新", 派出单位="县水利局")), "七月.xlsx", Choices(), by=cast.actor("officer"))
    return done.file


def text(client: Client, address: str = "/opening/") -> str:
    return client.get(address).content.decode()


NOT_BEFORE = {
    "nominations",
    "month_sheet",
    "distances",
    "committee_renewal",
    "rota",
}  # of a round, a month kept here, of roads, of a committee that changes, of an emergency that runs


def test_every_kind_of_table_has_a_slot() -> None:
    assert {one.kind for one in slots() if not one.is_typed} == {one.key for one in importers()} - NOT_BEFORE


def test_the_day_is_settled_and_may_not_lie_ahead(log_in: LogIn) -> None:
    officer = log_in("officer")

    officer.post("/opening/", {"started_on": "2022-07-01"})
    ahead = officer.post("/opening/", {"started_on": "2022-07-12"}).content.decode()

    assert CountyOffice.objects.get(county__code=COUNTY).started_on == date(2022, 7, 1)
    assert "建账日不能晚于今天。" in ahead


def test_a_slot_says_what_is_on_file_and_which_file_was_the_last(brought: OpeningFile, log_in: LogIn) -> None:
    page = text(log_in("officer"))

    assert ("七月.xlsx" in page, "新登记 1 人，派驻 1 人" in page) == (True, True)
    assert f'href="/imports/done/{brought.pk}/"' in page


def test_an_opening_value_names_file_sheet_and_row(brought: OpeningFile, cast: Cast, log_in: LogIn) -> None:
    OpeningBalance.objects.create(
        county_code=COUNTY,
        kind="在村天数",
        month=date(2022, 5, 1),
        cadre=cast.member.cadre,
        amount=44,
        file=brought,
        sheet_name="五月",
        row_number=7,
    )

    assert "《七月.xlsx》五月 第 7 行" in text(log_in("officer"))
    assert "《七月.xlsx》" not in text(log_in("neighbour_county"))


@pytest.mark.parametrize("who", ["secretary", "neighbour", "county_leader", "member", "system_admin"])
def test_who_does_not_keep_the_books_does_not_see_the_page(log_in: LogIn, who: str) -> None:
    assert log_in(who).get("/opening/").status_code == 403


def test_the_page_asks_few_questions(
    brought: OpeningFile, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = log_in("officer")

    with django_assert_max_num_queries(12):
        client.get("/opening/")
