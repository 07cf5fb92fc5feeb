"""The same calls one by one and in bulk, for tests/test_many.py."""

from datetime import timedelta
from typing import Any

from tests.bulk import operator_of, plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.oversight.rating import acts as ratings


@plan("rating.gather")
def papers_put_together(cast: Cast) -> list[Told]:
    """A group too small to be known apart; one meeting about each member, the other about the team alone."""
    calls = [Told(cast.team, {**A_MEETING, "judges_members": True}), Told(cast.xihe_team, A_MEETING)]
    one, other = ratings.open_session.many(calls, by=operator_of(cast))
    papers = {"village_cadre": 6, "household": 9}
    return [Told(one, {"ballots": {**papers, "township_cadre": 2}}), Told(other, {"ballots": papers})]


@plan("rating.enter")
def papers_counted(cast: Cast) -> list[Told]:
    by = operator_of(cast)
    one, other = ratings.gather.many(papers_put_together(cast), by=by)
    pile, first = one.all_piles[0].key, cast.first_secretary  # a member in the one, the team in the other
    return [
        Told(one, {"counts": _marked(pile, 8), "posting": first}),
        Told(other, {"counts": _marked(other.all_piles[-1].key, 9)}),
    ]


def _marked(pile: str, count: int) -> list[dict[str, Any]]:
    return [{"pile": pile, "topic": "party", "answer": "good", "count": count}]


@plan("rating.close")
def meetings_over(cast: Cast) -> list[Told]:
    """A meeting, and a survey of which nobody knew."""
    by = operator_of(cast)
    meeting, survey = ratings.open_session.many(
        [Told(cast.team, A_MEETING), Told(cast.xihe_team, {**A_MEETING, "kind": "survey"})], by=by
    )
    held = ratings.gather(meeting, ballots={"household": 9}, by=by)
    return [Told(ratings.enter(held, counts=_marked("household", 9), by=by)), Told(survey)]


A_MEETING = {"cycle": "2022Q2", "kind": "meeting", "held_on": TODAY}


@plan("rating.open")
def ratings_to_open(cast: Cast) -> list[Told]:
    told = {"cycle": "2022Q2", "kind": "meeting", "held_on": TODAY}
    return [
        Told(cast.team, {**told, "judges_members": True}),
        Told(cast.team, {**told, "kind": "survey", "until_on": TODAY + timedelta(days=9)}),
        Told(cast.xihe_team, {**told, "place_code": cast.xihe_team.place_code}),
    ]
