"""Half-days as whole numbers, and spans of them in words."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.lib.halves import (
    AFTERNOON,
    MORNING,
    beyond,
    day_of,
    days_between,
    half_of,
    in_words,
    length_in_words,
    part_of,
    whole_days,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 30))


@settings(deadline=None)
@given(DAYS, st.sampled_from((MORNING, AFTERNOON)))
def test_a_half_day_is_one_number_and_back(day: date, part: int) -> None:
    half = half_of(day, part)

    assert (day_of(half), part_of(half)) == (day, part)
    assert half_of(day) < half_of(day, AFTERNOON) < beyond(day)


@settings(deadline=None)
@given(DAYS, st.integers(0, 400))
def test_whole_days_hold_two_halves_each(first: date, more: int) -> None:
    since, until = whole_days(first, first + timedelta(days=more))

    assert len(list(days_between(since, until))) * 2 == until - since


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (half_of(date(2022, 7, 14)), beyond(date(2022, 7, 14)), "7月14日"),
        (half_of(date(2022, 7, 14)), half_of(date(2022, 7, 14), AFTERNOON), "7月14日上午"),
        (half_of(date(2022, 7, 14), AFTERNOON), beyond(date(2022, 7, 14)), "7月14日下午"),
        (half_of(date(2022, 7, 14)), beyond(date(2022, 7, 19)), "7月14日至19日"),
        (half_of(date(2022, 7, 14), AFTERNOON), half_of(date(2022, 7, 19), AFTERNOON), "7月14日下午至19日上午"),
        (half_of(date(2022, 7, 28)), beyond(date(2022, 8, 2)), "7月28日至8月2日"),
        (half_of(date(2021, 12, 30)), beyond(date(2022, 1, 2)), "2021年12月30日至2022年1月2日"),
    ],
)
def test_a_span_in_words(since: int, until: int, words: str) -> None:
    assert in_words(since, until) == words


def test_the_year_is_said_where_it_is_not_the_one_looked_at() -> None:
    assert in_words(*whole_days(date(2021, 7, 1), date(2021, 7, 2)), year=2022) == "2021年7月1日至2日"


def test_lengths_in_words() -> None:
    assert [length_in_words(n) for n in (0, 1, 3, 40)] == ["0 天", "0.5 天", "1.5 天", "20 天"]
