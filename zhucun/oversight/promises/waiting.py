"""Lists that wait for the township, promises that wait to be looked at, and what is late."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.promises import acts as promises
from zhucun.oversight.promises.models import AnnualTaskList, TaskPromise
from zhucun.oversight.promises.rules import ACCEPT, AGREE, WRITE, AcceptedBy, ListState, State


def handed(actor: Actor) -> QuerySet | None:
    if not actor.may(AGREE):
        return None
    return AnnualTaskList.objects.visible_to(actor, AGREE).filter(state=ListState.HANDED)


@waits(handed, name="team__name")
def to_agree(actor: Actor, found: Waited) -> Waiting:
    one = reverse("oversight:promises.one", args=[found.key])
    return Waiting(
        tile="管",
        sentence=f"{found.name}的任务单等着定" if found.count == 1 else "任务单等着定",
        note="看写得具体不具体、期限办不办得到",
        url=one if found.count == 1 else f"{reverse('oversight:promises')}?view=handed",
        verb="去定",
        count=found.count,
        unit="份",
    )


def done(actor: Actor) -> QuerySet | None:
    """For whom it says: a township is not asked for what the village accepts."""
    sides = promises.accepting(actor)
    if not sides:
        return None
    own = AcceptedBy.OFFICE if AcceptedBy.OFFICE in sides else sides[0]
    return TaskPromise.objects.visible_to(actor, ACCEPT).filter(state=State.DONE, accepted_by=own)


@waits(done, day="done_on", name="text")
def to_accept(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence=f"“{found.name}”等着验收" if found.count == 1 else "队里说办成的事等着验收",
        note="去看过、问过，再按",
        url=f"{reverse('oversight:promises')}?view=waiting",
        verb="去看",
        count=found.count,
    )


def late(actor: Actor) -> QuerySet | None:
    """The team's own."""
    if not actor.scope(WRITE).team:
        return None
    return TaskPromise.objects.visible_to(actor, WRITE).late(actor.today)


@waits(late, day="due_on", name="text")
def to_catch_up(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence=f"任务“{found.name}”过了期" if found.count == 1 else "任务单上的事过了期",
        note="办成了说一声；办不成，请乡镇改期限",
        url=reverse("oversight:promises"),
        verb="去看",
        count=found.count,
        due_on=found.first_on,
    )
