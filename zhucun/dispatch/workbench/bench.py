"""The page of one draft (screen P6): its counts, the teams that need a mind, one team, and what could be changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from zhucun.dispatch.formation import rules
from zhucun.dispatch.formation.deciding import key_of, may_be_said, with_decisions
from zhucun.dispatch.formation.models import FormationPlan, PlanDecision
from zhucun.dispatch.formation.rules import OF_TEAM, DecisionKind
from zhucun.dispatch.formation.stored import Read, read
from zhucun.dispatch.workbench import plot, swapping, words
from zhucun.dispatch.workbench.counting import Counts, Met
from zhucun.dispatch.workbench.swapping import Suggestion
from zhucun.solver.problem import Candidate, Problem, Team

CARRIED = ("all", "wish", "township", "q")  # what the address of a team keeps of the list beside it


@dataclass(frozen=True)
class Line:
    """A team in the list."""

    team: Team
    township: str
    said: str
    url: str
    is_open: bool
    is_decided: bool


@dataclass(frozen=True)
class MemberSeen:
    """A person in the team looked at."""

    one: Candidate
    key: int
    role: str
    unit: str
    short: str
    skills: list[str]
    comes: str
    is_new: bool
    lock: PlanDecision | None
    forbidden: PlanDecision | None
    reasons: list[str]
    is_held_by_team: bool
    is_staying: bool  # in a round: keeps team and role


@dataclass(frozen=True)
class WishSeen:
    """A count with its bar and the address of the teams behind it."""

    met: Met
    url: str


@dataclass(frozen=True)
class Half:
    """A team at one moment: (name, who) and (met, sentence)."""

    people: list[tuple[str, str]]
    wishes: list[tuple[bool, str]]


@dataclass(frozen=True)
class Side:
    team: Team
    before: Half
    after: Half


class Workbench:
    """One draft with what was decided on it, looked at by one address."""

    def __init__(self, row: FormationPlan, decisions: Iterable[PlanDecision], asked: QueryDict) -> None:
        self.row, self.asked = row, asked
        self.read: Read = read(row)
        self.decisions = list(decisions)
        self.counts = Counts(self.read)
        self.unknown: dict[str, list[str]] = self.read.around.get("unknown", {})

    @cached_property
    def problem(self) -> Problem:
        """With the locks and prohibitions of this moment."""
        return with_decisions(self.read.problem, self.read.around, self.read.now, self.decisions)

    # ── the head ──

    @property
    def teams(self) -> int:
        return len(self.read.problem.teams)

    @property
    def people(self) -> int:
        return len(self.read.now.seats)

    @property
    def seconds(self) -> str:
        """用时: tenths under ten seconds."""
        milliseconds = self.row.milliseconds or 0
        return f"{milliseconds // 1000}" if milliseconds >= 10_000 else f"{milliseconds // 100 / 10:.1f}"

    @property
    def broken(self) -> list[str]:
        """What hard rules the team looked at does not keep, in words that may be said."""
        return [fault.sentence for fault in self.read.faults if fault.team == self.open_team and may_be_said(fault)]

    @property
    def is_left_alone(self) -> bool:
        """In a round nobody comes to the team looked at, and who is there stays."""
        return not self.counts.somebody_comes(self.open_team)

    @property
    def only_lacks(self) -> str:
        """Where nothing is wrong but seats that stand open."""
        rules_broken = {fault.rule for fault in self.read.faults}
        return f"还缺 {self.counts.vacant} 人，别的硬性要求都满足" if rules_broken == rules.VACANT else ""

    @property
    def is_kept(self) -> bool:
        return not self.read.faults

    @property
    def proof(self) -> str:
        """How far any other plan could be better; after people changed it, against what was found."""
        swapped = any(one.kind == DecisionKind.SWAP for one in self.decisions)
        gap = self.row.gap or 0
        if swapped:
            return f"人改过，比最好的少 {gap} 分" if gap else "人改过，和最好的一样好"
        return "已证明没有更好的" if not gap else f"最多还能好 {gap} 分"

    @cached_property
    def wishes(self) -> list[WishSeen]:
        return [
            WishSeen(met, self.address(wish=met.wish.key, all="1", team=None))
            for met in self.counts.wishes(self.row.levels)
        ]

    # ── the list of teams ──

    @cached_property
    def decided(self) -> dict[str, PlanDecision]:
        return {f"t{one.team_id}": one for one in self.decisions if one.kind in OF_TEAM}

    @cached_property
    def waiting(self) -> list[str]:
        """Teams that need a mind and are not decided, in the order of places; none once nothing is to be decided."""
        if not self.row.is_open:
            return []
        return [team for team in self.counts.to_mind if team not in self.decided]

    @property
    def shows_all(self) -> bool:
        return any(self.asked.get(name) for name in CARRIED) or not self.waiting

    @cached_property
    def listed(self) -> list[str]:
        if not self.shows_all:
            return self.waiting
        wish, township, text = (self.asked.get(name, "").strip() for name in ("wish", "township", "q"))
        chosen = [team.id for team in self.read.problem.teams if not township or team.township == township]
        if wish in rules.WISH and (met := self.counts.met(rules.WISH[wish])):
            chosen = [team for team in chosen if team in met.open_teams]
        return [team for team in chosen if not text or words.is_called(self.read, team, text)]

    def lines(self) -> list[Line]:
        return [self._line(team) for team in self.listed]

    def _line(self, team: str) -> Line:
        return Line(
            self.read.team[team],
            self.township(team),
            self.counts.why_short(team),
            self.address(team=key_of(team)),
            team == self.open_team,
            team in self.decided,
        )

    def township(self, team: str) -> str:
        return self.read.around.get("townships", {}).get(self.read.team[team].township, "")

    def townships(self) -> list[tuple[str, str]]:
        return sorted(self.read.around.get("townships", {}).items())

    def address(self, **changed: Any) -> str:
        kept = {name: value for name in (*CARRIED, "team") if (value := self.asked.get(name))}
        kept.update({name: str(value) for name, value in changed.items() if value})
        kept = {name: value for name, value in kept.items() if name not in changed or changed[name]}
        where = reverse("dispatch:formation.one", args=[self.row.pk])
        return f"{where}?{urlencode(kept)}" if kept else where

    # ── the team looked at ──

    @cached_property
    def open_team(self) -> str:
        asked = f"t{self.asked.get('team', '')}"
        if asked in self.read.team:
            return asked
        return next(iter(self.listed), self.read.problem.teams[0].id)

    @property
    def team(self) -> Team:
        return self.read.team[self.open_team]

    @property
    def tags(self) -> list[str]:
        return self.read.around.get("tags", {}).get(self.open_team, [])

    @property
    def position(self) -> tuple[int, int] | None:
        return (self.listed.index(self.open_team) + 1, len(self.listed)) if self.open_team in self.listed else None

    @cached_property
    def next_url(self) -> str:
        """The one after this in the list; after the last, the first."""
        others = [team for team in self.listed if team != self.open_team]
        if not others:
            return self.address(team=None)
        at = self.listed.index(self.open_team) if self.open_team in self.listed else 0
        return self.address(team=key_of(others[at % len(others)]))

    def unit_of(self, person: str) -> str:
        return words.unit_of(self.read, person)

    @property
    def team_key(self) -> int:
        return key_of(self.open_team)

    @property
    def open_township(self) -> str:
        return self.township(self.open_team)

    @property
    def all_url(self) -> str:
        return self.address(all="1", team=None)

    @property
    def mind_url(self) -> str:
        return self.address(**dict.fromkeys((*CARRIED, "team")))

    @property
    def rest(self) -> int:
        return self.teams - len(self.waiting)

    @property
    def needs_nothing(self) -> bool:
        return all(wish.is_met for wish in self.counts.of_team(self.open_team))

    @property
    def choose_url(self) -> str:
        """The first who may be changed, members before the first secretary."""
        free = [one for one in self.members if not (one.lock or one.is_staying or one.is_held_by_team)]
        if not free:
            return ""
        chosen = free[-1]
        return reverse("dispatch:formation.one.choose", args=[self.row.pk, chosen.key])

    @cached_property
    def decision(self) -> PlanDecision | None:
        return self.decided.get(self.open_team)

    @cached_property
    def members(self) -> list[MemberSeen]:
        return [self._member(one) for one in self.read.members[self.open_team]]

    def _member(self, person: str) -> MemberSeen:
        one, secretary = self.read.candidate[person], self.read.now.secretaries.get(self.open_team)
        of_person = [d for d in self.decisions if d.cadre_id == key_of(person) and d.team_id == key_of(self.open_team)]
        return MemberSeen(
            one,
            key_of(person),
            role_words(is_secretary=person == secretary, is_party=one.party_months is not None),
            self.unit_of(person),
            words.in_short(one, self.unknown),
            [self.read.problem.label(kind) for kind in sorted(one.skills)],
            self._comes(one),
            one.team != self.open_team,
            next((d for d in of_person if d.kind == DecisionKind.LOCK), None),
            next((d for d in of_person if d.kind == DecisionKind.FORBID), None),
            words.plain(self.read.reasons.of_person[person]),
            self.decision is not None,
            key_of(person) in self.read.around.get("staying", ()),
        )

    def _comes(self, one: Candidate) -> str:
        if one.team == self.open_team:
            return "留任"
        return f"从{self.read.team[one.team].name}来" if one.team in self.read.team else "新派"

    def plot(self) -> plot.Plot:
        people = [self.read.candidate[one] for one in self.read.members[self.open_team]]
        said = [(one, f"{one.name} {words.in_short(one, self.unknown)}", one.team != self.open_team) for one in people]
        limits = self.read.problem.limits
        return plot.of_team(said, limits, plot.top_of(people, limits))

    def why(self) -> list[tuple[bool, str, str]]:
        """(met, sentence, what is left among the candidates) for each wish of the team, what is not met last."""
        wishes = sorted(self.counts.of_team(self.open_team), key=lambda wish: not wish.is_met)
        return [(wish.is_met, wish.sentence, self._left(wish.wish, wish.is_met)) for wish in wishes]

    def _left(self, wish: str, is_met: bool) -> str:
        """Of a side that is missing, how many without a seat stand on it."""
        sides = {"old_young": ("old", "young"), "deep_shallow": ("deep", "shallow")}.get(wish, ())
        if is_met or not sides:
            return ""
        limits, free = self.read.problem.limits, [self.read.candidate[one] for one in self.counts.left_over]
        missing = [t.wish for t in self.read.scored.of_team(self.open_team) if t.wish in sides and t.points < 0]
        return "".join(_still(side, sum(words.is_on(side, one, limits) for one in free)) for side in missing)

    # ── what could be changed ──

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        if self.decision is not None or not self.row.is_open:
            return []
        return swapping.suggested(self.read, self.problem, self.open_team, self.counts.of_team(self.open_team))

    def said_of(self, one: Candidate) -> str:
        """Who a candidate is, in a line: age, experience, unit, where they are in this draft."""
        seat = self.read.now.seats.get(one.id, "")
        where = f"这一稿在{self.read.team[seat].name}" if seat else "没排上"
        return " · ".join(filter(None, (words.in_short(one, self.unknown), self.unit_of(one.id), where)))

    def before_and_after(self, change: Suggestion) -> list[Side]:
        """The teams touched, each with its people and wishes as they are and as they would be."""
        then = self.read.after(change.effect.after)
        touched = dict.fromkeys(
            team for one in (change.goes, change.comes) if (team := self.read.now.seats.get(one.id, ""))
        )
        return [Side(self.read.team[team], _half(self.read, team), _half(then, team)) for team in touched]


def _half(seen: Read, team: str) -> Half:
    secretary, unknown = seen.now.secretaries.get(team), seen.around.get("unknown", {})
    people = [seen.candidate[one] for one in seen.members[team]]
    said = [
        (one.name, f"{'第一书记 · ' if one.id == secretary else ''}{words.in_short(one, unknown)}") for one in people
    ]
    return Half(said, [(wish.is_met, wish.sentence) for wish in seen.reasons.of_team[team]])


def _still(side: str, count: int) -> str:
    if count:
        return f"没排上的人里还有 {count} 名“{words.SIDE[side]}”，看右边换得划不划算。"
    return f"没排上的人里一名“{words.SIDE[side]}”也没有，只能同别的队对调。"


def role_words(*, is_secretary: bool, is_party: bool) -> str:
    return "第一书记 · 党员" if is_secretary else "队员 · 党员" if is_party else "队员"
