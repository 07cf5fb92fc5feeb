"""What adopting a draft would bring about, said before it is done: who comes, who goes on, what is left to wish."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.formation import proposing
from zhucun.dispatch.formation.rules import State
from zhucun.dispatch.workbench.bench import Workbench
from zhucun.solver.problem import Candidate, Team


@dataclass(frozen=True)
class Coming:
    """`follows` is the name of whoever leaves that seat (R-SEL-11)."""

    one: Candidate
    unit: str
    is_secretary: bool
    follows: str


class Adoption:
    def __init__(self, bench: Workbench, by: Actor) -> None:
        self.bench, self.row, self.read, self.counts = bench, bench.row, bench.read, bench.counts
        followed = proposing.followed_by(self.row, by) if self.row.round else {}
        self.follows = {one: posting.cadre.person.name for one, posting in followed.items()}
        self.is_second = bool(self.row.round) and self.row.round.plans.filter(state=State.ADOPTED).exists()

    @cached_property
    def coming(self) -> list[tuple[Team, str, list[Coming]]]:
        """Teams with whoever comes anew, in the order of places."""
        teams = ((team, self._coming(team.id)) for team in self.read.problem.teams)
        return [(team, self.bench.township(team.id), people) for team, people in teams if people]

    def _coming(self, team: str) -> list[Coming]:
        secretary = self.read.now.secretaries.get(team)
        new = [one for one in self.read.members[team] if one not in self.counts.stayed]
        return [
            Coming(self.read.candidate[one], self.bench.unit_of(one), one == secretary, self.follows.get(one, ""))
            for one in new
        ]

    @property
    def unmet(self) -> list[tuple[Team, str]]:
        """Of the teams to which somebody comes."""
        return [(self.read.team[team], self.counts.why_short(team)) for team in self.counts.to_mind]

    @property
    def untouched(self) -> list[tuple[Team, str]]:
        """Lack something too, but nobody comes to them in this round."""
        others = (team for team in self.counts.unmet if team not in self.counts.to_mind)
        return [(self.read.team[team], self.counts.why_short(team)) for team in others]

    def question(self) -> str:
        return f"采用{self.row.label}？"

    def consequences(self) -> list[str]:
        counts = self.counts
        moving, where = len(counts.new) + len(counts.moved), self.row.round.title if self.row.round else ""
        said = [
            f"{moving} 人写进“{where}”的拟派名单，{len(counts.stayed)} 人留任不动。",
        ]
        if self.is_second:
            said.append("以前采用的一稿换下来，稿子还留着。")
        if vacant := sum(fault.rule == "short" for fault in self.read.faults):
            said.append(f"{vacant} 支队人数不够，缺的照旧算空缺，还要补。")
        if unmet := len(counts.to_mind):
            undecided = len(self.bench.waiting)
            said.append(
                f"还有 {unmet} 支队没有配齐，其中 {undecided} 支没人看过。"
                if undecided
                else f"还有 {unmet} 支队没有配齐，都看过了。"
            )
        if left := len(counts.left_over):
            said.append(f"{left} 名候选没有排上，留作备选。")
        return said

    @property
    def confirm(self) -> dict[str, Any]:
        here = reverse("dispatch:formation.one", args=[self.row.pk])
        return {
            "id": "adopt",
            "question": self.question(),
            "consequences": self.consequences(),
            "action_url": reverse("dispatch:formation.one.adopt", args=[self.row.pk]),
            "verb": "采用这一稿",
            "cancel_label": "先不采用",
            "cancel_url": here,
        }
