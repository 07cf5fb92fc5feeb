"""The outline sketch of a county: soft cells around points, with dots spread in them. No boundary data is needed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot, inf

WIDTH, HEIGHT = 1000, 760  # the box in which points are given
REACH = (58, 104)  # how far the county goes on beyond its outermost points
WOBBLE = 0.1  # how far a border strays, as part of its length
SHORTEST = 12  # pieces of border are not bent further below this length
LABEL = (66, 32)  # half the room kept for a township's name around its point
DOT_GAP = 21  # between dots and borders
BAY = 46  # how deep the outline is drawn in where two cells meet on it, at most
NEAR = 3.0  # corners closer than this are one

Point = tuple[int, int]
Polygon = tuple[Point, ...]
Exact = tuple[float, float]
DIRECTIONS = ((1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7), (-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7))


@dataclass(frozen=True)
class Cell:
    """What lies nearer to `at` than to any other point; `corners` are joined straight, `border` as drawn."""

    at: Point
    corners: Polygon
    border: Polygon

    @property
    def points(self) -> str:
        """As an SVG polygon wants them."""
        return " ".join(f"{x},{y}" for x, y in self.border)


def cells(points: Iterable[Point]) -> tuple[Cell, ...]:
    """One cell for each point, in their order. The same points always give the same cells."""
    return _cells(tuple(points))


@lru_cache(maxsize=32)
def _cells(points: tuple[Point, ...]) -> tuple[Cell, ...]:
    outline = _outline(points)
    known: list[Point] = []
    made = []
    for point in points:
        corners: Sequence[Exact] = outline
        for other in points:
            corners = _nearer(corners, point, other) if other != point else corners
        snapped = _without_repeats([_drawn_in(_snapped(corner, known), outline) for corner in corners])
        made.append(Cell(point, snapped, _bent_polygon(snapped)))
    return tuple(made)


@lru_cache(maxsize=512)
def spread(cell: Cell, count: int) -> Polygon:
    """So many dots in a cell, evenly, clear of its border and of the name at its point."""
    room = [spot for spot in _spots(cell) if not _is_under_label(spot, cell.at)] or [cell.at]
    chosen: list[Point] = []
    distance = dict.fromkeys(room, inf)
    while len(chosen) < count:
        farthest = max(room, key=lambda spot: (distance[spot], _noise(spot, cell.at)))
        chosen.append(farthest)
        for spot in room:
            distance[spot] = min(distance[spot], hypot(spot[0] - farthest[0], spot[1] - farthest[1]))
    return tuple(chosen)


def _spots(cell: Cell) -> list[Point]:
    """Places inside, on a grid that wavers a little."""
    step = 13
    xs, ys = [x for x, _ in cell.corners], [y for _, y in cell.corners]
    grid = [(x, y) for x in range(min(xs), max(xs), step) for y in range(min(ys), max(ys), step)]
    wavering = [(x + int(4 * _noise((x, y), cell.at)), y + int(4 * _noise((y, x), cell.at))) for x, y in grid]
    return [spot for spot in wavering if _depth(spot, cell.corners) >= DOT_GAP]


def _depth(spot: Exact, corners: Sequence[Exact]) -> float:
    """How far inside a convex polygon, whose corners turn one way; negative outside."""
    depth = inf
    for (ax, ay), (bx, by) in pairwise((*corners, corners[0])):
        across = (bx - ax) * (spot[1] - ay) - (by - ay) * (spot[0] - ax)
        depth = min(depth, across / hypot(bx - ax, by - ay))
    return depth


def _is_under_label(spot: Point, at: Point) -> bool:
    return abs(spot[0] - at[0]) < LABEL[0] and abs(spot[1] - at[1]) < LABEL[1]


def _outline(points: Sequence[Point]) -> list[Exact]:
    """The hull of uneven rings around the points, within the box."""
    nearest, farthest = REACH
    ring = [
        (x + reach * dx, y + reach * dy)
        for x, y in points
        for dx, dy in DIRECTIONS
        for reach in [nearest + (farthest - nearest) * (1 + _noise((x, y), (int(9 * dx), int(9 * dy)))) / 2]
    ]
    return _hull([(min(max(x, 6.0), WIDTH - 6.0), min(max(y, 6.0), HEIGHT - 6.0)) for x, y in ring])


def _hull(points: Iterable[Exact]) -> list[Exact]:
    """The convex hull, by Andrew's monotone chain."""
    ordered = sorted(set(points))
    return [*_half_hull(ordered)[:-1], *_half_hull(ordered[::-1])[:-1]]


def _half_hull(points: Iterable[Exact]) -> list[Exact]:
    half: list[Exact] = []
    for point in points:
        while len(half) > 1 and _turn(half[-2], half[-1], point) <= 0:
            half.pop()
        half.append(point)
    return half


def _turn(a: Exact, b: Exact, c: Exact) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _nearer(corners: Sequence[Exact], to: Point, than: Point) -> list[Exact]:
    """The part of a polygon nearer to one point than to another: a cut along the line between them."""
    nx, ny = than[0] - to[0], than[1] - to[1]
    limit = (than[0] ** 2 + than[1] ** 2 - to[0] ** 2 - to[1] ** 2) / 2
    beyond = [x * nx + y * ny - limit for x, y in corners]
    kept: list[Exact] = []
    for at, (x, y) in enumerate(corners):
        (before_x, before_y), before, here = corners[at - 1], beyond[at - 1], beyond[at]
        if (before > 0) != (here > 0):
            part = before / (before - here)
            kept.append((before_x + part * (x - before_x), before_y + part * (y - before_y)))
        if here <= 0:
            kept.append((x, y))
    return kept


def _snapped(corner: Exact, known: list[Point]) -> Point:
    """Neighbours share their corners to the last digit, so that their borders bend alike."""
    for other in known:
        if hypot(corner[0] - other[0], corner[1] - other[1]) < NEAR:
            return other
    known.append((round(corner[0]), round(corner[1])))
    return known[-1]


def _drawn_in(corner: Point, outline: Sequence[Exact]) -> Point:
    """A corner where a border meets the outline lies in a bay, so that the county is not round."""
    if _depth(corner, outline) > NEAR or any(hypot(corner[0] - x, corner[1] - y) < NEAR for x, y in outline):
        return corner
    middle = (WIDTH / 2, HEIGHT / 2)
    away = hypot(corner[0] - middle[0], corner[1] - middle[1])
    part = BAY * (1 + _noise(corner, corner[::-1])) / 2 / away
    return round(corner[0] + part * (middle[0] - corner[0])), round(corner[1] + part * (middle[1] - corner[1]))


def _without_repeats(corners: Sequence[Point]) -> Polygon:
    return tuple(corner for at, corner in enumerate(corners) if corner != corners[at - 1])


def _bent_polygon(corners: Polygon) -> Polygon:
    return tuple(point for a, b in pairwise((*corners, *corners[:1])) for point in _bent(a, b)[:-1])


def _bent(a: Point, b: Point) -> list[Point]:
    """The border between two corners, straying at each halving; the same from either side."""
    if a > b:
        return _bent(b, a)[::-1]
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length < SHORTEST:
        return [a, b]
    stray = WOBBLE * _noise(a, b)
    middle = (round((a[0] + b[0]) / 2 - stray * (b[1] - a[1])), round((a[1] + b[1]) / 2 + stray * (b[0] - a[0])))
    return [*_bent(a, middle)[:-1], *_bent(middle, b)]


def _noise(a: Point, b: Point) -> float:
    """From -1 to 1, always the same for the same two points."""
    mixed = (a[0] * 73_856_093) ^ (a[1] * 19_349_663) ^ (b[0] * 83_492_791) ^ (b[1] * 50_331_653)
    mixed = (mixed ^ (mixed >> 13)) * 2_654_435_761 & 0xFFFF_FFFF
    return (mixed ^ (mixed >> 15)) % 2001 / 1000 - 1
