"""What a search is told and tells: plain data, so that whoever shows a plan need not load what finds one."""

from collections.abc import Callable
from dataclasses import dataclass, field

from zhucun.solver.problem import Assignment


@dataclass(frozen=True)
class Effort:
    """Where a search ends: nodes of one run of whole numbers, and rounds of pricing."""

    nodes: int = 20_000
    rounds: int = 150


@dataclass(frozen=True)
class Progress:
    """What is certain so far: no plan is worth more than `bound`, and `plan`, once there is one, is worth `best`.

    Whoever stops a search has the last plan it told of; it may still break rules while `is_legal` is false.
    """

    phase: str  # "bound" or "plan": which of the two is new
    bound: float
    best: float | None = None
    plan: Assignment | None = None
    is_legal: bool = False


@dataclass
class Found:
    """A plan with its worth, the proven bound, and the hard rules it breaks where no legal plan was found.

    `broken` is rule → teams (or "person@team" for locks); a team short of two stands there twice.
    """

    assignment: Assignment
    worth: int
    bound: int
    broken: dict[str, list[str]] = field(default_factory=dict)
    rounds: int = 0
    teams_seen: int = 0

    @property
    def gap(self) -> int:
        """How many points any other plan could be better; 0 when this one is proven best."""
        return self.bound - self.worth

    @property
    def is_legal(self) -> bool:
        return not self.broken


Told = Callable[[Progress], None]
