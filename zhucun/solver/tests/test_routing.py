"""The day's ways: everybody back in time, nobody where they may not go, and as short as trying everything finds."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.solver.routing import Day, Group, Route, Stop, Ways, plan

EIGHT, NOON, FIVE = 8 * 60, 12 * 60, 17 * 60
minutes = st.integers(3, 90)


@st.composite
def days(draw: st.DrawFn) -> Day:
    number = draw(st.integers(1, 5))
    ways = [[0 if a == b else draw(minutes) for b in range(number + 1)] for a in range(number + 1)]
    stops = tuple(Stop(f"village {at}", at, takes=40) for at in range(1, number + 1))
    barred = draw(st.frozensets(st.sampled_from([stop.key for stop in stops]), max_size=2))
    return Day(stops, (Group("one", 0, EIGHT, NOON), Group("two", 0, EIGHT, FIVE, barred=barred)), ways)


@settings(max_examples=8, deadline=None)
@given(day=days())
def test_a_group_is_back_in_time_and_goes_only_where_it_may(day: Day) -> None:
    ways = plan(day)

    keys = [call.stop.key for route in ways.routes for call in route.calls]
    assert sorted(keys + [stop.key for stop in ways.left_out]) == sorted(stop.key for stop in day.stops)
    for route in ways.routes:
        assert route.group.leaves <= route.leaves
        assert route.back <= route.group.back_by
        assert not route.group.barred & {call.stop.key for call in route.calls}
        assert _walked(day, route) == (route.travelled, route.back)


def _walked(day: Day, route: Route) -> tuple[int, int]:
    at, now, travelled = route.group.start, route.leaves, 0
    for call in route.calls:
        travelled += day.ways[at][call.stop.at]
        now = max(now + day.ways[at][call.stop.at], call.stop.opens)
        assert (call.since, call.until) == (now, now + call.stop.takes)
        at, now = call.stop.at, call.until
    return travelled + day.ways[at][route.group.start], now + day.ways[at][route.group.start]


@settings(max_examples=4, deadline=None)
@given(day=days())
def test_one_group_with_time_enough_goes_the_shortest_way(day: Day) -> None:
    alone = Day(day.stops, (Group("one", 0),), day.ways)

    assert plan(alone).travelled == min(_around(day, order) for order in permutations(stop.at for stop in day.stops))


def _around(day: Day, order: tuple[int, ...]) -> int:
    path = (0, *order, 0)
    return sum(day.ways[a][b] for a, b in zip(path, path[1:], strict=False))


WAYS = [[0, 60, 60], [60, 0, 60], [60, 60, 0]]
NEAR, FAR = Stop("near", 1, takes=60), Stop("far", 2, takes=60)


def test_where_the_day_is_too_short_what_is_worth_least_is_left_out_and_named() -> None:
    until_noon = (Group("one", 0, EIGHT, NOON),)

    ways = plan(Day((NEAR, Stop("far", 2, takes=60, worth=9)), until_noon, WAYS))

    assert [call.stop.key for route in ways.routes for call in route.calls] == ["far"]
    assert ways.left_out == (NEAR,)


def test_a_day_with_nothing_to_see_has_no_way() -> None:
    assert plan(Day((), (Group("one", 0),), [[0]])) == Ways((), ())


def test_what_cannot_be_planned_is_said() -> None:
    with pytest.raises(ValueError, match="no group"):
        plan(Day((NEAR,), (), WAYS))
    with pytest.raises(ValueError, match="twice"):
        plan(Day((NEAR, NEAR), (Group("one", 0),), WAYS))


def test_the_same_day_has_the_same_ways() -> None:
    day = Day((NEAR, FAR), (Group("one", 0, EIGHT), Group("two", 0, EIGHT)), WAYS)

    assert plan(day) == plan(day)
