"""What waits: matters past the day that was promised, those handed up to oneself, those to be looked at again."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import KEEP, RECHECK, TOWNSHIP_DIGITS, Owner, State


def _address(found: Waited, view: str) -> str:
    if found.count == 1:
        return reverse("six_ones:matters.one", args=[found.key])
    return f"{reverse('six_ones:matters')}?view={view}"


def late(actor: Actor) -> QuerySet | None:
    """The team's own."""
    if not (actor.may(KEEP) and actor.scope(KEEP).team):
        return None
    return UrgentMatter.objects.visible_to(actor, KEEP).late(actor.today).filter(owner=Owner.TEAM)


@waits(late, day="promised_on", name="text")
def to_finish(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence="一件实事过了答应的日子" if found.count == 1 else "实事过了答应的日子",
        note="办好了点办结；办不了的交上去，或者改日子、告诉群众",
        url=_address(found, "late"),
        verb="去办",
        count=found.count,
        due_on=found.first_on,
    )


def _of_township(actor: Actor) -> list[str]:
    return [code for code in actor.scope(KEEP).place if len(code) == TOWNSHIP_DIGITS] if actor.may(KEEP) else []


def with_township(actor: Actor) -> QuerySet | None:
    codes = _of_township(actor)
    if not codes:
        return None
    rows = UrgentMatter.objects.visible_to(actor, KEEP).filter(within_prefixes("place_code", codes))
    return rows.filter(state=State.HANDED_UP, owner=Owner.TOWNSHIP)


def with_unit(actor: Actor) -> QuerySet | None:
    if not actor.may(KEEP):
        return None
    reach = actor.scope(KEEP)
    units = reach.sender | reach.backer
    if not units:
        return None
    return UrgentMatter.objects.visible_to(actor, KEEP).filter(state=State.HANDED_UP, owner=Owner.UNIT, unit__in=units)


@waits(with_township, day="raised_on", name="text")
def of_township(actor: Actor, found: Waited) -> Waiting:
    return _handed_up(found)


@waits(with_unit, day="raised_on", name="text")
def of_unit(actor: Actor, found: Waited) -> Waiting:
    return _handed_up(found)


def _handed_up(found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence="村里交上来一件实事" if found.count == 1 else "村里交上来的实事",
        note="能办的办结，要再往上的交给部门，办不成的写明为什么",
        url=_address(found, "handed_up"),
        verb="去办",
        count=found.count,
    )


def due(actor: Actor) -> QuerySet | None:
    """The township's: it asks the household whether what was done some while ago still holds."""
    codes = _of_township(actor) if actor.may(RECHECK) else []
    if not codes:
        return None
    rows = UrgentMatter.objects.visible_to(actor, RECHECK).filter(within_prefixes("place_code", codes))
    return rows.to_recheck(actor.today)


@waits(due, day="recheck_on", name="text")
def to_recheck(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence="一件办结的实事该回访了" if found.count == 1 else "办结的实事该回访了",
        note="问问群众还好着没有，打电话也行",
        url=_address(found, "recheck"),
        verb="去回访",
        count=found.count,
    )
