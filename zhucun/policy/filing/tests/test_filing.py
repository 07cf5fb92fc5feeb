"""上线备案: ticked by act, by the county's office, one county at a time (R-BUR-03)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import COUNTY, TODAY, Cast
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.policy.filing import acts as filing
from zhucun.policy.filing.models import FilingTick
from zhucun.policy.filing.rules import RULES, Item

LogIn = Callable[[str], Client]
FILED = {"item": "filed", "done_on": date(2022, 7, 1), "number": "青网信备〔2022〕3号"}


def ticked(cast: Cast, who: str = "officer", **told: Any) -> FilingTick:
    return filing.tick(cast.county, by=cast.actor(who), **{**FILED, **told})


def test_every_item_names_the_rule_behind_it() -> None:
    assert set(RULES) == set(Item)


def test_what_is_settled_stands_with_its_day_and_document(cast: Cast, log_in: LogIn) -> None:
    log_in("officer").post("/policy/filing/filed/", {"done_on": "2022-07-01", "number": "青网信备〔2022〕3号"})

    assert FilingTick.objects.get().county_code == COUNTY
    text = log_in("county_leader").get("/policy/filing/").content.decode()
    assert "7 件办好了 1 件" in text
    assert "青网信备〔2022〕3号" in text


def test_a_tick_is_taken_back_and_may_be_given_anew(cast: Cast, log_in: LogIn) -> None:
    first = ticked(cast)
    with pytest.raises(Refused, match="已经登记过了"):
        ticked(cast)

    log_in("officer").post(f"/policy/filing/{first.pk}/withdraw/")
    ticked(cast)

    assert FilingTick.objects.filter(withdrawn_at__isnull=True).count() == 1


@pytest.mark.parametrize(
    ("told", "sentence"),
    [({"item": "castle"}, "没有这一项"), ({"done_on": TODAY + timedelta(days=1)}, "还没到的日子")],
)
def test_what_cannot_be_is_refused_in_words(cast: Cast, told: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        ticked(cast, **told)


def test_nobody_else_ticks_and_the_neighbour_county_sees_its_own_list_only(cast: Cast, log_in: LogIn) -> None:
    made = ticked(cast)

    with pytest.raises(NotPermitted):
        ticked(cast, who="secretary")
    with pytest.raises(OutOfReach):
        ticked(cast, who="neighbour_county")
    neighbour = log_in("neighbour_county")
    assert "办好了 0 件" in neighbour.get("/policy/filing/").content.decode()
    assert neighbour.post(f"/policy/filing/{made.pk}/withdraw/").status_code == 404


def test_the_list_needs_few_queries(
    cast: Cast, log_in: LogIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    ticked(cast)
    client = log_in("officer")
    with django_assert_max_num_queries(12):
        assert client.get("/policy/filing/").status_code == 200
