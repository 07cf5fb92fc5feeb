"""Who of the roster lacks what, by which day, and for whom that waits."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import COUNTY, SINCE, TODAY, Cast
from zhucun.acts.waiting import lines_for
from zhucun.lib.figure import Question, ask_many
from zhucun.policy.training_values import Training
from zhucun.training.lacking.rules import Had, lacks
from zhucun.training.sessions import acts as sessions

YEAR_END = date(2022, 12, 31)


def test_who_lacks_pre_post_training_is_told_by_which_day_and_waits_for_the_township_after_it(cast: Cast) -> None:
    """R-TRN-01, R-TRN-02: only what was completed counts."""
    by, said = cast.actor("officer"), {"title": "岗前培训", "organiser": "青岭县驻村办", "kind": "pre_post"}
    days = {"first_day": date(2022, 6, 1), "last_day": date(2022, 6, 2), "halfdays": 4}
    session = sessions.announce(cast.county, mode="online", **said, **days, by=by)
    sessions.tick(session, postings=[cast.first_secretary], by=by)
    sessions.tick(session, postings=[cast.member], is_completed=False, by=by)

    names = [f"training.{name}" for name in ("without_pre_post", "pre_post_overdue", "without_course")]
    found = ask_many(names, Question(by, COUNTY, TODAY))
    assert [found[name].value for name in names] == [found[name].records.count() for name in names] == [2, 2, 2]
    line = next(line for line in lines_for(cast.actor("secretary")) if "岗前培训" in line.sentence)
    assert (line.count, line.unit) == (1, "人")


@given(st.integers(0, 8), st.integers(0, 3), st.integers(0, 20))
def test_nothing_is_lacking_exactly_when_each_of_three_numbers_is_reached(
    pre: int, courses: int, halfdays: int
) -> None:
    found = [one.what for one in lacks(SINCE, Had(pre, courses, halfdays), Training(), YEAR_END)]

    assert ("岗前培训" in found) == (pre < 4)
    assert ("今年的轮训" in found) == (courses < 1)
    assert ("今年的培训天数" in found) == (halfdays < 10)
