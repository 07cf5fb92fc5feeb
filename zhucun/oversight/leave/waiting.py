"""What waits in leave: to be decided by whoever's turn it is, to be returned from. No line names anybody (X1)."""

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.leave import rules
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import State


def _line(found: Waited, sentence: str, verb: str, view: str, **more: object) -> Waiting:
    """A single request opens itself."""
    url = reverse("oversight:leaves.one", args=[found.key]) if found.count == 1 else None
    where = url or f"{reverse('oversight:leaves')}?view={view}"
    return Waiting(tile="管", sentence=sentence, url=where, verb=verb, count=found.count, unit="张", **more)


def undecided(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.DECIDE):
        return None
    return LeaveRequest.objects.open_to(actor)


@waits(undecided)
def to_decide(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "有请假等你批", "去批", "mine", note="多久、谁顶着、今年请了几天都在里面")


def told(actor: Actor) -> QuerySet | None:
    """Of those that the office is told of and does not decide; opening one is enough (R-LEA-03)."""
    if not (actor.may(rules.SEE) and rules.may_hear(rules.HEARS, actor.roles)):
        return None
    return LeaveRequest.objects.visible_to(actor, rules.SEE).told_to(actor)


@waits(told)
def to_know(actor: Actor, found: Waited) -> Waiting:
    return _line(found, "有请假知会你", "看一眼", "told", note="批过了，不用办；打开看过就不再列")


def own_return(actor: Actor) -> QuerySet | None:
    """One's own, from the last day of the leave on."""
    cadres = actor.scope(rules.ASK).cadre
    if not cadres:
        return None
    return LeaveRequest.objects.filter(cadre__in=cadres, state=State.GRANTED, return_due_on__lte=actor.today)


@waits(own_return, day="return_due_on")
def to_report_back(actor: Actor, found: Waited) -> Waiting:
    return _line(
        found, "你的假到期了，回村了就销假", "销假", "away", note="还回不来的，先打电话", due_on=found.first_on
    )


def overdue(actor: Actor) -> QuerySet | None:
    """Of the township: to be asked where they are, not to be blamed unheard."""
    places = actor.scope(rules.ASK).place
    if not places:
        return None
    seen = LeaveRequest.objects.visible_to(actor, rules.ASK).filter(~Q(cadre__person__in=actor.persons))
    return seen.overdue(actor.today)


@waits(overdue, day="return_due_on")
def to_ask_after(actor: Actor, found: Waited) -> Waiting:
    return _line(
        found, "假到期了还没有销", "去看", "overdue", note="打电话问一声；回来了的代为销假", due_on=found.first_on
    )
