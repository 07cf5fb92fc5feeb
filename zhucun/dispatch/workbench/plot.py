"""The plot of a team: age from left to right, years of rural work from bottom to top, drawn by the server."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhucun.solver.problem import Candidate, Limits

WIDTH, HEIGHT = 236, 196
LEFT, RIGHT, TOP, BOTTOM = 30, 226, 22, 174
YOUNGEST, OLDEST = 22, 60
MOST_MONTHS = 240
RADIUS = 12


@dataclass(frozen=True)
class Dot:
    x: int
    y: int
    mark: str
    is_changed: bool
    title: str


@dataclass(frozen=True)
class Plot:
    """In a box of 236 × 196: where the bands of young and old end and begin, and the lines of deep and shallow."""

    sentence: str
    dots: list[Dot]
    young: int
    old: int
    deep: int
    shallow: int
    ticks: list[tuple[int, str]]
    young_label: str
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM

    @property
    def young_width(self) -> int:
        return self.young - self.left

    @property
    def old_width(self) -> int:
        return self.right - self.old

    @property
    def young_middle(self) -> int:
        return (self.left + self.young) // 2

    @property
    def old_middle(self) -> int:
        return (self.old + self.right) // 2

    @property
    def deep_word(self) -> int:
        return self.deep - 6

    @property
    def shallow_word(self) -> int:
        return self.bottom - 4

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top


def of_team(people: Sequence[tuple[Candidate, str, bool]], limits: Limits, months: int) -> Plot:
    """Each person with what is said of them, and whether they are new to the team. `months` is the top of the plot."""
    dots: list[Dot] = []
    for one, said, is_changed in people:
        dots.append(_apart(Dot(_x(one.age), _y(one.rural_months, months), one.name[:1], is_changed, said), dots))
    sentence = "年龄与农村经历：" + "；".join(said for _, said, _ in people) if people else "队里还没有人"
    ticks = [(_x(age), f"{age}岁") for age in (30, 40, 50)]
    deep, shallow = (_y(line, months) for line in (limits.deep_months, limits.shallow_months))
    return Plot(
        sentence, dots, _x(limits.young_age), _x(limits.old_age), deep, shallow, ticks, f"新（{limits.young_age} 下）"
    )


def top_of(people: Sequence[Candidate], limits: Limits) -> int:
    """High enough for whoever has most, low enough that a year can be told from two."""
    return min(max([limits.deep_months * 3, *(one.rural_months + 12 for one in people)]), MOST_MONTHS)


def _x(age: int) -> int:
    within = min(max(age, YOUNGEST), OLDEST)
    return LEFT + (RIGHT - LEFT) * (within - YOUNGEST) // (OLDEST - YOUNGEST)


def _y(months: int, top: int) -> int:
    return BOTTOM - RADIUS - (BOTTOM - TOP - 2 * RADIUS) * min(months, top) // top


def _apart(dot: Dot, others: Sequence[Dot]) -> Dot:
    """Moved aside until it hides nobody."""
    x = dot.x
    while any(abs(x - other.x) < 2 * RADIUS and abs(dot.y - other.y) < 2 * RADIUS for other in others):
        x += RADIUS
    if x > RIGHT - RADIUS:
        x = dot.x
        while any(abs(x - other.x) < 2 * RADIUS and abs(dot.y - other.y) < 2 * RADIUS for other in others):
            x -= RADIUS
    return Dot(max(x, LEFT + RADIUS), dot.y, dot.mark, dot.is_changed, dot.title)
