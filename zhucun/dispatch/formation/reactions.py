"""What happens to a draft when its round gives up the list that was made of it."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.dispatch.formation import acts as formation
from zhucun.dispatch.formation.models import FormationPlan
from zhucun.dispatch.formation.rules import State
from zhucun.dispatch.rounds.models import SelectionRound


@within("round.clear_seats")
def step_back(rounds: Sequence[SelectionRound], by: Actor) -> None:
    for plan in FormationPlan.objects.filter(round__in=rounds, state=State.ADOPTED):
        formation.give_way(plan, by=by)
