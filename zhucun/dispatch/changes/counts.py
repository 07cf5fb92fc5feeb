"""How many changes of each kind there were of late, each number opening its records (N10, N11, R-SEL-16)."""

from typing import Any

from zhucun.acts.actor import Actor
from zhucun.lib.figure import Question, named
from zhucun.web.measures import Measures

SEE_FIGURES = "figure.see"
SAID = (
    "dispatch.adjusted_or_removed",
    "dispatch.reinforcements",
    "dispatch.ended_by_rotation",
    "dispatch.ended_by_adjustment",
    "dispatch.ended_by_removal",
    "dispatch.ended_by_recall",
)


def counts(actor: Actor) -> dict[str, Any]:
    """For one territory; whoever reaches people otherwise, or sees no figures, has none."""
    territory = actor.scope(SEE_FIGURES).place
    if len(territory) != 1:
        return {}
    question = Question(actor, territory[0], actor.today)
    measures, period = Measures(SAID, question), question.period
    figures = [measures.figure(one, label=named(one).label, size="middle") for one in SAID]
    return {"figures": figures, "since": period.since, "until": period.last_day}
