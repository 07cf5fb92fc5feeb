"""Open seats and pairing in words, without a database."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from zhucun.dispatch.roster.rules import Named, SeatEvent, age_words, experience_words, open_seats
from zhucun.policy.profile import Pairing

FORMED = date(2021, 5, 18)
DAY = date(2022, 7, 11)


def left(day: date, key: int, who: str = "") -> SeatEvent:
    return SeatEvent(day, True, key, who)


def came(day: date, follows: int | None = None) -> SeatEvent:
    return SeatEvent(day, False, follows)


def test_a_seat_nobody_ever_took_is_open_since_the_team_was_formed() -> None:
    """R-SEL-11"""
    assert open_seats([came(FORMED), came(FORMED)], 1, FORMED) == [SeatEvent(FORMED, True)]


def test_a_successor_takes_the_seat_of_whom_they_follow() -> None:
    first, second = left(date(2022, 6, 1), 1, "宋家栋"), left(date(2022, 6, 20), 2, "尹芳")

    assert open_seats([first, second, came(date(2022, 7, 1), 2)], 1, FORMED) == [first]


def test_whoever_follows_nobody_takes_the_seat_that_has_waited_longest() -> None:
    first, second = left(date(2022, 6, 1), 1), left(date(2022, 6, 20), 2)

    assert open_seats([first, second, came(date(2022, 7, 1))], 1, FORMED) == [second]


def test_a_raised_size_opens_a_seat_on_its_day() -> None:
    raised = SeatEvent(date(2022, 6, 27), True)

    assert open_seats([came(FORMED), raised], 1, FORMED) == [raised]


DAYS = st.dates(FORMED, DAY)
EVENTS = st.lists(st.builds(SeatEvent, DAYS, st.booleans(), st.none() | st.integers(1, 9), st.just("")), max_size=12)


@given(EVENTS, st.integers(0, 6))
def test_every_missing_seat_is_told_once_and_none_that_is_not(events: list[SeatEvent], missing: int) -> None:
    found = open_seats(events, missing, FORMED)

    assert len(found) == missing
    assert all(seat.opens and FORMED <= seat.day <= DAY for seat in found)


def named(name: str, age: int, months: int | None) -> Named:
    born = (DAY - timedelta(days=366 * age)).replace(day=1)
    return Named(born, months, frozenset(), name)


def test_pairing_is_explained_by_who_makes_it_and_what_is_lacking() -> None:
    """R-SEL-12"""
    old, young = named("唐玉成", 52, 132), named("石小满", 29, 8)

    assert age_words([old, young], DAY, Pairing()) == "老：唐玉成 52 岁；新：石小满 29 岁"
    assert experience_words([old, young], Pairing()) == "深：唐玉成；浅：石小满"
    assert age_words([young], DAY, Pairing()) == "没有满 50 岁的；新：石小满 29 岁"
    assert experience_words([named("何建平", 43, None)], Pairing()) == "没有农村工作满 3 年的；没有农村工作不满 1 年的"
