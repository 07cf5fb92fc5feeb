"""Who sits where while a plan is being built, and what one more person would add to a team."""

from functools import cached_property

import numpy as np

from zhucun.solver.columns import joined
from zhucun.solver.terms import NEVER, SIDES, Marks, Small, Terms, Whole
from zhucun.solver.walking import Picked

ANY = 1_000_000_000  # as many as one likes


class Seating:
    """Members of each team, −1 where a seat is empty, those who are locked first; and the unit behind each team."""

    def __init__(self, terms: Terms, members: Whole, backers: Whole) -> None:
        self.terms, self.members, self.backers = terms, members, backers

    @classmethod
    def locked(cls, terms: Terms) -> "Seating":
        """As the locks have it, and nobody else."""
        members = np.full((terms.teams, int(terms.most.max(initial=1))), -1, dtype=np.int64)
        teams, people = np.nonzero(terms.locked.T)
        members[teams, np.arange(len(teams)) - np.searchsorted(teams, teams)] = people
        seating = cls(terms, members, terms.backer_of.copy())
        return seating.taken_where_full()

    def taken_where_full(self) -> "Seating":
        """Who sits in a full team that seeks a unit is all it has: one of theirs takes it, if one may."""
        backers, may_take = self.backers.copy(), self.may_take.copy()
        for team in np.flatnonzero(self.lacks_unit & (self.count == self.terms.most)):
            for unit in self.units[team]:
                if unit >= 0 and may_take[unit] > 0:
                    backers[team] = unit
                    may_take[unit] -= 1
                    break
        return Seating(self.terms, self.members, backers)

    def joined_by(self, people: Whole, teams: Whole, *, is_taking: bool = False) -> "Seating":
        """One each takes the next empty seat; where a team is being taken it is by their unit."""
        members, backers = self.members.copy(), self.backers.copy()
        members[teams, self.count[teams]] = people
        if is_taking:
            backers[teams] = self.terms.unit_of[people]
        return Seating(self.terms, members, backers)

    def without_first(self) -> "Seating":
        """Of each team the first who is not locked is taken out; the others move up."""
        seat = np.arange(self.members.shape[1])
        moved = np.pad(self.members[:, 1:], ((0, 0), (0, 1)), constant_values=-1)
        held = self.terms.locked.sum(axis=0)[:, None]
        return Seating(self.terms, np.where(seat < held, self.members, moved), self.backers)

    # ── teams ──

    @cached_property
    def is_there(self) -> Marks:
        return self.members >= 0

    @cached_property
    def count(self) -> Whole:
        return self.is_there.sum(axis=1)

    @cached_property
    def units(self) -> Whole:
        """Of each member; −1 where there is none."""
        return np.where(self.is_there, self.terms.unit_of[self.members], -1)

    @cached_property
    def lacks_unit(self) -> Marks:
        """No unit stands behind the team, and one has to."""
        return self.terms.seeks_unit & (self.backers < 0)

    @cached_property
    def lacks_own(self) -> Marks:
        """The unit behind the team has to send somebody, and has not."""
        is_bound = (self.terms.must_send | self.terms.seeks_unit) & (self.backers >= 0)
        return is_bound & ~(self.units == self.backers[:, None]).any(axis=1)

    @cached_property
    def led_worth(self) -> Whole:
        """What the best first secretary among the members adds; −1 where nobody may lead."""
        fit = self.is_there & self.terms.can_lead[self.members]
        return np.where(fit, self._as_leads(), -1).max(axis=1)

    def _as_leads(self) -> Small:
        return self.terms.lead[self.members, np.arange(self.terms.teams)[:, None]]

    @cached_property
    def seen(self) -> Whole:
        """Sides that are there, as bits in the order of SIDES."""
        masks: Whole = np.bitwise_or.reduce(np.where(self.is_there, self.terms.side_mask[self.members], 0), axis=1)
        return masks

    # ── people and units ──

    @cached_property
    def free(self) -> Whole:
        is_free = np.ones(self.terms.people, dtype=bool)
        is_free[self.members[self.is_there]] = False
        return np.flatnonzero(is_free)

    def room(self, limits: Whole) -> Whole:
        """Of so many that each unit may send those that are left."""
        sent = np.bincount(self.units[self.units >= 0], minlength=self.terms.units)
        return np.maximum(limits - sent, 0)

    @cached_property
    def may_take(self) -> Whole:
        new = self.backers[self.terms.seeks_unit & (self.backers >= 0)]
        return self.terms.may_take - np.bincount(new, minlength=self.terms.units)

    # ── one more ──

    def gains(self, teams: Whole, *, must_be_own: Marks, must_lead: Marks) -> Small:
        """Teams × free people: what it adds that one more sits there, NEVER where they may not."""
        terms, people = self.terms, self.free
        gain = terms.worth[np.ix_(people, teams)].T.copy()
        for bit, side in enumerate(SIDES):
            is_missing = self.seen[teams] >> bit & 1 == 0
            gain += np.outer(is_missing, terms.sides[side][people]) * np.int32(terms.wish_for(side))
        better = terms.lead[np.ix_(people, teams)].T - np.maximum(self.led_worth[teams], 0)[:, None].astype(np.int32)
        gain += np.where(terms.can_lead[people], np.maximum(better, 0), 0)
        gain -= self._mates(teams) * np.int32(terms.problem.weights.mates_apart)
        gain += self._taken(teams)
        may_not = must_be_own[:, None] & ~self._is_own(teams) | must_lead[:, None] & ~terms.can_lead[people]
        gain[may_not | terms.is_forbidden[np.ix_(people, teams)].T | self._kept_apart(teams)] = NEVER
        return gain

    def _is_own(self, teams: Whole) -> Marks:
        """From the unit behind the team; where none is, from one that may take it."""
        units = self.terms.unit_of[self.free]
        is_own = (units == self.backers[teams][:, None]) & (units >= 0)
        may_take = np.append(self.may_take > 0, False)[units]
        return is_own | self.lacks_unit[teams][:, None] & may_take

    def _taken(self, teams: Whole) -> Small:
        worth = (self.terms.taking[:, teams] * self.lacks_unit[teams]).astype(np.int32)
        return np.pad(worth, ((0, 1), (0, 0)))[self.terms.unit_of[self.free]].T

    def _mates(self, teams: Whole) -> Marks:
        """Somebody of their unit sits there; the team's own left aside."""
        units = np.where(self.units[teams] == self.terms.backer_of[teams][:, None], -1, self.units[teams])
        found = np.zeros((len(teams), len(self.free)), dtype=bool)
        for of_seat in units.T:
            found |= (of_seat[:, None] == self.terms.unit_of[self.free]) & (of_seat >= 0)[:, None]
        return found

    def _kept_apart(self, teams: Whole) -> Marks:
        """Somebody sits there who is kept apart from them."""
        found = np.zeros((len(teams), len(self.free)), dtype=bool)
        for one, other in (*self.terms.apart, *((b, a) for a, b in self.terms.apart)):
            found[np.ix_((self.members[teams] == one).any(axis=1), self.free == other)] = True
        return found

    def picked(self) -> Picked:
        """As whole teams, each with its best first secretary."""
        fit = self.is_there & self.terms.can_lead[self.members]
        worth = np.where(fit, self._as_leads(), -1)
        rows = np.arange(self.terms.teams)
        best = self.members[rows, worth.argmax(axis=1)]
        leads = np.where(fit.any(axis=1), best, -1)
        takers = np.where(self.terms.seeks_unit, self.backers, -1)
        return joined([Picked(rows, self.members, leads, takers, np.full(len(rows), -1.0))], self.members.shape[1])
