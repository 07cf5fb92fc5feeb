"""How a draft keeps the hard rules and meets the wishes, counted; each count with the teams behind it."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import dist

from zhucun.dispatch.formation import rules
from zhucun.dispatch.formation.rules import Wish
from zhucun.dispatch.formation.stored import Read
from zhucun.solver.explain import WishOfTeam
from zhucun.solver.problem import BOUND
from zhucun.solver.scoring import Scoring


@dataclass(frozen=True)
class Rule:
    """A hard rule as a count: `kept` of `of`, or, where there is no `of`, how often it is broken."""

    label: str
    kept: int
    of: int = 0
    unit: str = ""

    @property
    def is_kept(self) -> bool:
        return self.kept == self.of if self.of else self.kept == 0


@dataclass(frozen=True)
class Met:
    """A wish as a count. `open_teams` are those where something is left to wish."""

    wish: Wish
    met: int
    of: int
    open_teams: frozenset[str]
    unit: str = "支"


class Counts:
    """Of one draft as it stands; each count is worked out when asked for."""

    def __init__(self, read: Read) -> None:
        self.read, self.problem, self.now = read, read.problem, read.now

    # ── people ──

    @cached_property
    def stayed(self) -> set[str]:
        return {one for one, team in self.now.seats.items() if self.read.candidate[one].team == team}

    @cached_property
    def moved(self) -> set[str]:
        """Serve today, and go to another team."""
        return {one for one, team in self.now.seats.items() if self.read.candidate[one].team not in ("", team)}

    @cached_property
    def new(self) -> set[str]:
        return {one for one in self.now.seats if not self.read.candidate[one].team}

    @cached_property
    def left_over(self) -> list[str]:
        """Could be sent and are not."""
        return [c.id for c in self.problem.candidates if c.is_available and c.id not in self.now.seats]

    @cached_property
    def stepped_down(self) -> list[str]:
        """Serve today and have no seat in the draft."""
        return [one for one in self.left_over if self.read.candidate[one].team]

    # ── hard rules ──

    def rules(self) -> list[Rule]:
        broken, teams = Counter(fault.rule for fault in self.read.faults), len(self.problem.teams)
        units = [unit for unit in self.problem.units if unit.most is not None]
        bound = [team for team in self.problem.teams if self.read.backer(team.id)]
        found = [
            Rule("每队人数够", teams - broken["short"] - broken["over"], teams),
            Rule("第一书记合条件", teams - broken["leaderless"], teams),
            Rule("一人只在一支队", 0, unit="冲突"),
            Rule("回避和不能派的", broken["seat"] + broken["apart"], unit="冲突"),
        ]
        if self.problem.mode == BOUND:
            found.append(Rule("后盾单位派了人", len(bound) - broken["unsent"], len(bound)))
        if units:
            found.append(Rule("单位不超名额", len(units) - broken["cap"], len(units)))
        return found

    # ── wishes ──

    def wishes(self, levels: Mapping[str, int]) -> list[Met]:
        """Those asked for, the most wanted first; what the county has no facts for is not counted."""
        return [met for wish in rules.in_order(levels) if (met := self.met(wish)) is not None and met.of]

    def met(self, wish: Wish) -> Met | None:
        match wish.key:
            case "stay":
                return None if self.staying else self._staying(wish)
            case "fair_share":
                return self._fair(wish)
            case "distance":
                return self._near(wish)
            case "secretary":
                return None
            case _:
                return self._of_teams(wish)

    def of_team(self, team: str) -> list[WishOfTeam]:
        return [*self.read.reasons.of_team[team], *self._far_from_home(team)]

    def _far_from_home(self, team: str) -> Iterator[WishOfTeam]:
        here, secretary = self.read.team[team], self.read.candidate.get(self.now.secretaries.get(team, ""))
        if secretary and self.problem.weights.distance and Scoring.steps_away(secretary, here) >= rules.FAR:
            away = round(dist(secretary.point or (), here.point or ()))
            yield WishOfTeam("distance", False, f"第一书记{secretary.name}离家 {away} 公里。")

    def _of_teams(self, wish: Wish) -> Met:
        answers = {team.id: rules.is_met(wish.key, self.of_team(team.id)) for team in self.problem.teams}
        if wish.key == "mates_apart":
            answers = {team: answer is not False for team, answer in answers.items()}
        asked = {team: answer for team, answer in answers.items() if answer is not None}
        return Met(wish, sum(asked.values()), len(asked), frozenset(t for t, answer in asked.items() if not answer))

    def _staying(self, wish: Wish) -> Met:
        serving = [c for c in self.problem.candidates if c.is_available and c.team]
        changing = {self.now.seats[one] for one in (*self.moved, *self.new)}
        return Met(wish, len(self.stayed), len(serving), frozenset(changing), "人")

    def _fair(self, wish: Wish) -> Met:
        over = {term.unit for term in self.read.scored.terms if term.wish == "fair_share"}
        shares = self.problem.shares
        open_teams = {team for one, team in self.now.seats.items() if self.read.candidate[one].unit in over}
        return Met(wish, len(shares) - len(over), len(shares), frozenset(open_teams), "家")

    def _near(self, wish: Wish) -> Met:
        """People whose home and village are known, and how many of them live near."""
        seats = self.now.seats.items()
        placed = {one: team for one, team in seats if self.read.candidate[one].point and self.read.team[team].point}
        far = {term.person for term in self.read.scored.terms if term.wish == "distance"}
        return Met(wish, len(placed) - len(far), len(placed), frozenset(placed[one] for one in far), "人")

    @cached_property
    def points(self) -> Counter[str]:
        """What the draft scores, by the solver's words for wishes."""
        found: Counter[str] = Counter()
        for term in self.read.scored.terms:
            found[term.wish] += term.points
        return found

    # ── what a person has to look at ──

    @cached_property
    def unmet(self) -> dict[str, list[WishOfTeam]]:
        """Team → what it lacks that needs a mind; a team that breaks a hard rule stands here in any case."""
        found = {team.id: rules.mind_needed(self.of_team(team.id)) for team in self.problem.teams}
        return {team: wishes for team, wishes in found.items() if wishes or team in self.broken}

    @cached_property
    def broken(self) -> set[str]:
        """Teams for which a hard rule is not kept."""
        return {fault.team for fault in self.read.faults if fault.team}

    @property
    def vacant(self) -> int:
        """Seats that nobody fills."""
        return sum(max(team.least - len(self.read.members[team.id]), 0) for team in self.problem.teams)

    @cached_property
    def to_mind(self) -> dict[str, list[WishOfTeam]]:
        """Those of them where there is something to decide: in a round, where somebody comes. What breaks a hard rule
        stands first.
        """
        found = {
            team: wishes for team, wishes in self.unmet.items() if team in self.broken or self.somebody_comes(team)
        }
        return dict(sorted(found.items(), key=lambda one: one[0] not in self.broken))

    @cached_property
    def staying(self) -> frozenset[str]:
        return frozenset(f"c{key}" for key in self.read.around.get("staying", ()))

    def somebody_comes(self, team: str) -> bool:
        return not self.staying or any(one not in self.staying for one in self.read.members[team])

    @cached_property
    def missing(self) -> list[tuple[str, int]]:
        """What kind of person is missing, and for how many teams; the most wanted first."""
        found = Counter(what for wish in self._lacking() for what in _each(wish.missing))
        return found.most_common()

    def _lacking(self) -> Iterator[WishOfTeam]:
        """Not where those of one unit are too many, or somebody is far from home: there nobody is missing."""
        unmet = (wish for wishes in self.unmet.values() for wish in wishes)
        return (wish for wish in unmet if wish.wish not in ("mates_apart", "distance"))

    def why_short(self, team: str) -> str:
        """In a few words what a team lacks, from its people: 没有“浅”：最少也有 3 年; of a hard rule its sentence."""
        if broken := [fault.sentence for fault in self.read.faults if fault.team == team]:
            return broken[0]
        people = [self.read.candidate[one] for one in self.read.members[team]]
        lacking = [t.wish for t in self.read.scored.of_team(team) if t.wish in SHORT and t.points < 0]
        if lacking and people:
            return "；".join(SHORT[side](people) for side in lacking)
        return next((wish.sentence for wish in self.unmet.get(team, ())), "")


def _each(missing: str) -> Iterator[str]:
    return (what for what in missing.split("、") if what)


def _years(months: int) -> str:
    return f"{months // 12} 年" if months >= 12 else f"{months} 个月"


SHORT = {
    "old": lambda people: f"没有“老”：最大 {max(p.age for p in people)} 岁",
    "young": lambda people: f"没有“新”：最年轻 {min(p.age for p in people)} 岁",
    "deep": lambda people: f"没有“深”：最多 {_years(max(p.rural_months for p in people))}",
    "shallow": lambda people: f"没有“浅”：最少也有 {_years(min(p.rural_months for p in people))}",
}
