"""What waits in reviews: a township's statement, tasks to do, tasks reported done that wait to be accepted."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import NOTHING, Scope, within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.review import rules
from zhucun.oversight.review.models import COUNTY_DIGITS, MonthlyReview, ReviewTask, TownshipStatement
from zhucun.oversight.review.rules import Owner, ReviewState, TaskState

AHEAD = timedelta(days=10)
LATE = 1


def unsaid(actor: Actor) -> QuerySet | None:
    """Of the township: the county's next meeting, about which it has said nothing yet."""
    places = actor.scope(rules.STATE).place
    if not places:
        return None
    said = TownshipStatement.objects.filter(within_prefixes("place_code", places), review=OuterRef("pk"))
    rows = MonthlyReview.objects.visible_to(actor, rules.STATE).of_counties()
    return rows.filter(~Exists(said), state=ReviewState.OPEN, planned_on__lte=actor.today + AHEAD)


@waits(unsaid, day="planned_on", name="month")
def to_say(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence="调度会前，报本乡镇的问题和请县里定的",
        url=reverse("oversight:rhythm.review.say", args=[found.key]),
        verb="去报",
        count=found.count,
        unit="次",
        note="数字不用报，系统算好了；没有问题也说一声",
        due_on=found.first_on,
    )


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
