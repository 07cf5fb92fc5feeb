"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests.bulk import plan
from tests.cast import Cast
from tests.examples.words import A_SESSION
from zhucun.acts.recording import Told
from zhucun.training.participants import acts as participants
from zhucun.training.participants.tests.bulk import village_cadres
from zhucun.training.sessions import acts as sessions


@plan("session.announce")
def sessions_of_both_modes(cast: Cast) -> list[Told]:
    talk = {"kind": "experience_exchange", "speakers": "石有田：怎样开好屋场会", "venue": "县委党校", "hosts": "卢敏"}
    return [
        Told(cast.county, {**A_SESSION, "mode": "offline"}),
        Told(cast.county, {**A_SESSION, **talk}),
        Told(cast.dongling, {**A_SESSION, "theme": "监测对象怎样认定"}),
    ]


@plan("session.tick")
def attendances(cast: Cast) -> list[Told]:
    """A second list of the same session, which puts one of the first right."""
    by, village = cast.actor("officer"), participants.add.many(village_cadres(cast), by=cast.actor("officer"))[0]
    one, other = (sessions.announce(cast.county, **A_SESSION, by=by) for _ in range(2))
    return [
        Told(one, {"postings": [cast.member, cast.neighbour_member]}),
        Told(one, {"postings": [cast.member], "participants": [village], "is_completed": False}),
        Told(other, {"participants": [village]}),
    ]
