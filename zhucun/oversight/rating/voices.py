"""What tallies say to an assessment: one number for village cadres and party members, one for villagers (R-ASS-12)."""

from collections.abc import Mapping

from zhucun.oversight.rating import reading
from zhucun.oversight.rating.reading import POSTING, TEAM, Scored
from zhucun.oversight.schemes.registry import Asked, Member, Voices, voices_come_from
from zhucun.oversight.schemes.rules import BY_TALLY, ObjectKind

Sides = Mapping[str, Scored]


@voices_come_from
def of_ratings(asked: Asked) -> Voices:
    """Of a person what was said of them, else of their team; of a unit the mean of its people by votes."""
    found = reading.scores(asked.by, asked.period)
    if asked.kind == ObjectKind.UNIT:
        return {key: _mean([_of(one, found) for one in people]) for key, people in asked.members_of().items()}
    kind = TEAM if asked.kind == ObjectKind.TEAM else POSTING
    teams = {asked.key_of(one): one for one in asked.members}
    voices = {key: found.get((kind, key)) or _of(teams[key], found) for key in asked.keys if key in teams}
    return {key: _plain(sides) for key, sides in voices.items() if sides}


def _of(member: Member, found: Mapping[reading.Subject, Sides]) -> Sides:
    return found.get((POSTING, member.posting)) or found.get((TEAM, member.team)) or {}


def _plain(sides: Sides) -> dict[str, tuple[int, int]]:
    return {side.value: (sides[side].hundredths, sides[side].votes) for side in BY_TALLY if side in sides}


def _mean(of_people: list[Sides]) -> dict[str, tuple[int, int]]:
    means = {}
    for side in BY_TALLY:
        said = [sides[side] for sides in of_people if side in sides]
        if votes := sum(one.votes for one in said):
            total = sum(one.hundredths * one.votes for one in said)
            means[side.value] = ((2 * total + votes) // (2 * votes), votes)
    return means
