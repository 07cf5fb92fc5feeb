"""A team that opens its prompt has it. Who of the team looked is nobody's business, and stands nowhere (R-BUR-04)."""

from zhucun.acts.actor import Actor
from zhucun.oversight.prompts import acts as prompts
from zhucun.oversight.prompts.models import PromptRecipient, WorkPrompt
from zhucun.oversight.prompts.rules import SEE

IN_THE_NAME_OF = "系统"


def has_been_opened(prompt: WorkPrompt, by: Actor) -> None:
    """To be called by pages that show it to whoever is on a team."""
    teams = by.scope(SEE).team
    if not teams:
        return
    for one in PromptRecipient.objects.filter(prompt=prompt, team__in=teams, reached_on__isnull=True):
        is_known_to(one, by)


def is_known_to(recipient: PromptRecipient, by: Actor) -> None:
    """The first time it is shown to the team; after that nothing is written."""
    if recipient.reached_on is None:
        system = Actor.system(IN_THE_NAME_OF, reach=recipient.place_code, now=by.now, door=by.door)
        prompts.opened(recipient, by=system)
