"""What formation is asked: teams with seats, units, candidates, the county's weights and limits, locks and
prohibitions.

Everything is plain and named by ids of the caller's choosing, so that a problem can be written by hand, kept beside
its plan and solved again. Ages and months are those of one day, the problem's own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class Limits:
    """Hard limits and where old, young, deep and shallow begin (R-SEL-06, R-SEL-12)."""

    old_age: int = 50
    young_age: int = 40
    deep_months: int = 36
    shallow_months: int = 12
    secretary_party_months: int = 12
    secretary_work_months: int = 24


@dataclass(frozen=True)
class Weights:
    """How much each wish is worth. Whole numbers, so that a plan within one point of the bound is proven best."""

    skill: int = 6  # a skill that meets a need, times the need's own weight
    unit_kind: int = 12  # the unit's kind suits the village's (R-SEL-10)
    own_unit: int = 40  # from the unit that stands behind the team
    old_young: int = 40  # each side of 一老一新
    deep_shallow: int = 40  # each side of 一深一浅
    stay: int = 20  # whoever serves there today goes on
    stay_secretary: int = 10
    secretary: int = 2  # suitability (0–10) of a first secretary, times how hard the village is
    distance: int = 1  # each ten kilometres from home beyond the first twenty
    mates_apart: int = 0  # each member beyond the first of another unit in one team
    fair_share: int = 8  # each person a unit sends beyond its share by size


@dataclass(frozen=True)
class Candidate:
    """`party_months` is None of somebody who is no full member. `home` is a place no one is sent to."""

    id: str
    name: str
    unit: str
    age: int
    rural_months: int = 0
    party_months: int | None = None
    work_months: int = 0
    skills: frozenset[str] = frozenset()
    suitability: int = 5
    home: str = ""
    point: tuple[int, int] | None = None  # kilometres
    team: str = ""  # serves here today
    is_secretary: bool = False  # there, today
    is_available: bool = True
    barred_from: frozenset[str] = frozenset()  # teams: recalled from there before

    def may_be_secretary(self, limits: Limits) -> bool:
        """Full party member for a year, at work for two (R-SEL-06)."""
        is_member = self.party_months is not None and self.party_months >= limits.secretary_party_months
        return is_member and self.work_months >= limits.secretary_work_months


@dataclass(frozen=True)
class Unit:
    """`staff` is its size, by which its fair share is counted; `most` is what it may send at all."""

    id: str
    name: str
    kind: str = ""
    staff: int = 0
    most: int | None = None
    may_take: int = 1  # teams it can stand behind anew


@dataclass(frozen=True)
class Team:
    """`unit` is the one that stands behind it and sends at least one; "" where a unit is still to be found."""

    id: str
    name: str
    township: str = ""
    places: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    least: int = 3
    most: int = 3
    needs: Mapping[str, int] = field(default_factory=dict)
    unit: str = ""
    point: tuple[int, int] | None = None
    hardness: int = 1


@dataclass(frozen=True)
class Lock:
    """This person serves here, whatever it costs; `as_secretary` says in which role."""

    candidate: str
    team: str
    as_secretary: bool = False


@dataclass(frozen=True)
class Prohibition:
    """This person does not serve here."""

    candidate: str
    team: str


BOUND, FREE = "unit", "free"
FREE_KM, KM_STEP = 20, 10


@dataclass(frozen=True)
class Problem:
    """`mode` is "unit" (单位定点: the unit behind a team sends at least one) or "free" placement over the whole county.

    `apart` are pairs of people who are not put into one team; no reason is given here, and none is kept (R-SEL-08).
    """

    teams: Sequence[Team]
    candidates: Sequence[Candidate]
    units: Sequence[Unit] = ()
    mode: str = BOUND
    limits: Limits = Limits()
    weights: Weights = Weights()
    suits: Mapping[str, str] = field(default_factory=dict)  # kind of unit → kind of village
    locks: Sequence[Lock] = ()
    prohibitions: Sequence[Prohibition] = ()
    apart: Sequence[tuple[str, str]] = ()
    labels: Mapping[str, str] = field(default_factory=dict)  # how skills and kinds are called in sentences

    def label(self, kind: str) -> str:
        return self.labels.get(kind, kind)

    @cached_property
    def team_at(self) -> dict[str, int]:
        return {team.id: at for at, team in enumerate(self.teams)}

    @cached_property
    def candidate_at(self) -> dict[str, int]:
        return {candidate.id: at for at, candidate in enumerate(self.candidates)}

    @cached_property
    def unit_at(self) -> dict[str, int]:
        return {unit.id: at for at, unit in enumerate(self.units)}

    @cached_property
    def shares(self) -> dict[str, int]:
        """Unit → how many it would send if all seats were shared by size, rounded up; without sizes nobody has a
        share.
        """
        seats, staff = sum(team.least for team in self.teams), sum(unit.staff for unit in self.units)
        return {unit.id: -(-seats * unit.staff // staff) for unit in self.units} if staff else {}


@dataclass(frozen=True)
class Assignment:
    """A plan's bare bones: candidate → team, team → first secretary, free team → the unit that takes it."""

    seats: Mapping[str, str]
    secretaries: Mapping[str, str]
    backers: Mapping[str, str] = field(default_factory=dict)

    def members(self) -> dict[str, list[str]]:
        teams: dict[str, list[str]] = {}
        for candidate, team in self.seats.items():
            teams.setdefault(team, []).append(candidate)
        return teams
