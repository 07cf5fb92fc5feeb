"""Who is suggested and why; who may be paired, and for how long."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests import sitting
from tests.cast import Cast
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.training.mentoring import acts as mentoring
from zhucun.training.mentoring.models import MentorPair
from zhucun.training.mentoring.reading import suggested_for
from zhucun.training.mentoring.suggesting import Candidate, suggestions

NEW = Candidate(0, 0, date(2022, 6, 1), "990126101", 1)
SOMEBODY = st.builds(
    Candidate,
    key=st.integers(1, 50),
    cadre=st.integers(0, 50),
    since=st.dates(date(2018, 1, 1), date(2022, 6, 30)),
    township=st.sampled_from(["990126101", "990126102"]),
    unit=st.integers(1, 3),
    load=st.integers(0, 4),
)


@settings(max_examples=50, deadline=None)
@given(mentors=st.lists(SOMEBODY, max_size=12, unique_by=lambda one: one.key))
def test_who_is_suggested_came_earlier_has_room_and_a_reason(mentors: list[Candidate]) -> None:
    found = suggestions(NEW, mentors, most=3)

    by_key = {one.key: one for one in mentors}
    chosen = [by_key[one.key] for one in found]
    assert all(one.load < 3 and one.cadre != NEW.cadre and one.since < date(2021, 12, 2) for one in chosen)
    assert all(one.reasons[0].startswith("早到村") for one in found)
    assert [len(one.reasons) for one in found] == sorted((len(one.reasons) for one in found), reverse=True)


def test_a_pair_lasts_a_year_and_a_mentee_has_one_mentor(cast: Cast) -> None:
    by, mentor = cast.actor("clerk"), sitting.participant(cast)

    row = mentoring.pair(cast.member, mentor_other=mentor, plan="入户怎么谈", by=by)

    assert str(row) == "石会计带盘小妹"
    assert (row.since, row.until) == (by.today, date(2023, 7, 11))
    with pytest.raises(Refused, match="石会计正在带"):
        mentoring.pair(cast.member, mentor_other=mentor, by=by)
    row = mentoring.end(row, because="调走了", by=by)
    assert row.until == by.today + timedelta(days=1)
    with pytest.raises(Refused, match="已经结束"):  # over at once, also on the day it began
        mentoring.end(row, because="调走了", by=by)
    assert mentoring.a_year_on(date(2024, 2, 29)) == date(2025, 2, 28)


def test_nobody_is_their_own_mentor_or_has_too_many_or_is_paired_by_a_neighbour(cast: Cast) -> None:
    by = cast.actor("clerk")
    with pytest.raises(Refused, match="自己不能当自己的导师"):
        mentoring.pair(cast.member, mentor_posting=cast.member, by=by)
    with pytest.raises(Refused, match="选一位导师"):
        mentoring.pair(cast.member, by=by)
    with pytest.raises(OutOfReach):
        mentoring.pair(cast.member, mentor_other=sitting.participant(cast), by=cast.actor("neighbour"))
    assert cast.member.pk not in {one.key for one in suggested_for(cast.member, by)}

    mentoring.pair(cast.member, mentor_other=sitting.participant(cast, "石主任"), by=by)
    for who, sees in (("clerk", True), ("officer", True), ("member", True), ("neighbour", False)):
        assert MentorPair.objects.visible_to(cast.actor(who)).exists() is sees, who
