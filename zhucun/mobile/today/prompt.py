"""This month's prompt on 今天: what the county asks of the team, and what its ledgers say already (R-LOG-07)."""

from typing import Any

from zhucun.acts.actor import Actor
from zhucun.mobile.own import Crew
from zhucun.oversight.prompts.opening import is_known_to
from zhucun.oversight.prompts.reading import of_team


def prompt_card(crew: Crew, actor: Actor) -> dict[str, Any]:
    """Shown in full, so that the team has it: of the team it is kept, not of whoever looks (R-BUR-04)."""
    found = of_team(crew.own.team_id, actor) if crew.own.is_prompted else None
    if found is None:
        return {"prompt": None}
    is_known_to(found["recipient"], actor)
    return {"prompt": found["prompt"], "prompt_items": found["items"]}
