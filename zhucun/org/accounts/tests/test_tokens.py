"""接口令牌: one's own, shown once, withdrawn by oneself; what is entered by them is in tests/test_api.py."""

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from tests.cast import Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.org.accounts import tokens
from zhucun.org.accounts.models import ApiToken
from zhucun.org.accounts.rules import TOKENS_AT_ONCE

MADE = re.compile(r"<code>(zhucun_[\w-]+)</code>")


def make(cast: Cast, who: str = "clerk", days: int = 90) -> ApiToken:
    last_day = timezone.localdate() + timedelta(days=days)
    told = {"name": "平台甲", "last_day": last_day, "code": tokens.new_token()}
    return tokens.make(cast.accounts[who], by=cast.actor(who), **told)


def test_a_new_token_is_shown_once_and_enters_as_its_account(cast: Cast, log_in: Any) -> None:
    client = log_in("clerk")

    page = client.post("/account/tokens/", {"name": "县数据平台，李工", "days": "30"}).content.decode()

    code = MADE.search(page)[1]
    assert tokens.account_of(code) == cast.accounts["clerk"]
    again = client.get("/account/tokens/").content.decode()
    assert code not in again
    assert "县数据平台，李工" in again
    assert ApiToken.objects.get().last_day == timezone.localdate() + timedelta(days=30)


def test_a_second_press_makes_no_second_token_and_shows_none(cast: Cast, log_in: Any) -> None:
    client, told = log_in("clerk"), {"name": "平台", "days": "30", "sent": str(uuid.uuid4())}
    client.post("/account/tokens/", told)

    answer = client.post("/account/tokens/", told)

    assert answer.status_code == 409
    assert not MADE.search(answer.content.decode())
    assert ApiToken.objects.count() == 1


def test_a_token_is_withdrawn_by_its_holder_alone(cast: Cast, log_in: Any) -> None:
    made = make(cast)

    for who in ("secretary", "neighbour", "neighbour_county", "system_admin"):
        assert log_in(who).post(f"/account/tokens/{made.pk}/withdraw/").status_code == 404
        assert "平台甲" not in log_in(who).get("/account/tokens/").content.decode()
    with pytest.raises(OutOfReach):
        tokens.withdraw(made, by=cast.actor("officer"))
    assert log_in("clerk").post(f"/account/tokens/{made.pk}/withdraw/").url == "/account/tokens/"

    made.refresh_from_db()
    assert made.withdrawn_at is not None
    assert "已收回" in log_in("clerk").get("/account/tokens/").content.decode()


def test_nobody_makes_one_for_another(cast: Cast) -> None:
    told = {"name": "x", "last_day": timezone.localdate(), "code": tokens.new_token()}

    with pytest.raises(OutOfReach):
        tokens.make(cast.accounts["secretary"], by=cast.actor("officer"), **told)


@pytest.mark.parametrize("days", [-1, 400])
def test_a_token_lasts_from_today_to_a_year_at_most(cast: Cast, days: int) -> None:
    with pytest.raises(Refused) as refusal:
        make(cast, days=days)
    assert refusal.value.field == "last_day"


def test_there_are_never_very_many(cast: Cast) -> None:
    for _ in range(TOKENS_AT_ONCE):
        make(cast)
    with pytest.raises(Refused, match="先收回不用的"):
        make(cast)


def test_it_ends_by_the_real_day_also_where_the_county_s_clock_stands(cast: Cast) -> None:
    code = tokens.new_token()
    last_day = timezone.localdate()
    tokens.make(cast.accounts["clerk"], name="x", last_day=last_day, code=code, by=cast.actor("clerk"))

    assert tokens.account_of(code) is not None
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        assert tokens.account_of(code) is None


def test_the_page_costs_few_queries(cast: Cast, log_in: Any, django_assert_max_num_queries: Any) -> None:
    make(cast)
    client = log_in("clerk")

    with django_assert_max_num_queries(12):
        assert client.get("/account/tokens/").status_code == 200
