"""六个一成果: what the cards say, the townships side by side, what a neighbour gets, what it asks of the database."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import DONGLING, SHIPING, SINCE, TODAY, XIHE, Cast, operator
from zhucun.lib.figure import is_known
from zhucun.lib.periods import Span
from zhucun.org.places import acts as places
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.network import acts as network
from zhucun.six_ones.network import linking
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


def test_the_prefecture_reads_the_numbers_and_no_row_behind_them(cast: Cast, log_in: LogIn) -> None:
    """What a county achieved is told above it; who it was done for stays in the county."""
    solved(cast)
    reader = log_in("prefecture_reader")

    assert solved_in(reader) == ["1"]
    page = reader.get("/six-ones/").content.decode()
    assert "/matters/" not in page
    figure = f"/figures/six_ones.matters_solved/?scope=9901&from={TODAY - timedelta(days=60)}&to={TODAY}"
    opened = reader.get(figure).content.decode()
    assert "这里只看数" in opened
    assert "渠道修好了" not in opened
    assert "渠道修好了" not in reader.get(f"{figure}&part=changes").content.decode()
    rows = f"/api/v1/figures/six_ones.matters_solved/records/?scope=9901&from={TODAY - timedelta(days=60)}&to={TODAY}"
    assert reader.get(rows).json()["rows"] == []
    assert reader.get("/matters/").status_code == 403


def test_a_card_tells_how_many_households_each_keeps_in_touch_with(cast: Cast, log_in: LogIn) -> None:
    person = network.add(cast.shiping, name="石爱党", since=SINCE, by=operator())
    for name in ("石老满", "石老三"):
        home = places.add_household(cast.shiping, head_name=name, since=SINCE, by=operator())
        linking.add(person, household=home, since=TODAY, by=cast.actor("clerk"))

    shown = {card["key"]: card for card in log_in("officer").get("/six-ones/").context["cards"]}

    assert [bar["value"] for bar in shown["network"]["bars"]["items"]] == [0, 1, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/matters/", "matters"),
        ("/projects/", "projects"),
        ("/talents/opinions/", "forum_opinions"),
        ("/talents/returned/", "returned_talents"),
        ("/basics/committees/", "committees"),
        ("/basics/links/", "household_links"),
        ("/basics/visits/", "households"),
        ("/basics/customs/", "customs"),
        ("/basics/customs/items/", "monthly_items"),
        ("/basics/rota/", "rota"),
    ],
)
def test_a_ledger_leads_to_where_its_sheet_is_brought_in(cast: Cast, log_in: LogIn, path: str, kind: str) -> None:
    bring = f"/imports/?kind={kind}"

    assert bring in log_in("officer").get(path).content.decode()
    assert log_in("officer").get(bring).status_code == 200
    assert bring not in log_in("member").get(path).content.decode()
