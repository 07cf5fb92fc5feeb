"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import timedelta

from tests.bulk import operator_of, plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.oversight.emergency import acts as emergency
from zhucun.six_ones.duty_rota import acts as rota
from zhucun.six_ones.duty_rota.models import RotaPost


@plan("rota.open")
def posts_of_an_emergency(cast: Cast) -> list[Told]:
    flood = {"title": "防汛值守", "document_number": "青防指〔2022〕6号", "level": "4", "since": TODAY, "days": 3}
    emergency.approve(emergency.propose(cast.county, **flood, by=cast.actor("officer")), by=cast.actor("office_leader"))
    told = {"kind": "checkpoint", "since": TODAY, "last_day": TODAY + timedelta(days=1)}
    return [
        Told(cast.shiping, {**told, "name": "村口"}),
        Told(cast.shiping, {**told, "name": "桥头", "wanted": 2}),
        Told(cast.xihe_village, {**told, "name": "村口"}),
    ]


def _posts(cast: Cast) -> list[RotaPost]:
    return list(rota.open_post.many(posts_of_an_emergency(cast), by=operator_of(cast)))


@plan("rota.put_on")
def people_at_posts(cast: Cast) -> list[Told]:
    first, other, away = _posts(cast)
    told = {"since": TODAY, "last_day": TODAY}
    return [
        Told(first, {**told, "posting": cast.member}),
        Told(other, {**told, "posting": cast.first_secretary, "last_day": TODAY + timedelta(days=1)}),
        Told(away, {**told, "posting": cast.neighbour_member}),
    ]


@plan("rota.count")
def heads_at_posts(cast: Cast) -> list[Told]:
    """One day told again: the later number holds."""
    first, other, _ = _posts(cast)
    rota.count(first, headcount=3, by=operator_of(cast))
    return [Told(first, {"headcount": 5}), Told(other, {"headcount": 0, "day": TODAY})]
