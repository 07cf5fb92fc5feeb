"""What waits: offices asked for with new accounts, confirmed by whoever keeps rights."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.org.accounts.models import Account
from zhucun.org.accounts.rules import KEEP_RIGHTS


def asked_for(actor: Actor) -> QuerySet | None:
    if not actor.may(KEEP_RIGHTS):
        return None
    return Account.objects.visible_to(actor, KEEP_RIGHTS).filter(is_active=True).exclude(asked_role="")


@waits(asked_for)
def to_give(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="权",
        sentence="新账号等授权",
        url=reverse("accounts:list.asked"),
        verb="去授权",
        count=found.count,
        unit="个",
    )
