"""实事台账 and its pages: the list, one matter, each step; what a neighbour gets; how much is asked of the database."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import SHIPING, SINCE, TODAY, Cast, operator
from zhucun.org.places import acts as places
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters.models import UrgentMatter

LogIn = Callable[[str], Client]


def registered(cast: Cast, text: str = "渠道塌了一段") -> UrgentMatter:
    return matters.register(cast.shiping, text=text, raised_on=TODAY - timedelta(days=3), by=cast.actor("clerk"))


def test_a_clerk_registers_one_and_the_team_finishes_it_in_two_presses(cast: Cast, log_in: LogIn) -> None:
    clerk, member = log_in("clerk"), log_in("member")
    told = {"text": "三组路灯不亮", "field": "environment", "duty": "service", "raised_on": "2022-07-10"}
    clerk.post(f"/matters/new/{SHIPING}/", {**told, "raised_how": "telephone"})
    row = UrgentMatter.objects.get()

    assert "三组路灯不亮" in member.get("/matters/").content.decode()
    assert f"/matters/{row.pk}/finish/" in member.get(f"/matters/{row.pk}/").content.decode()
    member.post(f"/matters/{row.pk}/finish/", {"on": "2022-07-11", "rating": "satisfied"})

    row.refresh_from_db()
    assert (row.state, row.rating, row.raised_how) == ("done", "satisfied", "telephone")
    assert "满意" in clerk.get(f"/matters/{row.pk}/").content.decode()


def test_every_step_there_is_has_its_page(cast: Cast, log_in: LogIn) -> None:
    row = registered(cast)
    clerk = log_in("clerk")
    for verb in (
        "finish",
        "hand_up",
        "hand_back",
        "work",
        "promise",
        "rate",
        "cannot",
        "reopen",
        "correct",
        "withdraw",
    ):
        assert clerk.get(f"/matters/{row.pk}/{verb}/").status_code == 200, verb
    assert clerk.get(f"/matters/{row.pk}/nonsense/").status_code == 404
    clerk.post(f"/matters/{row.pk}/hand_up/", {"reason": "要水利上来"})
    row.refresh_from_db()
    assert row.owner_name == "乡镇"


def test_a_matter_leads_to_the_village_and_to_the_household_of_whoever_may_see_it(cast: Cast, log_in: LogIn) -> None:
    home = places.add_household(cast.shiping, head_name="石老满", since=SINCE, by=operator())
    row = matters.register(cast.shiping, text="渠道塌了", raised_on=TODAY, household=home, by=cast.actor("clerk"))

    shown = log_in("clerk").get(f"/matters/{row.pk}/").content.decode()

    assert f'href="/villages/{SHIPING}/"' in shown
    assert f'href="/basics/households/{home.pk}/"' in shown
    assert f"/basics/households/{home.pk}/" not in log_in("liaison").get(f"/matters/{row.pk}/").content.decode()


def test_the_neighbour_gets_nothing(cast: Cast, log_in: LogIn) -> None:
    row = registered(cast)
    for who in ("neighbour", "neighbour_county"):
        client = log_in(who)
        assert "渠道塌了" not in client.get("/matters/").content.decode()
        assert client.get(f"/matters/{row.pk}/").status_code == 404
        assert client.get(f"/matters/{row.pk}/finish/").status_code == 404
        assert client.get(f"/matters/new/{SHIPING}/").status_code == 404


def test_list_and_matter_ask_few_questions(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [registered(cast, f"第 {n} 件") for n in range(12)]
    clerk = log_in("clerk")
    for address in ("/matters/", f"/matters/{rows[0].pk}/"):
        clerk.get(address)
        with django_assert_max_num_queries(12):
            clerk.get(address)
