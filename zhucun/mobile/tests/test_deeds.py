"""A team's matters on the phone: opened by a note, done in two taps (journey J9)."""

from collections.abc import Callable

from django.test import Client

from tests.cast import TODAY, Cast
from zhucun.six_ones.matters import acts as matters

LogIn = Callable[[str], Client]


def test_a_matter_under_way_is_done_in_two_taps(cast: Cast, log_in: LogIn) -> None:
    row = matters.register(cast.shiping, text="三组路灯不亮", raised_on=TODAY, by=cast.actor("clerk"))
    member = log_in("member")

    assert "三组路灯不亮" in member.get("/deeds/").content.decode()
    assert "办结" in member.get(f"/deeds/{row.pk}/").content.decode()
    member.post(f"/deeds/{row.pk}/", {"on": TODAY.isoformat()})

    row.refresh_from_db()
    assert (row.state, row.done_on) == ("done", TODAY)
    assert log_in("neighbour").get(f"/deeds/{row.pk}/").status_code == 404
