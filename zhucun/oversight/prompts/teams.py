"""The teams of a prompt under their townships, in the fixed order: nobody is ranked."""

from collections.abc import Sequence
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.linking import team_url
from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.prompts.models import PromptRecipient
from zhucun.oversight.prompts.reading import Progress


def by_township(recipients: Sequence[PromptRecipient], lines: Sequence[Progress], by: Actor) -> list[dict[str, Any]]:
    """Each township with how many of its teams have each item, and its teams with their counts."""
    groups: dict[str, list[PromptRecipient]] = {}
    for one in recipients:
        groups.setdefault(one.place_code[:TOWNSHIP_DIGITS], []).append(one)
    townships = Place.objects.filter(kind=Kind.TOWNSHIP, code__in=groups, until__isnull=True)
    names = dict(townships.values_list("code", "name"))
    return [
        {
            "name": names.get(code, "别处"),
            "of": len(teams),
            "reached": sum(one.reached_on is not None for one in teams),
            "done": [sum(line.has(one.team_id) for one in teams) if line.measure else None for line in lines],
            "teams": [_team(one, lines, by) for one in teams],
        }
        for code, teams in groups.items()
    ]


def _team(one: PromptRecipient, lines: Sequence[Progress], by: Actor) -> dict[str, Any]:
    return {
        "recipient": one,
        "name": one.team.name,
        "url": team_url(one.team, by),
        "counts": [line.count_of(one.team_id) if line.measure else None for line in lines],
    }
