"""Changes of hands worth looking at: who would bring a team what it lacks, at the least cost, said before anybody
decides.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from zhucun.dispatch.formation.stored import Read
from zhucun.dispatch.workbench import words
from zhucun.solver import swaps
from zhucun.solver.explain import WishOfTeam
from zhucun.solver.problem import Candidate, Problem
from zhucun.solver.scoring import Scoring, Term
from zhucun.solver.swaps import Effect, Swap, Swapping

MOST = 5
LOOKED_AT = 40  # changes tried in full for one team, the cheapest first
SIDES = ("old", "young", "deep", "shallow")
BROUGHT = ("skill", "own_unit", "mates_apart", "distance")


@dataclass(frozen=True)
class Suggestion:
    """One change as the page shows it: who goes, who comes, what is better, what is worse."""

    effect: Effect
    goes: Candidate
    comes: Candidate
    comes_from: str  # a team's name, "" of somebody without a seat
    goes_short: str
    comes_short: str
    better: list[str]
    worse: list[str]
    counts: list[tuple[str, int, int]]  # pairings of the whole county that change: 一深一浅, 163, 164
    robs: bool  # takes a side of a pairing from either team

    @property
    def goes_key(self) -> str:
        return self.goes.id[1:]

    @property
    def comes_key(self) -> str:
        return self.comes.id[1:]

    @property
    def points(self) -> int:
        return self.effect.points

    @property
    def costs(self) -> int:
        return max(0, -self.effect.points)

    @property
    def is_exchange(self) -> bool:
        return bool(self.comes_from)

    @property
    def pairings(self) -> int:
        """How many teams more are paired afterwards."""
        return sum(after - before for _, before, after in self.counts)

    @property
    def is_advised(self) -> bool:
        """One team more is paired, or nothing is lost; and no other team gives a side of its pairing for it."""
        return bool(self.better) and not self.robs and (self.pairings > 0 or self.points >= 0)

    @property
    def proposed_reason(self) -> str:
        """What to write where a line of why is wanted, ready to be changed."""
        return f"为了让{self.better[0].removesuffix('了').replace('有了', '有')}" if self.costs and self.better else ""


def suggested(read: Read, problem: Problem, team: str, wishes: Sequence[WishOfTeam]) -> list[Suggestion]:
    """The cheapest legal changes that bring what is missed, each person who comes once. Kept, since they are looked at
    again while one decides.
    """
    key = (team, frozenset(problem.locks), frozenset(problem.prohibitions))
    if key not in read.suggestions:
        found = list(_found(read, problem, team, wishes))
        read.suggestions[key] = sorted(found, key=lambda one: not one.is_advised)
    return read.suggestions[key]


def _found(read: Read, problem: Problem, team: str, wishes: Sequence[WishOfTeam]) -> Iterator[Suggestion]:
    lacking = [term for term in read.scored.of_team(team) if term.points < 0 and term.wish in SIDES]
    wanted = {wish.wish for wish in wishes if not wish.is_met}
    able = [one for one in problem.candidates if one.is_available and _brings(read, one, team, lacking, wanted)]
    swapping = Swapping(problem, read.now)
    ranked = sorted(swapping.gains(team, able), key=lambda found: (-found[0], found[1].one, found[1].other))
    coming: set[str] = set()
    for _, swap in ranked[:LOOKED_AT]:
        if len(coming) == MOST:
            return
        effect = swaps.effects(problem, read.now, swap)
        if swap.other in coming or not effect.is_legal or not _helps(effect, team):
            continue
        change = told(read, effect)
        if change.pairings >= 0:  # no other team is left worse paired than this one is helped
            coming.add(swap.other)
            yield change


def _brings(read: Read, one: Candidate, team: str, lacking: Iterable[Term], wanted: set[str]) -> bool:
    """Whether this person has what the team is short of, as far as one person can."""
    if read.now.seats.get(one.id) == team:
        return False
    if any(words.is_on(term.wish, one, read.problem.limits) for term in lacking):
        return True
    if "distance" in wanted and one.may_be_secretary(read.problem.limits) and one.point:
        return not Scoring.steps_away(one, read.team[team])
    if "skill" in wanted and one.skills & read.team[team].needs.keys():
        return True
    return bool(wanted & {"own_unit", "mates_apart"}) and one.unit == read.backer(team)


def _helps(effect: Effect, team: str) -> bool:
    return any(term.team == team and term.wish in (*SIDES, *BROUGHT) for term in effect.gained)


def told(read: Read, effect: Effect) -> Suggestion:
    one, other = read.candidate[effect.swap.one], read.candidate[effect.swap.other]
    here, there = read.now.seats.get(one.id, ""), read.now.seats.get(other.id, "")
    if not here:
        one, other, here, there = other, one, there, here
    comes_from = read.team[there].name if there else ""
    terms = words.netted([*effect.gained, *effect.lost])
    better = [words.of_term(term, read, is_gain=True) for term in terms if term.points > 0]
    better.sort(key=lambda said: not said.startswith(read.team[here].name))
    worse = [words.of_term(term, read, is_gain=False) for term in terms if term.points < 0]
    counts, robs = list(_counted(read, effect)), any(term.wish in SIDES for term in effect.lost)
    goes, comes = (words.in_short(person, read.around.get("unknown", {})) for person in (one, other))
    return Suggestion(
        effect, one, other, comes_from, goes, comes, words.each_once(better), words.each_once(worse), counts, robs
    )


PAIRINGS = {"一老一新": ("old", "young"), "一深一浅": ("deep", "shallow")}


def _counted(read: Read, effect: Effect) -> Iterator[tuple[str, int, int]]:
    """Teams of the county that are paired before and after; only the two touched are looked at anew."""
    touched = {team for one in (effect.swap.one, effect.swap.other) if (team := read.now.seats.get(one))}
    scoring, after = Scoring(read.problem), effect.after.members()
    lost = {
        (term.team, term.wish)
        for team in touched
        for term in scoring.team(team, after.get(team, []), None, None)
        if term.points < 0
    }
    for label, sides in PAIRINGS.items():
        missing = set().union(*(read.missed.get(side, set()) for side in sides))
        still = (missing - touched) | {team for team in touched if any((team, side) in lost for side in sides)}
        if len(missing) != len(still):
            teams = len(read.problem.teams)
            yield label, teams - len(missing), teams - len(still)


def with_effect(read: Read, problem: Problem, one: str, other: str) -> Suggestion:
    return told(read, swaps.effects(problem, read.now, Swap(one, other)))


def choices(
    read: Read, problem: Problem, team: str, goes: str, wanted: Callable[[Candidate], bool], most: int
) -> list[tuple[int, Candidate]]:
    """Who could take this seat, the best first, with the points of the change. Whom a hard rule forbids is not among
    them, whichever rule it is.
    """
    found: list[tuple[int, Candidate]] = []
    for points, one in _ranked(read, problem, team, goes):
        if len(found) == most:
            break
        if wanted(one) and swaps.effects(problem, read.now, Swap(goes, one.id)).is_legal:
            found.append((points, one))
    return found


def _ranked(read: Read, problem: Problem, team: str, goes: str) -> list[tuple[int, Candidate]]:
    """By the points of the change alone; kept like what is suggested."""
    key = ("choices", goes, frozenset(problem.locks), frozenset(problem.prohibitions))
    if key not in read.suggestions:
        able = [one for one in problem.candidates if one.is_available and _may_sit(read, problem, one, team)]
        gains = Swapping(problem, read.now).gains(team, able)
        ranked = [(points, read.candidate[swap.other]) for points, swap in gains if swap.one == goes]
        read.suggestions[key] = sorted(ranked, key=lambda found: (-found[0], found[1].id))
    return read.suggestions[key]


def _may_sit(read: Read, problem: Problem, one: Candidate, team: str) -> bool:
    is_home = bool(one.home) and one.home in read.team[team].places
    is_forbidden = any(p.candidate == one.id and p.team == team for p in problem.prohibitions)
    return not (is_home or is_forbidden or team in one.barred_from or read.now.seats.get(one.id) == team)
