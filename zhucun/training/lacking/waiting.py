"""What waits: people whose pre-post training is overdue."""

from collections.abc import Hashable

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.policy import in_force as policy
from zhucun.training.lacking.reading import Wanted, on_roster
from zhucun.training.sessions.rules import KEEP


def _numbers(actor: Actor) -> Hashable:
    return policy.of(actor).training


def without_pre_post(actor: Actor) -> QuerySet | None:
    """Whoever is there and whose day to make it up has passed (R-TRN-01)."""
    if not actor.may(KEEP):
        return None
    wanted = Wanted(policy.of(actor).training, actor.today)
    rows = on_roster(actor, actor.today)
    return rows.filter(within_prefixes("place_code", actor.scope(KEEP).place)).filter(wanted.pre_post_late)


@waits(without_pre_post, depends=_numbers)
def to_make_up(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="训",
        sentence="有人岗前培训过了期还没补",
        note="看是谁，列进下一期",
        url=f"{reverse('training:lacking')}?view=late",
        verb="看名单",
        count=found.count,
        unit="人",
    )
