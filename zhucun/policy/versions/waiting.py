"""What waits: proposed versions for whoever approves, but not for who proposed them."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.rules import APPROVE, FLOW


def to_decide(actor: Actor) -> QuerySet | None:
    if not actor.may(APPROVE):
        return None
    return FLOW.waiting(PolicyVersion.objects, actor).exclude(proposed_by_person__in=actor.persons)


@waits(to_decide, name="title")
def to_approve(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="参",
        sentence=f"新版参数《{found.name}》等批准" if found.count == 1 else "新版参数等批准",
        url=f"{reverse('policy:profile.versions')}?view=proposed",
        verb="去看看",
        count=found.count,
        unit="版",
    )
