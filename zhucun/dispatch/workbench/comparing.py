"""Two drafts side by side: which wishes each meets, and in which teams people differ."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from zhucun.dispatch.formation import rules
from zhucun.dispatch.formation.models import FormationPlan
from zhucun.dispatch.formation.stored import read
from zhucun.dispatch.workbench.counting import Counts

BY_POINTS = ("distance", "secretary")


@dataclass(frozen=True)
class Row:
    """A count of both drafts. `better` is 1 where the first is, −1 where the other is, 0 where they are even."""

    label: str
    one: str
    other: str
    better: int


@dataclass(frozen=True)
class TeamRow:
    name: str
    key: str
    township: str
    only_one: list[str]
    only_other: list[str]
    both: list[str]
    wishes: list[str]


class Compared:
    def __init__(self, one: FormationPlan, other: FormationPlan) -> None:
        self.one, self.other = one, other
        self.reads = read(one), read(other)
        self.counts = Counts(self.reads[0]), Counts(self.reads[1])

    @property
    def asked(self) -> list[tuple[str, int]]:
        """Names and values of the two choices."""
        return [("one", self.one.pk), ("other", self.other.pk)]

    def rows(self) -> list[Row]:
        one, other = self.counts
        return [
            *self._wishes(),
            *self._points(),
            _more("留任", len(one.stayed), len(other.stayed)),
            _fewer("换队", len(one.moved), len(other.moved)),
            _fewer("要拿主意的队", len(one.to_mind), len(other.to_mind)),
            _fewer("离最好还差（分）", self.one.gap or 0, self.other.gap or 0),
        ]

    def _wishes(self) -> list[Row]:
        found = []
        for wish in rules.WISHES:
            if wish.key == "stay":
                continue
            one, other = (counts.met(wish) for counts in self.counts)
            if one and other and (one.of or other.of):
                said = (f"{one.met} / {one.of}", f"{other.met} / {other.of}")
                found.append(Row(wish.label, said[0], said[1], _sign(one.met - other.met)))
        return found

    def _points(self) -> list[Row]:
        """Wishes that no count of teams tells whole: what each draft scores by them."""
        one, other = (counts.points for counts in self.counts)
        wishes = [rules.WISH[key] for key in BY_POINTS]
        return [
            _more(f"{wish.label}（分）", _sum(one, wish), _sum(other, wish))
            for wish in wishes
            if any(points[name] for points in (one, other) for name in wish.weights)
        ]

    @cached_property
    def teams(self) -> list[TeamRow]:
        """Only those that differ."""
        ids = [team.id for team in self.reads[0].problem.teams if team.id in self.reads[1].team]
        return [row for team in ids if (row := self._team(team)) is not None]

    def _team(self, team: str) -> TeamRow | None:
        one, other = (self._named(at, team) for at in (0, 1))
        if one == other:
            return None
        seen = self.reads[0]
        return TeamRow(
            seen.team[team].name,
            team[1:],
            seen.around.get("townships", {}).get(seen.team[team].township, ""),
            [name for name in one if name not in other],
            [name for name in other if name not in one],
            [name for name in one if name in other],
            self._wishes_of(team),
        )

    def _named(self, at: int, team: str) -> list[str]:
        seen = self.reads[at]
        secretary = seen.now.secretaries.get(team)
        return [f"{seen.candidate[one].name}{'（第一书记）' if one == secretary else ''}" for one in seen.members[team]]

    def _wishes_of(self, team: str) -> list[str]:
        """Pairings that one draft has and the other has not."""
        found = []
        for key in rules.NEEDS_A_MIND:
            met = [rules.is_met(key, counts.of_team(team)) for counts in self.counts]
            if met[0] != met[1] and None not in met:
                found.append(f"{rules.WISH[key].label}：{self.one if met[0] else self.other}做到了")
        return found


def _sum(points: Mapping[str, int], wish: rules.Wish) -> int:
    return sum(points.get(name, 0) for name in wish.weights)


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _more(label: str, one: int, other: int) -> Row:
    return Row(label, str(one), str(other), _sign(one - other))


def _fewer(label: str, one: int, other: int) -> Row:
    return Row(label, str(one), str(other), _sign(other - one))
