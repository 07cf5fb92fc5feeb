"""六个一成果: what the cards say, the townships side by side, what a neighbour gets, what it asks of the database."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import DONGLING, SHIPING, TODAY, XIHE, Cast
from zhucun.lib.figure import is_known
from zhucun.lib.periods import Span
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.outcomes.asking import span_of
from zhucun.six_ones.outcomes.cards import WANTED
from zhucun.six_ones.outcomes.six import SIX

LogIn = Callable[[str], Client]
MOST_QUERIES = 20


def solved(cast: Cast, text: str = "渠道修好了") -> None:
    day = TODAY - timedelta(days=20)
    row = matters.register(cast.shiping, text=text, raised_on=day, by=cast.actor("clerk"))
    matters.finish(row, on=day, by=cast.actor("clerk"))


def solved_in(client: Client, query: str = "") -> list[str]:
    """The sum at the foot of the table."""
    table = client.get(f"/six-ones/{query}").context["table"]
    return [cell["text"] for cell in table["total"] if cell["label"] == "实事"] if table else []


@pytest.mark.parametrize(
    ("period", "since", "until"),
    [
        ("year", date(2021, 7, 1), date(2022, 7, 1)),
        ("this_year", date(2022, 1, 1), date(2022, 7, 12)),
        ("quarter", date(2022, 7, 1), date(2022, 7, 12)),
        ("month", date(2022, 7, 1), date(2022, 7, 12)),
    ],
)
def test_the_year_is_of_whole_months_and_the_others_end_today(period: str, since: date, until: date) -> None:
    assert span_of(period, TODAY) == Span(since, until)


def test_each_number_opens_its_records_and_an_empty_ledger_says_what_to_enter(cast: Cast, log_in: LogIn) -> None:
    solved(cast)
    officer = log_in("officer")

    shown = officer.get("/six-ones/").content.decode()

    assert all(one.title in shown for one in SIX)
    link = re.search(r'href="(/figures/six_ones.matters_solved/[^"]*)">1<', shown)
    assert link is not None
    assert "渠道修好了" in officer.get(link.group(1).replace("&amp;", "&")).content.decode()
    assert "这里还没有数" in shown


def test_townships_stand_in_their_fixed_order_and_add_up(cast: Cast, log_in: LogIn) -> None:
    solved(cast)

    table = log_in("officer").get("/six-ones/").context["table"]
    at = [column["label"] for column in table["columns"]].index("实事")
    assert [row["key"] for row in table["rows"]] == [DONGLING, XIHE]
    assert [row["cells"][at]["text"] for row in table["rows"]] == ["1", "0"]
    assert table["total"][at]["text"] == "1"


def test_a_township_sees_its_own_and_the_neighbour_nothing_of_it(cast: Cast, log_in: LogIn) -> None:
    solved(cast)

    assert solved_in(log_in("secretary")) == ["1"]
    for who in ("neighbour", "neighbour_county"):
        client = log_in(who)
        assert solved_in(client) in (["0"], [])
        assert client.get(f"/six-ones/?scope={SHIPING[:9]}").status_code == 404
    assert log_in("member").get("/six-ones/").status_code == 403


def test_the_days_are_one_s_own_choice_and_the_sheet_has_the_same_rows(cast: Cast, log_in: LogIn) -> None:
    solved(cast)
    officer = log_in("officer")

    assert solved_in(officer) == ["1"]
    assert solved_in(officer, "?period=month") == ["0"]
    assert officer.get("/six-ones/?from=2022-06-01&to=2022-06-30").status_code == 200
    assert officer.get("/six-ones/?from=2022-06-30&to=2022-06-01").status_code == 409
    assert officer.get("/six-ones/?export=xlsx").content[:2] == b"PK"


def test_what_cards_ask_for_stands_in_the_ledgers() -> None:
    asked = {f"six_ones.{name}" for names in WANTED.values() for name in names} | {one for it in SIX for one in it.ids}

    assert {one for one in asked if not is_known(one)} == set()
    assert all(one.url for one in SIX)


def test_it_takes_few_queries(cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    solved(cast)
    officer = log_in("officer")
    officer.get("/six-ones/")

    with django_assert_max_num_queries(MOST_QUERIES):
        officer.get("/six-ones/")
