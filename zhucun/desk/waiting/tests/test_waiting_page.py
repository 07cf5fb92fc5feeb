"""待我办: every line with its verb, copied without personal data (screen C3)."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import make
from tests.cast import Cast
from tests.demo import Demo
from zhucun.desk.waiting.views import done_by
from zhucun.dispatch.roster import acts as roster
from zhucun.dispatch.roster.models import Posting


def shown(client: Any) -> str:
    return client.get("/waiting/").content.decode()


def test_each_line_can_be_copied_as_a_message_that_names_no_person(cast: Cast, log_in: Any) -> None:
    for _ in range(2):
        make.posting(cast.xihe_team, make.cadre(unit=cast.water))
    roster.end(cast.member, last_day=date(2022, 7, 1), kind="adjustment", by=cast.actor("officer"))

    page = shown(log_in("officer"))

    assert 'data-zc-copy="东岭镇驻石坪村工作队缺人，还没补齐（1支' in page
    copied = [part.split('"')[0] for part in page.split('data-zc-copy="')[1:]]
    names = Posting.objects.values_list("cadre__person__name", flat=True)
    assert copied
    assert not any(name in message for name in names for message in copied)


def test_nobody_is_watched_one_sees_only_what_one_did_oneself(cast: Cast, log_in: Any) -> None:
    roster.end(cast.member, last_day=date(2022, 7, 1), kind="adjustment", by=cast.actor("officer"))

    assert "结束派驻" in shown(log_in("officer"))
    assert "结束派驻" not in shown(log_in("office_leader"))


def test_what_one_did_is_found_by_an_index_however_long_the_log_is(cast: Cast) -> None:
    if connection.vendor == "sqlite":  # PostgreSQL reads a short table from end to end
        assert "audit_account" in done_by(cast.actor("officer"))[:10].explain()


@pytest.mark.parametrize("who", ["village_secretary", "member", "prefecture_reader", "audit_admin"])
def test_nothing_waiting_is_good_news(log_in: Any, who: str) -> None:
    assert "都办完了" in shown(log_in(who))


def test_the_page_takes_at_most_twelve_queries(demo: Demo) -> None:
    client = demo.client("county_officer")
    client.get("/waiting/")

    with CaptureQueriesContext(connection) as queries:
        assert client.get("/waiting/").status_code == 200

    assert len(queries) <= 12
