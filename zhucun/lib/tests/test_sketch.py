"""The sketch: each point in a cell of its own, borders shared, dots inside."""

from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zhucun.lib.sketch import HEIGHT, WIDTH, Cell, Point, cells, spread

TOWNSHIPS = ((250, 105), (545, 80), (845, 160), (110, 460), (450, 325), (770, 405), (255, 620), (620, 645))
points_in_the_box = st.tuples(st.integers(100, 900), st.integers(100, 660))


def holds(cell: Cell, x: int, y: int) -> bool:
    """Even-odd rule on the border as drawn."""
    inside = False
    for (ax, ay), (bx, by) in pairwise((*cell.border, cell.border[0])):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def edges(cell: Cell) -> set[frozenset[Point]]:
    return {frozenset(pair) for pair in pairwise((*cell.border, cell.border[0]))}


def test_every_point_lies_in_its_own_cell_and_in_no_other() -> None:
    made = cells(TOWNSHIPS)

    assert [[holds(cell, *point) for cell in made] for point in TOWNSHIPS] == [
        [at == own for at in range(len(TOWNSHIPS))] for own in range(len(TOWNSHIPS))
    ]


def test_neighbours_share_their_border_to_the_last_bend() -> None:
    """Between cells there is neither gap nor overlap: an inner edge belongs to exactly two."""
    made = cells(TOWNSHIPS)
    left, right = made[0], made[1]

    shared = edges(left) & edges(right)

    assert len(shared) > 4
    assert all(len(edges(a) & edges(b) & edges(c)) == 0 for a, b, c in combinations(made, 3))


def test_the_same_points_always_give_the_same_sketch() -> None:
    first = cells(TOWNSHIPS)

    cells.__globals__["_cells"].cache_clear()

    assert cells(TOWNSHIPS) == first
    assert first[0].points.startswith(f"{first[0].border[0][0]},{first[0].border[0][1]} ")


@settings(max_examples=40, deadline=None)
@given(st.lists(points_in_the_box, min_size=1, max_size=12))
def test_whatever_the_points_the_sketch_stays_in_its_box(points: list[Point]) -> None:
    made = cells(points)

    assert [cell.at for cell in made] == points
    assert all(-30 <= x <= WIDTH + 30 and -30 <= y <= HEIGHT + 30 for cell in made for x, y in cell.border)


def test_no_points_no_cells() -> None:
    assert cells([]) == ()


@pytest.mark.parametrize("count", [0, 1, 9, 14])
def test_dots_lie_inside_clear_of_the_name_and_of_each_other(count: int) -> None:
    for cell in cells(TOWNSHIPS):
        dots = spread(cell, count)

        assert len(set(dots)) == count
        assert all(holds(cell, *dot) for dot in dots)
        assert all(hypot(a[0] - b[0], a[1] - b[1]) >= 16 for a, b in combinations(dots, 2))
        assert all(abs(x - cell.at[0]) > 40 or abs(y - cell.at[1]) > 20 for x, y in dots)
