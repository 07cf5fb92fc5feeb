"""A team's book: kept by its leader, read by whom it concerns, shown in the village without a name."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from tests.papers import word
from zhucun.acts.waiting import lines_for
from zhucun.incentives.bookkeeping.yearly import funds
from zhucun.incentives.funds.models import FundEntry, FundPublication
from zhucun.oversight.yearly.columns import Asked

pytestmark = pytest.mark.django_db
LogIn = Callable[[str], Client]
IN = {"on": "2022-03-01", "fen": "1万", "voucher": "收1", "source": "unit", "promise": "team_fund"}
OUT = {"on": "2022-04-02", "fen": "86.50", "voucher": "支1", "purpose": "办公用品", "what": "给老周买的纸"}


def keep(cast: Cast, leader: Client) -> str:
    address = f"/care/funds/{cast.team.pk}/"
    leader.post(f"{address}in/", IN)
    leader.post(f"{address}out/", OUT)
    return address


def test_a_leader_keeps_the_book_and_the_village_reads_it_without_a_name(cast: Cast, log_in: LogIn) -> None:
    leader = log_in("first_secretary")
    address = keep(cast, leader)

    page = leader.get(address).content.decode()
    sheet = leader.get(f"{address}sheets/2022-H1/").content.decode()

    assert "结余 9913.50 元" in page
    assert "给老周买的纸" in page
    assert "办公用品" in sheet
    assert "老周" not in sheet
    assert leader.get(f"{address}sheets/2022-H2/").status_code == 404
    assert "9913.50 元" in leader.get(f"/teams/{cast.team.pk}/").content.decode()


def test_too_much_is_refused_on_the_page_and_a_wrong_line_is_countered(cast: Cast, log_in: LogIn) -> None:
    leader = log_in("first_secretary")
    address = keep(cast, leader)

    refused = leader.post(f"{address}out/", {**OUT, "voucher": "支2", "fen": "9913.51"}).content.decode()
    wrong = FundEntry.objects.get(voucher="支1")
    leader.post(f"/care/funds/entries/{wrong.pk}/correct/", {"reason": "记重了"})

    assert "账上只有 9913.50 元" in refused
    assert "冲掉了" in leader.get(address).content.decode()
    assert leader.get(f"/care/funds/entries/{wrong.pk}/correct/").status_code == 404


def test_the_county_reads_what_each_team_has_left_and_who_has_not_shown_it(cast: Cast, log_in: LogIn) -> None:
    address = keep(cast, log_in("first_secretary"))
    officer = log_in("officer")

    assert cast.team.name in officer.get("/care/funds/?view=unshown").content.decode()
    officer.post(f"{address}publish/", {"half": "2022-H1", "published_on": "2022-07-05", "where": "村务公开栏"})

    assert FundPublication.objects.get().closing_fen == 991_350
    rows = officer.get("/care/funds/?view=unshown").content.decode()
    assert address not in rows
    assert "2022年上半年" in officer.get(address).content.decode()


def test_a_half_year_that_is_over_waits_to_be_shown_and_hangs_without_a_name(cast: Cast, log_in: LogIn) -> None:
    leader = log_in("first_secretary")
    address = keep(cast, leader)

    waiting = [line.sentence for line in lines_for(cast.actor("first_secretary"))]
    paper = leader.get(f"{address}sheets/2022-H1/word/")
    words = word(paper)
    leader.post(f"{address}publish/", {"half": "2022-H1", "published_on": "2022-07-05", "where": "村务公开栏"})

    assert "2022年上半年的工作经费等着在村里公示" in waiting
    assert "支出：办公用品\n86.50元" in words
    assert "老周" not in words
    assert "2022年上半年的工作经费等着在村里公示" not in [one.sentence for one in lines_for(cast.actor("clerk"))]


def test_what_arrived_stands_in_the_account_of_the_year(cast: Cast, log_in: LogIn) -> None:
    keep(cast, log_in("first_secretary"))
    asked = Asked(cast.actor("officer"), cast.county.code, 2022, cast.actor("officer").today, [cast.team.pk])

    assert {team: said.text for team, said in funds(asked).items()} == {cast.team.pk: "10000 元"}
    assert funds(Asked(cast.actor("neighbour"), cast.county.code, 2022, asked.day, [cast.team.pk])) == {}


@pytest.mark.parametrize("who", ["neighbour", "neighbour_county"])
def test_nobody_else_reads_it(cast: Cast, log_in: LogIn, who: str) -> None:
    address = keep(cast, log_in("first_secretary"))
    client = log_in(who)

    assert client.get(address).status_code == 404
    assert client.get(f"{address}out/").status_code == 404
    assert address not in client.get("/care/funds/").content.decode()


def test_a_list_and_a_book_take_few_queries(cast: Cast, log_in: LogIn, django_assert_max_num_queries: Callable) -> None:
    address, officer = keep(cast, log_in("first_secretary")), log_in("officer")
    for one in ("/care/funds/", address):
        with django_assert_max_num_queries(12):
            officer.get(one)
