"""Finds the best plan and says how far any other could be better.

1. Seats are filled layer by layer: a legal plan for whoever cannot wait (`first_plan`).
2. A relaxation over few pairs of person and team gives first prices of people and units (`model`).
3. Whole teams are priced and added until the bound stands (`relaxation`).
4. Whole numbers over the teams seen so far give a plan; then over all teams that lose no more than the plan falls
   short of the bound: any plan with a team outside is worth less, so the best of these is the best of all. What ends
   a search is proof or the number of nodes, never the clock: the same problem has the same plan on every machine.
   Whoever cannot wait runs it in a process of its own.
"""

import math
from collections.abc import Iterator

import numpy as np

from zhucun.solver.check import faults
from zhucun.solver.choice import Chosen, choose
from zhucun.solver.columns import joined, rows_of, worth_of
from zhucun.solver.first_plan import first_plans
from zhucun.solver.first_prices import first_prices
from zhucun.solver.found import Effort, Found, Progress, Told
from zhucun.solver.listing import TooMany
from zhucun.solver.pricing import Floats
from zhucun.solver.problem import Assignment, Problem
from zhucun.solver.relaxation import Relaxation
from zhucun.solver.terms import MANY, Terms, Whole
from zhucun.solver.walking import Picked

WHOLE = 0.99  # all worth is in whole points: less than one point of gap is none
ROUNDING = 0.001
NEXT_TO_NOTHING = 1 / 50_000  # of a plan's worth: of one county less than a point, of ten the last four
SEEN = 10.0  # points
AGAIN = 1  # so often every seat of the first plan is asked once more where the best plan takes long
FIRST_LOSS, WIDER = 1.0, 2.5  # teams are looked at that lose so much against the best, then more


def form_teams(problem: Problem, effort: Effort | None = None, *, tell: Told = lambda progress: None) -> Found:
    """The best plan. The problem must have passed `conflicts.in_words`."""
    search = _Search(Terms(problem), effort or Effort(), tell)
    search.find_first_plan()
    search.find_bound()
    return search.find_plan()


class _Search:
    def __init__(self, terms: Terms, effort: Effort, tell: Told) -> None:
        self.terms, self.effort, self.tell = terms, effort, tell
        self.relaxation = Relaxation(terms)
        self.master = self.relaxation.master
        self.best: Chosen | None = None
        self.bound = self.relaxation.price(self.master.no_prices(), keep=False).value

    def find_first_plan(self) -> None:
        """A small search ends before a second look at its first plan would."""
        for picked in first_plans(self.terms, again=AGAIN if self.terms.teams > MANY else 0):
            worth = self.master.worth_of_plan(picked)
            if worth > self._best_worth and not faults(self.terms.problem, assignment_of(self.terms, picked)):
                self.best = Chosen(picked, worth, np.inf)
                self._tell("plan")
        if self.best:
            self.master.add(self.best.picked)

    def find_bound(self) -> None:
        for bound, _ in self.relaxation.approach(first_prices(self.terms), self.effort.rounds):
            self.bound = bound
            self._tell("bound")

    def find_plan(self) -> Found:
        self.bound = self._ceiling()
        self._try(*self._with_best(self._seen()))
        widest = FIRST_LOSS
        while self.gap >= max(WHOLE, NEXT_TO_NOTHING * (self._best_worth - self.terms.offset)):
            # A better plan is worth a point more, so it loses a point less than this one against the ceiling.
            enough = max(self._ceiling() - self._best_worth - WHOLE, 0.0)
            loss, widest = min(widest, enough), widest * WIDER
            try:
                picked = self.relaxation.within(loss)
            except TooMany:
                break
            chosen = self._try(*self._with_best(picked))
            # A plan with a team outside loses more than `loss`; one without is worth no more than what was proven here.
            self.bound = min(self.bound, max(chosen.bound, self._ceiling() - loss, self._best_worth))
            if loss == enough:
                break
        return self._found()

    @property
    def gap(self) -> float:
        return self.bound - self._best_worth

    @property
    def _best_worth(self) -> float:
        return self.best.worth if self.best else -np.inf

    def _ceiling(self) -> float:
        assert self.relaxation.bound is not None
        return self.relaxation.bound.value

    def _seen(self) -> Picked:
        """Of the teams that came up on the way those that are not far behind the best of their place."""
        bound = self.relaxation.bound
        assert bound is not None
        picked = joined(self.master.picked, self.master.width)
        gains = self.relaxation.real_gains(picked, bound.prices)
        behind = bound.best_of[picked.teams] - gains
        return rows_of(picked, (behind <= SEEN) | ((picked.members < 0).all(axis=1)))

    def _with_best(self, picked: Picked) -> tuple[Picked, Floats]:
        """The plan so far stands first, so that it is where the next run begins; and with nobody there is always an
        answer.
        """
        parts = [self.best.picked] if self.best else []
        picked = joined([*parts, picked], self.master.width)
        return picked, worth_of(self.terms, picked)

    def _try(self, picked: Picked, worth: Floats) -> Chosen:
        start = np.arange(self.terms.teams if self.best else 0)
        chosen = choose(self.master, picked, worth, start, self.effort.nodes)
        if self.best is None or chosen.worth > self.best.worth:
            self.best = chosen
        self._tell("plan")
        return chosen

    def _tell(self, phase: str) -> None:
        offset, bound = self.terms.offset, self.bound - self.terms.offset
        if self.best is None:
            self.tell(Progress(phase, bound))
            return
        plan, is_legal = assignment_of(self.terms, self.best.picked), not broken_rules(self.terms, self.best.picked)
        self.tell(Progress(phase, bound, self.best.worth - offset, plan, is_legal))

    def _found(self) -> Found:
        assert self.best is not None
        assignment = assignment_of(self.terms, self.best.picked)
        worth = round(self.best.worth) - self.terms.offset
        bound = max(worth, math.floor(self.bound + ROUNDING) - self.terms.offset)  # worth is whole, so its bound is
        broken = broken_rules(self.terms, self.best.picked)
        return Found(assignment, worth, bound, broken, self.relaxation.rounds, len(self.master.known))


def assignment_of(terms: Terms, picked: Picked) -> Assignment:
    teams, people, units = terms.problem.teams, terms.problem.candidates, terms.problem.units
    seats = {
        people[p].id: teams[t].id
        for t, members in zip(picked.teams, picked.members, strict=True)
        for p in members
        if p >= 0
    }
    return Assignment(
        seats=dict(sorted(seats.items())),
        secretaries={teams[t].id: people[p].id for t, p in _pairs(picked.teams, picked.leads)},
        backers={teams[t].id: units[u].id for t, u in _pairs(picked.teams, picked.takers)},
    )


def _pairs(teams: Whole, others: Whole) -> Iterator[tuple[int, int]]:
    return ((int(t), int(o)) for t, o in sorted(zip(teams, others, strict=True)) if o >= 0)


def broken_rules(terms: Terms, picked: Picked) -> dict[str, list[str]]:
    """Hard rule → teams for which it is not kept."""
    problem, is_there = terms.problem, picked.members >= 0
    teams = picked.teams
    has_own = (is_there & terms.is_own[picked.members, teams[:, None]]).any(axis=1)
    short = np.maximum(terms.least[teams] - is_there.sum(axis=1), 0)
    unsent = (terms.must_send[teams] & ~has_own) | (terms.seeks_unit[teams] & (picked.takers < 0))
    ids = [problem.teams[t].id for t in teams]
    seats = {(int(p), int(t)) for t, members in zip(teams, picked.members, strict=True) for p in members if p >= 0}
    leads = set(zip(picked.leads.tolist(), teams.tolist(), strict=True))
    found = {
        "short": [team for team, count in zip(ids, short, strict=True) for _ in range(count)],
        "leaderless": [team for team, lead in zip(ids, picked.leads, strict=True) if lead < 0],
        "unsent": [team for team, is_missing in zip(ids, unsent, strict=True) if is_missing],
        "lock": [f"{c}@{t}" for c, t in _locks_not_kept(terms, seats, leads)],
    }
    return {rule: sorted(teams) for rule, teams in found.items() if teams}


def _locks_not_kept(
    terms: Terms, seats: set[tuple[int, int]], leads: set[tuple[int, int]]
) -> Iterator[tuple[str, str]]:
    problem = terms.problem
    for lock in problem.locks:
        at = problem.candidate_at[lock.candidate], problem.team_at[lock.team]
        if at not in seats or (lock.as_secretary and at not in leads):
            yield lock.candidate, lock.team
