"""A problem as arrays: what each person is worth in each team, and who is old, young, deep, shallow, or fit to lead."""

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from zhucun.solver.problem import BOUND, FREE_KM, KM_STEP, Problem

MANY = 400  # teams: of more than that other steps pay than of a county's
NEVER = -1_000_000_000  # a pair that a hard rule forbids
Whole = NDArray[np.int64]
Small = NDArray[np.int32]
Marks = NDArray[np.bool_]

SIDES = ("old", "young", "deep", "shallow")
LEAST_PRICE_OF_A_RULE = 10_000
MOVES_FOR_A_RULE = 20  # so many of the best seats may be given up before a hard rule is


class Terms:
    """`worth[p, t]` is a seat's, `lead[p, t]` what a first secretary adds; both in points."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.people, self.teams, self.units = len(problem.candidates), len(problem.teams), len(problem.units)

    # ── people ──

    @cached_property
    def unit_of(self) -> Whole:
        """−1 of somebody whose unit is not known."""
        return np.array([self.problem.unit_at.get(c.unit, -1) for c in self.problem.candidates], dtype=np.int64)

    @cached_property
    def can_lead(self) -> Marks:
        return np.array([c.may_be_secretary(self.problem.limits) for c in self.problem.candidates], dtype=bool)

    @cached_property
    def sides(self) -> dict[str, Marks]:
        limits, people = self.problem.limits, self.problem.candidates
        ages = np.array([c.age for c in people])
        months = np.array([c.rural_months for c in people])
        return {
            "old": ages >= limits.old_age,
            "young": ages < limits.young_age,
            "deep": months >= limits.deep_months,
            "shallow": months < limits.shallow_months,
        }

    @cached_property
    def side_mask(self) -> Whole:
        """Per person which of the four sides they stand on, as bits in the order of SIDES."""
        mask = np.zeros(self.people, dtype=np.int64)
        for bit, side in enumerate(SIDES):
            mask |= self.sides[side].astype(np.int64) << bit
        return mask

    @cached_property
    def apart(self) -> list[tuple[int, int]]:
        at = self.problem.candidate_at
        return [(at[one], at[other]) for one, other in self.problem.apart]

    # ── teams ──

    @cached_property
    def least(self) -> Whole:
        return np.array([team.least for team in self.problem.teams], dtype=np.int64)

    @cached_property
    def most(self) -> Whole:
        return np.array([team.most for team in self.problem.teams], dtype=np.int64)

    @cached_property
    def backer_of(self) -> Whole:
        """The unit behind each team, −1 where one is still to be found."""
        return np.array([self.problem.unit_at.get(t.unit, -1) for t in self.problem.teams], dtype=np.int64)

    @cached_property
    def must_send(self) -> Marks:
        """Teams whose unit must send at least one: the bound ones, where units are bound."""
        return (self.backer_of >= 0) & (self.problem.mode == BOUND)

    @cached_property
    def seeks_unit(self) -> Marks:
        """Teams for which a unit is still to be found, where units are bound."""
        return (self.backer_of < 0) & (self.problem.mode == BOUND) & (self.units > 0)

    def wish_for(self, side: str) -> int:
        weights = self.problem.weights
        return weights.old_young if side in ("old", "young") else weights.deep_shallow

    # ── units ──

    @cached_property
    def may_take(self) -> Whole:
        """Teams each unit can stand behind anew, less those it already stands behind."""
        behind = np.bincount(self.backer_of[self.backer_of >= 0], minlength=self.units)
        limits = [unit.may_take for unit in self.problem.units]
        return np.maximum(np.array(limits, dtype=np.int64) - behind, 0)

    @cached_property
    def units_suit(self) -> Marks:
        """Units × teams: the kinds of both go together (R-SEL-10)."""
        problem, kinds = self.problem, sorted({unit.kind for unit in self.problem.units})
        at = np.array([kinds.index(unit.kind) for unit in problem.units], dtype=np.int64)
        fits = [[problem.suits.get(kind, "") in team.kinds for team in problem.teams] for kind in kinds]
        return np.array(fits, dtype=bool).reshape(len(kinds), self.teams)[at]

    @cached_property
    def taking(self) -> Whole:
        """Units × teams: what it is worth that a unit takes a team that seeks one."""
        weights = self.problem.weights
        return weights.own_unit + weights.unit_kind * self.units_suit.astype(np.int64)

    # ── people × teams ──

    @cached_property
    def is_own(self) -> Marks:
        """From the unit behind the team."""
        return (self.unit_of[:, None] == self.backer_of[None, :]) & (self.backer_of >= 0)[None, :]

    @cached_property
    def stays(self) -> Marks:
        today = np.array([self.problem.team_at.get(c.team, -1) for c in self.problem.candidates])
        return today[:, None] == np.arange(self.teams)[None, :]

    @cached_property
    def suits(self) -> Marks:
        """The person's unit is of the kind that suits the village's (R-SEL-10)."""
        return np.vstack([self.units_suit, np.zeros((1, self.teams), dtype=bool)])[self.unit_of]

    @cached_property
    def skills(self) -> Small:
        """Skills that meet a need, each times the need's weight."""
        kinds = sorted({kind for team in self.problem.teams for kind in team.needs})
        brings = np.array([[kind in c.skills for kind in kinds] for c in self.problem.candidates], dtype=np.float32)
        asks = np.array([[team.needs.get(kind, 0) for kind in kinds] for team in self.problem.teams], dtype=np.float32)
        met = brings.reshape(self.people, len(kinds)) @ asks.reshape(self.teams, len(kinds)).T
        return met.astype(np.int32)

    @cached_property
    def far(self) -> Small:
        """Steps of ten kilometres beyond the first twenty; unknown points cost nothing."""
        here, there = (
            _points([c.point for c in self.problem.candidates]),
            _points([t.point for t in self.problem.teams]),
        )
        apart = (here[:, :1] - there[:, 0]) ** 2
        apart += (here[:, 1:] - there[:, 1]) ** 2
        np.sqrt(apart, out=apart)
        apart[np.isnan(here[:, 0])] = apart[:, np.isnan(there[:, 0])] = 0
        return np.maximum(apart.astype(np.int32) - FREE_KM, 0) // KM_STEP

    @cached_property
    def worth(self) -> Small:
        """With what keeping a lock is worth, which `offset` takes out again: so a lock breaks like any other hard
        rule.
        """
        return self.fit + np.int32(self.broken) * (self.locked & self.may_sit)

    @cached_property
    def fit(self) -> Small:
        weights = self.problem.weights
        fit = weights.skill * self.skills
        fit += weights.unit_kind * self.suits
        fit += weights.own_unit * self.is_own
        fit -= weights.distance * self.far
        fit += weights.stay * self.stays
        fit[self.is_forbidden] = NEVER
        return fit

    @cached_property
    def lead(self) -> Small:
        weights, problem = self.problem.weights, self.problem
        suitability = np.array([c.suitability for c in problem.candidates], dtype=np.int32)
        hardness = np.array([t.hardness for t in problem.teams], dtype=np.int32)
        lead = weights.secretary * np.outer(suitability, hardness)
        leads_today = np.array([c.is_secretary for c in problem.candidates], dtype=bool)[:, None] & self.stays
        lead += weights.stay_secretary * leads_today
        for person, team in self.named:
            lead[person, team] += self.broken
        return lead

    @cached_property
    def offset(self) -> int:
        """What `worth` and `lead` hold beyond the wishes when all locks are kept."""
        return self.broken * (len({(lock.candidate, lock.team) for lock in self.problem.locks}) + len(self.named))

    @cached_property
    def named(self) -> set[tuple[int, int]]:
        """Who is locked as first secretary, and of which team."""
        at, team_at = self.problem.candidate_at, self.problem.team_at
        return {(at[lock.candidate], team_at[lock.team]) for lock in self.problem.locks if lock.as_secretary}

    @cached_property
    def broken(self) -> int:
        """What breaking one hard rule costs: more than any wish can pay."""
        weights = self.problem.weights
        best = max(1, int(self.fit.max(initial=0))) * int(self.most.max(initial=1))
        return max(LEAST_PRICE_OF_A_RULE, MOVES_FOR_A_RULE * (best + 2 * weights.old_young + 2 * weights.deep_shallow))

    @cached_property
    def is_forbidden(self) -> Marks:
        """Home village, an earlier recall, a prohibition, unavailability; and all other seats of somebody who is
        locked.
        """
        problem = self.problem
        forbidden = np.zeros((self.people, self.teams), dtype=bool)
        forbidden[[not c.is_available for c in problem.candidates]] = True
        serving = {place: at for at, team in enumerate(problem.teams) for place in team.places}
        for at, candidate in enumerate(problem.candidates):
            if candidate.home in serving:
                forbidden[at, serving[candidate.home]] = True
            for team in candidate.barred_from & problem.team_at.keys():
                forbidden[at, problem.team_at[team]] = True
        for prohibition in problem.prohibitions:
            forbidden[problem.candidate_at[prohibition.candidate], problem.team_at[prohibition.team]] = True
        for lock in problem.locks:
            elsewhere = np.arange(self.teams) != problem.team_at[lock.team]
            forbidden[problem.candidate_at[lock.candidate], elsewhere] = True
        return forbidden

    @cached_property
    def may_sit(self) -> Marks:
        return ~self.is_forbidden

    @cached_property
    def locked(self) -> Marks:
        """Pairs that a lock holds."""
        held = np.zeros((self.people, self.teams), dtype=bool)
        for lock in self.problem.locks:
            held[self.problem.candidate_at[lock.candidate], self.problem.team_at[lock.team]] = True
        return held


def _points(points: list[tuple[int, int] | None]) -> NDArray[np.float64]:
    return np.array([point or (np.nan, np.nan) for point in points], dtype=float).reshape(len(points), 2)
