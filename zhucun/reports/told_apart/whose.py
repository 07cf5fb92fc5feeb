"""Whose a row or column of a form is: the whole, a place, a team, a unit, a person; or why that cannot be known."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Of(StrEnum):
    WHOLE = "whole"
    PLACE = "place"  # a township, a county
    VILLAGE = "village"  # a village, community or site
    TEAM = "team"
    UNIT = "unit"
    PERSON = "person"


@dataclass(frozen=True)
class Whose:
    """`key` is a place's code or a row's number; empty where `problem` says why nobody was found."""

    of: Of
    key: str = ""
    name: str = ""
    problem: str = ""

    @property
    def is_known(self) -> bool:
        return not self.problem


WHOLE = Whose(Of.WHOLE)
SUM = Whose(Of.WHOLE, name="合计")  # the whole too, where the rows above it are all there are
NOT_ALL_THERE = "表里列的不是全部，合计和全县的数不是一回事，没有填。"
PART_OF_ALL = Whose(Of.WHOLE, name="合计", problem=NOT_ALL_THERE)
PART = Whose(Of.WHOLE, name="小计", problem="小计加的是哪几行，没有认，没有填。")


class Roll(Protocol):
    """Who and what there is on the day within the territory asked for."""

    def place(self, text: str, township: str = "") -> Whose: ...

    def team(self, text: str) -> Whose: ...

    def unit(self, text: str) -> Whose: ...

    def person(self, text: str, others: frozenset[str]) -> Whose:
        """`others` is what else stands in the row, by which two of one name are told apart."""
        ...

    def everybody(self, role: str = "") -> list[Whose]:
        """In the county's fixed order."""
        ...

    def are_all(self, places: set[str]) -> bool:
        """Whether these codes are all places of their level."""
        ...

    def people_of(self, place: Whose, role: str = "") -> list[Whose]:
        """Those stationed at a place or in a team, the first secretary first."""
        ...
