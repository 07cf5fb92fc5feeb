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

    def people_of(self, place: Whose, role: str = "") -> list[Whose]:
        """Those stationed at a place or in a team, the first secretary first."""
        ...
