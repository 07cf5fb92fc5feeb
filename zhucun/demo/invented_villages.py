"""Village groups and a few households of the villages that are told of, and who of the team looks after which."""

from collections.abc import Mapping, Sequence

from zhucun.demo.invented import Dice, Household, Posting, Team
from zhucun.demo.invented_names import Registry
from zhucun.demo.invented_places import YAO_TOWNSHIPS
from zhucun.demo.invented_teams import LEADING

GROUPS = (4, 8)
HOUSEHOLDS = 6  # of a village; the ledger of monitored households is another
PERSONS = (2, 6)


def invent_groups(codes: Mapping[str, str], dice: Dice) -> dict[str, int]:
    """Village → how many groups it has."""
    return {codes[name]: dice.between(*GROUPS) for name in LEADING}


def invent_households(
    groups: Mapping[str, int], teams: Sequence[Team], postings: Sequence[Posting], dice: Dice, registry: Registry
) -> tuple[Household, ...]:
    """Each with a running member of the village's team, in turn."""
    made = []
    for team in (team for team in teams if team.seat in groups):
        members = [posting for posting in postings if posting.team is team and posting.end is None]
        for number in range(HOUSEHOLDS):
            head = _head(team.seat, dice, registry)
            group = dice.between(1, groups[team.seat])
            helper = members[number % len(members)]
            made.append(Household(team.seat, group, head, dice.between(*PERSONS), helper))
    return tuple(made)


def _head(village: str, dice: Dice, registry: Registry) -> str:
    sex = "female" if dice.chance(15) else "male"
    return registry.name(sex, dice.between(1950, 1985), is_yao=village.startswith(YAO_TOWNSHIPS))
