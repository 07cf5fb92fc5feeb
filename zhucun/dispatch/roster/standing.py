"""How each team stands on a day: who is there of how many, whether somebody leads it. One query for a whole county."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Exists, OuterRef, Value
from django.db.models.functions import Coalesce

from zhucun.dispatch.roster.models import RoleSpell, TeamQuerySet
from zhucun.dispatch.roster.rules import TeamRole

TOWNSHIP_DIGITS = 9


class Standing(Enum):
    """What is said of a team, the more pressing one where both hold. The mark is the state of a stage."""

    FULL = "满员", "done"
    SHORT = "缺人", "soon"
    UNLED = "没有第一书记", "overdue"

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def mark(self) -> str:
        return self.value[1]


@dataclass(frozen=True)
class TeamNow:
    pk: int
    name: str
    number: str
    place_code: str
    headcount: int
    seats: int
    has_first_secretary: bool

    @property
    def township_code(self) -> str:
        return self.place_code[:TOWNSHIP_DIGITS]

    @property
    def missing(self) -> int:
        return max(0, self.seats - self.headcount)

    @property
    def standing(self) -> Standing:
        if not self.has_first_secretary:
            return Standing.UNLED
        return Standing.SHORT if self.missing else Standing.FULL

    @property
    def word(self) -> str:
        """缺 1 人 rather than 缺人."""
        return f"缺 {self.missing} 人" if self.standing is Standing.SHORT else self.standing.word


def teams_now(teams: TeamQuerySet, day: date, *, size: int) -> list[TeamNow]:
    """The teams of the day in the order of their seats; `size` is that of a team for which none was fixed."""
    held = RoleSpell.objects.as_of(day).filter(role=TeamRole.FIRST_SECRETARY, posting__team=OuterRef("pk"))
    counted = teams.as_of(day).with_headcount(day)
    rows = counted.annotate(seats=Coalesce("approved", Value(size)), led=Exists(held)).order_by("place_code", "pk")
    return [
        TeamNow(*row) for row in rows.values_list("pk", "name", "number", "place_code", "headcount", "seats", "led")
    ]


def by_standing(teams: Iterable[TeamNow]) -> Counter[Standing]:
    return Counter(team.standing for team in teams)
