"""What a plan leaves open: teams that would be fewer than 核定人数, teams without a first secretary."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from zhucun.dispatch.roster.rules import TeamRole
from zhucun.dispatch.rounds.models import SelectionRound
from zhucun.dispatch.rounds.plan_models import ProposedSeat
from zhucun.dispatch.rounds.reading import first_secretaries_who_stay, leavers, policy_of, running


@dataclass(frozen=True)
class Lacks:
    """Team → how many are missing; teams nobody would lead."""

    short: dict[int, int]
    unled: frozenset[int]

    def __bool__(self) -> bool:
        return bool(self.short or self.unled)

    @property
    def sentence(self) -> str:
        parts = [f"{len(self.short)} 支队人不够" if self.short else ""]
        parts += [f"{len(self.unled)} 支队没有第一书记" if self.unled else ""]
        return "，".join(part for part in parts if part) + "。" if self else ""


def lacks_of(round_: SelectionRound, day: date) -> Lacks:
    policy = policy_of(round_, day)
    leaving = {posting.pk for posting in leavers(round_, policy)}
    seats = list(ProposedSeat.objects.filter(round=round_).values_list("team", "roles"))
    there = Counter(posting.team_id for posting in running(round_) if posting.pk not in leaving)
    there.update(team for team, _ in seats)
    led = first_secretaries_who_stay(round_, leaving)
    led |= {team for team, roles in seats if TeamRole.FIRST_SECRETARY in roles}
    short, unled = {}, set()
    for team in round_.teams().with_headcount(day):
        wanted = policy.selection.approved_size if team.approved is None else team.approved
        if there[team.pk] < wanted:
            short[team.pk] = wanted - there[team.pk]
        if team.pk not in led:
            unled.add(team.pk)
    return Lacks(short, frozenset(unled))
