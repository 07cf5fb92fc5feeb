"""Secret ratings and surveys as an assessment takes them: a number a side, of the person or their team (R-ASS-12)."""

from zhucun.oversight.rating.reading import POSTING, TEAM, Scored, scores
from zhucun.oversight.schemes.registry import Asked, Voices, voices_come_from
from zhucun.oversight.schemes.rules import BY_TALLY, ObjectKind


@voices_come_from
def tallied(asked: Asked) -> Voices:
    """What was said of somebody themselves, else of the team; units are not rated by tally."""
    if asked.kind == ObjectKind.UNIT:
        return {}
    found = scores(asked.by, asked.period)
    teams = {asked.key_of(one): one.team for one in asked.members} if asked.kind == ObjectKind.PERSON else {}
    of_person = {key: {**found.get((TEAM, teams.get(key, 0)), {}), **found.get((POSTING, key), {})} for key in teams}
    of_team = {key: found.get((TEAM, key), {}) for key in asked.keys} if asked.kind == ObjectKind.TEAM else {}
    return {key: said for key, sides in (of_person | of_team).items() if (said := _by_tally(sides))}


def _by_tally(sides: dict[str, Scored]) -> dict[str, tuple[int, int]]:
    """The township has a number of its own, under its name."""
    return {who: (one.hundredths, one.votes) for who, one in sides.items() if who in BY_TALLY}
