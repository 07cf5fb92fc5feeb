"""What waits of tasks: those to do, and those reported done that wait to be accepted."""

from collections.abc import Iterable

from django.db.models import Case, Q, QuerySet, When
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import NOTHING, Scope, within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.review.models import COUNTY_DIGITS
from zhucun.oversight.tasks import rules
from zhucun.oversight.tasks.models import ReviewTask
from zhucun.oversight.tasks.rules import Owner, TaskState

LATE = 1


def _owned(reach: Scope) -> Q:
    """Those whose doing falls to the actor's own side; what a township sees of its teams falls to the teams."""
    counties, townships = _apart(reach.place)
    return (
        Q(owner=Owner.TEAM, team__in=reach.team)
        | Q(owner=Owner.UNIT, unit__in=reach.sender | reach.backer)
        | Q(owner=Owner.OFFICE) & within_prefixes("place_code", counties)
        | Q(owner=Owner.TOWNSHIP) & within_prefixes("place_code", townships)
    )


def _apart(prefixes: Iterable[str]) -> tuple[list[str], list[str]]:
    asked = list(prefixes)
    return [p for p in asked if len(p) <= COUNTY_DIGITS], [p for p in asked if len(p) > COUNTY_DIGITS]


def own_open(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.DO):
        return None
    rows = ReviewTask.objects.visible_to(actor, rules.DO).open().filter(_owned(actor.scope(rules.DO)))
    return rows.annotate(zc_late=Case(When(due_on__lt=actor.today, then=LATE), default=0))


@waits(own_open, day="due_on", name="what", part="zc_late")
def to_do(actor: Actor, found: Waited) -> Waiting:
    late = found.part == LATE
    sentence = "调度会定的事过期了还没办" if late else "调度会定的事要你们办"
    if found.count == 1:
        sentence = f"调度会定的事{'过期了' if late else ''}：{found.name}"
    return _tasks(sentence, "去办", found, "late" if late else "open", due_on=found.first_on)


def unaccepted(actor: Actor) -> QuerySet | None:
    places = actor.scope(rules.HOLD).place
    if not places:
        return None
    counties, townships = _apart(places)
    decided_here = (within_prefixes("review__place_code", counties) & Q(review__is_of_county=True)) | (
        within_prefixes("review__place_code", townships) if townships else NOTHING
    )
    rows = ReviewTask.objects.visible_to(actor, rules.HOLD).filter(decided_here, state=TaskState.REPORTED)
    return rows.exclude(reporter_person__in=actor.persons)


@waits(unaccepted, name="owner_name")
def to_accept(actor: Actor, found: Waited) -> Waiting:
    who = f"{found.name}报了办结" if found.count == 1 else "调度任务报了办结"
    return _tasks(f"{who}，等认可", "去看", found, "reported")


def _tasks(sentence: str, verb: str, found: Waited, view: str, **more: object) -> Waiting:
    if found.count == 1:
        url = reverse("oversight:rhythm.tasks.one", args=[found.key])
    else:
        url = f"{reverse('oversight:rhythm.tasks')}?view={view}"
    return Waiting(tile="管", sentence=sentence, url=url, verb=verb, count=found.count, unit="件", **more)
