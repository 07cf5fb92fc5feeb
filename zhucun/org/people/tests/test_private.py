"""查看全文: only for a reason, and it is noted who looked (R-DAT-04)."""

from typing import Any

import pytest

from tests import make
from tests.cast import COUNTY, Cast
from zhucun.acts.models import AccessLog, AuditLog
from zhucun.acts.refused import NotPermitted, OutOfReach, Refused
from zhucun.org.people.models import Cadre
from zhucun.org.people.revealing import looks_at, masked, reveal

PHONE = "13907460001"


@pytest.fixture
def cadre(cast: Cast) -> Cadre:
    return make.cadre("赵一", unit=cast.archive, phone=PHONE, id_number=valid_id())


def valid_id() -> str:
    from zhucun.lib.identity import id_number_problem

    body = "99012619900501123"
    return next(body + end for end in "0123456789X" if id_number_problem(body + end) is None)


def test_it_is_shown_for_a_reason_and_noted(cast: Cast, cadre: Cadre) -> None:
    shown = reveal(cadre, reason="核对保险名单", by=cast.actor("officer"))

    assert (shown.phone, shown.id_number) == (PHONE, valid_id())
    look = AccessLog.objects.get()
    assert (look.actor_name, look.reason, look.row_key, look.place_code) == ("李静文", "核对保险名单", cadre.pk, COUNTY)
    assert looks_at(cadre) == [look]


def test_without_a_reason_nothing_is_shown(cast: Cast, cadre: Cadre) -> None:
    with pytest.raises(Refused, match="为什么"):
        reveal(cadre, reason="  ", by=cast.actor("officer"))

    assert not AccessLog.objects.exists()


@pytest.mark.parametrize("who", ["secretary", "member", "county_leader", "system_admin", "audit_admin"])
def test_whoever_has_no_such_permission_is_refused(cast: Cast, cadre: Cadre, who: str) -> None:
    with pytest.raises(NotPermitted):
        reveal(cadre, reason="看看", by=cast.actor(who))


def test_the_neighbour_county_is_out_of_reach(cast: Cast, cadre: Cadre, log_in: Any) -> None:
    with pytest.raises(OutOfReach):
        reveal(cadre, reason="看看", by=cast.actor("neighbour_county"))
    assert log_in("neighbour_county").get(f"/people/{cadre.pk}/private/").status_code == 404


def test_others_see_the_last_four_only(cadre: Cadre) -> None:
    hidden = masked(cadre)

    assert hidden.phone == "139****0001"
    assert hidden.id_number == "*" * 14 + valid_id()[-4:]


def test_the_page_asks_first_and_keeps_nothing_in_the_browser(cast: Cast, cadre: Cadre, log_in: Any) -> None:
    client, address = log_in("officer"), f"/people/{cadre.pk}/private/"
    before = client.get(address)
    assert PHONE not in before.content.decode()

    after = client.post(address, {"reason": "核对保险名单"})

    assert PHONE in after.content.decode()
    assert "核对保险名单" in after.content.decode()
    assert "no-store" in after.headers["Cache-Control"]
    assert "“为什么要看”要填。" in client.post(address, {"reason": ""}).content.decode()


@pytest.mark.parametrize("who", ["secretary", "member", "audit_admin"])
def test_the_page_is_closed_to_others(cast: Cast, cadre: Cadre, log_in: Any, who: str) -> None:
    assert log_in(who).get(f"/people/{cadre.pk}/private/").status_code == 403


def test_neither_stands_in_the_audit_log(cadre: Cadre) -> None:
    lines = str(list(AuditLog.objects.values_list("changes", "told")))

    assert PHONE not in lines
    assert valid_id() not in lines


def test_the_page_costs_few_queries(cast: Cast, cadre: Cadre, log_in: Any, django_assert_max_num_queries: Any) -> None:
    client = log_in("officer")

    with django_assert_max_num_queries(12):
        client.get(f"/people/{cadre.pk}/private/")
