"""A team's projects on the phone: why it is late is asked once, then the next stage stands ready (journey J10)."""

from collections.abc import Callable
from datetime import timedelta

from django.test import Client

from tests.cast import SINCE, TODAY, Cast
from zhucun.six_ones.industries import acts as projects

LogIn = Callable[[str], Client]


def test_a_late_project_is_explained_once_and_then_taken_on_in_two_taps(cast: Cast, log_in: LogIn) -> None:
    told = {"planned_on": SINCE, "planned_start": TODAY - timedelta(days=3)}
    row = projects.register(cast.shiping, name="香菇大棚", **told, by=cast.actor("clerk"))
    member = log_in("member")
    address = f"/industry/{row.pk}/"

    assert "香菇大棚" in member.get("/industry/").content.decode()
    assert "为什么还没动工" in member.get(address).content.decode()
    member.post(address, {"reason": "菌棒还没到货"})
    assert "为什么还没动工" not in member.get(address).content.decode()
    member.post(address, {"on": TODAY.isoformat()})

    row.refresh_from_db()
    assert (row.state, row.started_on, row.late_reason) == ("started", TODAY, "菌棒还没到货")
    assert log_in("neighbour").get(address).status_code == 404
