"""Where a place lies: read as people write it, wrong ones said with what to do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhucun.lib.positions import EAST, NORTH, PARTS, degrees, fault_of, kilometres, shown_degrees


@pytest.mark.parametrize(
    ("text", "value"),
    [("25.59167", 2559167), ("25.591666", 2559167), ("25", 2500000), ("25°35′30″", 2559167), ("111.93028°", 11193028)],
)
def test_degrees_are_read_in_either_form(text: str, value: int) -> None:
    assert degrees(text) == value


@pytest.mark.parametrize("text", ["东经", "25,59", "一百", "25..1"])
def test_what_is_no_position_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=r"请写成 25\.59167 这样"):
        degrees(text)


@given(st.integers(0, 180 * PARTS))
def test_what_is_shown_is_read_again(value: int) -> None:
    assert degrees(shown_degrees(value)) == value


@pytest.mark.parametrize(
    ("north", "east", "said"),
    [
        (2559167, 11193028, ""),
        (None, None, ""),
        (2559167, None, "一起填"),
        (11193028, 2559167, "写反了"),
        (100, 11193028, "不在国内"),
    ],
)
def test_a_position_that_cannot_be_is_told_what_is_wrong(north: int | None, east: int | None, said: str) -> None:
    assert said in fault_of(north, east)
    assert bool(fault_of(north, east)) == bool(said)


@given(
    st.integers(NORTH[0] * PARTS, NORTH[1] * PARTS - 50_000),
    st.integers(EAST[0] * PARTS, EAST[1] * PARTS),
)
def test_half_a_degree_north_is_some_fifty_five_kilometres(north: int, east: int) -> None:
    here, there = kilometres(north, east, at=north), kilometres(north + 50_000, east, at=north)

    assert here[0] == there[0]
    assert abs(there[1] - here[1] - 55.5) <= 1
