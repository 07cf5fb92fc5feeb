"""Why these people in this village, in plain words made from the very terms that were counted; and what is missing
for what was missed.

Rules that act but are nobody's business beside a name (health, spouses, discipline: R-SEL-08) have no words here.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhucun.solver.problem import BOUND, Assignment, Candidate, Problem, Team
from zhucun.solver.scoring import Scored, Scoring, Term, worth

MONTHS = 12


@dataclass(frozen=True)
class WishOfTeam:
    """One wish and whether the plan meets it; if not, what would have to be added."""

    wish: str
    is_met: bool
    sentence: str
    missing: str = ""


@dataclass(frozen=True)
class Reasons:
    of_team: dict[str, list[WishOfTeam]]
    of_person: dict[str, list[str]]


def reasons(problem: Problem, assignment: Assignment, scored: Scored | None = None) -> Reasons:
    saying = _Saying(problem, assignment, scored or worth(problem, assignment))
    return Reasons(
        {team.id: list(saying.of_team(team)) for team in problem.teams},
        {person: list(saying.of_person(person)) for person in assignment.seats if person in problem.candidate_at},
    )


class _Saying:
    def __init__(self, problem: Problem, assignment: Assignment, scored: Scored) -> None:
        self.problem, self.assignment = problem, assignment
        self.members = assignment.members()
        self.terms_of_person: dict[str, list[Term]] = {}
        self.terms_of_team: dict[str, list[Term]] = {}
        for term in scored.terms:
            if term.person:
                self.terms_of_person.setdefault(term.person, []).append(term)
            elif term.team:
                self.terms_of_team.setdefault(term.team, []).append(term)
        self.unit_name = {unit.id: unit.name for unit in problem.units}
        self.locked = {(lock.candidate, lock.team) for lock in problem.locks}

    # ── persons ──

    def of_person(self, person: str) -> Iterator[str]:
        candidate = self.problem.candidates[self.problem.candidate_at[person]]
        team = self.problem.teams[self.problem.team_at[self.assignment.seats[person]]]
        if (person, team.id) in self.locked:
            yield "已经锁定在这支队。"
        for term in self.terms_of_person.get(person, []):
            yield self._term(term, candidate, team)
        yield from self._sides_alone(candidate, team)
        if self._alone_leads(candidate, team):
            yield "队里只有这一人够任第一书记的条件。"

    def _term(self, term: Term, candidate: Candidate, team: Team) -> str:
        points = f"（{term.points:+d}）"
        match term.wish:
            case "skill":
                return f"会{self._listed(term.detail)}，正是村里要的{points}。"
            case "unit_kind":
                return f"{self.unit_name[candidate.unit]}的业务对得上这个村{points}。"
            case "own_unit":
                return f"来自后盾单位{self.unit_name[candidate.unit]}{points}。"
            case "distance":
                return f"家离村 {km_from_home(candidate, team)} 公里，偏远{points}。"
            case "stay":
                return f"现在就在这支队，不用换人{points}。"
            case "secretary":
                return f"任第一书记，合适程度 {candidate.suitability}（满分 10），村的难度 {team.hardness}{points}。"
            case _:
                return f"现在就是这里的第一书记，接着干{points}。"

    def _sides_alone(self, candidate: Candidate, team: Team) -> Iterator[str]:
        """Which side of a pairing the team has through this person alone."""
        others = [self._candidate(m) for m in self.members.get(team.id, []) if m != candidate.id]
        for side, words in SIDES_OF_PERSON.items():
            if self.is_on(side, candidate) and not any(self.is_on(side, other) for other in others):
                yield words.format(age=candidate.age, rural=_years(candidate.rural_months))

    def _alone_leads(self, candidate: Candidate, team: Team) -> bool:
        fit = [m for m in self.members.get(team.id, []) if self._candidate(m).may_be_secretary(self.problem.limits)]
        return fit == [candidate.id]

    # ── teams ──

    def of_team(self, team: Team) -> Iterator[WishOfTeam]:
        people = [self._candidate(member) for member in self.members.get(team.id, [])]
        yield from self._pairing(team)
        yield from self._needs(team, people)
        yield from self._backing(team, people)
        for term in self.terms_of_team.get(team.id, []):
            if term.wish == "mates_apart" and term.points:
                unit = self.unit_name[term.unit]
                yield WishOfTeam(
                    "mates_apart", False, f"{unit}有不止一人在这支队。", f"换成别的单位的人，{unit}只留一人"
                )

    def _pairing(self, team: Team) -> Iterator[WishOfTeam]:
        limits = self.problem.limits
        missed = {term.wish: -term.points for term in self.terms_of_team.get(team.id, []) if term.points < 0}
        lacking = {
            "old": f"一名 {limits.old_age} 岁以上的",
            "young": f"一名未满 {limits.young_age} 岁的",
            "deep": f"一名农村工作满 {_years(limits.deep_months)}的",
            "shallow": f"一名农村工作不到 {_years(limits.shallow_months)}的",
        }
        for wish, sides, name in (
            ("old_young", ("old", "young"), "一老一新"),
            ("deep_shallow", ("deep", "shallow"), "一深一浅"),
        ):
            if not getattr(self.problem.weights, wish):
                continue
            missing = [lacking[side] for side in sides if side in missed]
            said = f"{name}：差{'，也差'.join(missing)}。" if missing else f"{name}：都有。"
            yield WishOfTeam(wish, not missing, said, "、".join(missing))

    def _needs(self, team: Team, people: Sequence[Candidate]) -> Iterator[WishOfTeam]:
        for kind in sorted(team.needs, key=lambda kind: (-team.needs[kind], kind)):
            if not team.needs[kind]:
                continue
            label, able = self.problem.label(kind), [person.name for person in people if kind in person.skills]
            if able:
                yield WishOfTeam("skill", True, f"村里要“{label}”：{'、'.join(able)}会。")
            else:
                yield WishOfTeam("skill", False, f"村里要“{label}”：队里没有人会。", f"一名懂{label}的")

    def _backing(self, team: Team, people: Sequence[Candidate]) -> Iterator[WishOfTeam]:
        unit = team.unit or self.assignment.backers.get(team.id, "")
        if unit not in self.unit_name:
            return
        name = self.unit_name[unit]
        own = [person.name for person in people if person.unit == unit]
        if team.unit:
            said = f"后盾单位{name}派了 {len(own)} 人：{'、'.join(own)}。" if own else f"后盾单位{name}没有派人。"
            yield WishOfTeam("own_unit", bool(own), said, "" if own else f"一名{name}的人")
        elif self.problem.mode == BOUND:
            yield WishOfTeam("own_unit", True, f"由{name}做后盾，派了 {len(own)} 人：{'、'.join(own)}。")
        if team.kinds and self.problem.suits and self.problem.weights.unit_kind:
            fits = Scoring(self.problem).suits_unit(unit, team)
            said = f"{name}的业务{'对得上' if fits else '对不上'}这个村的类别。"
            yield WishOfTeam("unit_kind", fits, said, "" if fits else "业务对得上的单位")

    # ── words ──

    def is_on(self, side: str, candidate: Candidate) -> bool:
        limits = self.problem.limits
        return {
            "old": candidate.age >= limits.old_age,
            "young": candidate.age < limits.young_age,
            "deep": candidate.rural_months >= limits.deep_months,
            "shallow": candidate.rural_months < limits.shallow_months,
        }[side]

    def _candidate(self, person: str) -> Candidate:
        return self.problem.candidates[self.problem.candidate_at[person]]

    def _listed(self, kinds: Sequence[str]) -> str:
        return "、".join(self.problem.label(kind) for kind in kinds)


def km_from_home(candidate: Candidate, team: Team) -> int | None:
    """None where it is not known of both where they are."""
    if candidate.point is None or team.point is None:
        return None
    return round(math.dist(candidate.point, team.point))


SIDES_OF_PERSON = {
    "old": "{age} 岁，是队里的“老”。",
    "young": "{age} 岁，是队里的“新”。",
    "deep": "农村工作 {rural}，是队里的“深”。",
    "shallow": "农村工作 {rural}，是队里的“浅”。",
}


def _years(months: int) -> str:
    years, rest = divmod(months, MONTHS)
    if not years:
        return f"{rest} 个月"
    return f"{years} 年" if not rest else f"{years} 年 {rest} 个月"
