"""What waits: jobs that are done or have failed, until whoever asked has seen it."""

from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import OWN, State
from zhucun.acts.waiting import Waited, Waiting, waits


def unseen(state: str, actor: Actor) -> QuerySet | None:
    if not actor.account_id:
        return None
    own = Job.objects.visible_to(actor, OWN).unseen().filter(state=state, account_id=actor.account_id)
    return own.annotate(key_and_title=Concat(Cast("pk", CharField()), Value(" "), "title"))


@waits(lambda actor: unseen(State.DONE, actor), name="key_and_title")
def done(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "办好了", "去看")


@waits(lambda actor: unseen(State.FAILED, actor), name="key_and_title")
def failed(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "没办成", "看原因")


def _line(found: Waited, ended: str, verb: str) -> Waiting:
    """One is named and opened; of several the list is."""
    key, title = found.name.split(" ", 1)
    if found.count == 1:
        return Waiting("办", f"{title}，{ended}", reverse("jobs.one", args=[key]), verb)
    return Waiting("办", f"要过的事{ended}", f"{reverse('jobs')}?view=unseen", verb, count=found.count)
