"""The statistics of a test, on whatever answers: bounds, known figures, and time."""

import time
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.training.results.statistics import (
    FULL,
    OptionFound,
    draws_the_best,
    of_items,
    of_options,
    reliability,
    upper_and_lower,
    wholes_of,
)

SHARES = st.sampled_from([0, 500, FULL])
PAPERS = st.integers(2, 6).flatmap(lambda n: st.lists(st.lists(SHARES, min_size=n, max_size=n), min_size=1, max_size=9))


def table(rows: list[list[int]]) -> dict[int, dict[int, int]]:
    return {who: dict(enumerate(row)) for who, row in enumerate(rows)}


@settings(max_examples=60, deadline=None)
@given(rows=PAPERS)
def test_figures_stay_within_their_bounds_and_do_not_hang_on_the_order_of_people(rows: list[list[int]]) -> None:
    found, told = of_items(table(rows)), reliability(table(rows))

    assert found == of_items(table(rows[::-1]))
    assert told == reliability(table(rows[::-1]))
    assert all(one.asked == len(rows) and 0 <= one.reached <= FULL for one in found.values())
    assert all(one.discrimination is None or -100 <= one.discrimination <= 100 for one in found.values())
    assert told is None or told.hundredths <= 100
    if len(rows) < 5:
        assert told is None
        assert {one.discrimination for one in found.values()} == {None}


@settings(max_examples=30, deadline=None)
@given(rows=PAPERS, at=st.integers(0, 1))
def test_a_key_turned_round_turns_its_discrimination_round(rows: list[list[int]], at: int) -> None:
    turned = [[FULL - share if n == at else share for n, share in enumerate(row)] for row in rows]

    before, after = of_items(table(rows))[at], of_items(table(turned))[at]

    assert after.reached in (FULL - before.reached, FULL - before.reached + 1)
    assert after.discrimination == (None if before.discrimination is None else -before.discrimination)


def test_alpha_of_right_and_wrong_is_kr_20_of_the_textbook() -> None:
    """Five people, four questions: k/(k-1) · (1 - Σpq/σ²) = 4/3 · (1 - 0.80/2.00) = 0.80."""
    rows = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]

    told = reliability(table([[share * FULL for share in row] for row in rows]))

    assert told is not None
    assert (told.hundredths, told.same_paper, told.is_hint) == (80, True, True)


def test_papers_with_questions_of_their_own_are_told_by_the_one_way_figure() -> None:
    """Mean squares: between persons 4 · 0.15625 = 0.625, within them 2.5 / 15 = 1/6; 1 - (1/6) / 0.625 = 0.73."""
    rows = [[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]
    papers = {who: {10 * who + n: share * FULL for n, share in enumerate(row)} for who, row in enumerate(rows)}

    told = reliability(papers)

    assert told is not None
    assert (told.hundredths, told.same_paper) == (73, False)


@pytest.mark.parametrize("rows", [[[FULL, FULL]] * 9, [[FULL]] * 9, [[FULL, 0], [0]] * 5])
def test_nothing_is_told_where_nothing_can_be(rows: list[list[int]]) -> None:
    assert reliability(table(rows)) is None


def test_a_wrong_option_that_the_best_take_is_pointed_at() -> None:
    shares = {who: {0: 0 if who > 6 else FULL, 1: FULL * (who > 5), 2: FULL * (who > 6)} for who in range(10)}
    upper, lower = upper_and_lower(shares, wholes_of(shares), 0)
    assert (upper, lower) == ({8, 9}, {0, 1})

    found = of_options({who: [2] if who > 6 else [0] for who in range(10)}, upper, lower)

    assert found == {2: OptionFound(3, 2, 0), 0: OptionFound(7, 0, 2)}
    assert draws_the_best(found, [0]) == [2]
    assert draws_the_best(found, [2]) == []


def test_five_hundred_papers_of_a_hundred_questions_take_a_fifth_of_a_second() -> None:
    chance = Random(6)
    shares = {who: {n: chance.choice((0, FULL)) for n in range(100)} for who in range(500)}
    begun = time.process_time()

    assert len(of_items(shares)) == 100
    assert reliability(shares) is not None

    assert time.process_time() - begun < 0.2
