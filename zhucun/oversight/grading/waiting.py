"""Sheets that wait to be scored by a side, and those that wait to be decided."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.assessment import rules
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import AS_WHOM, CycleState, SheetState
from zhucun.oversight.schemes.models import RaterWeight
from zhucun.oversight.schemes.rules import Rater


def _unscored(actor: Actor, rater: Rater) -> QuerySet | None:
    """Of cycles whose scheme asks this side; without one's own."""
    needs = AS_WHOM[rater]
    if not actor.may(needs):
        return None
    asks = RaterWeight.objects.filter(scheme=OuterRef("cycle__scheme"), rater=rater, weight__gt=0)
    rows = ScoreSheet.objects.visible_to(actor, needs).filter(state=SheetState.OPEN)
    rows = rows.filter(Exists(asks), cycle__state=CycleState.COLLECTING).without_score_of(rater)
    rows = rows.exclude(posting__cadre__person__in=list(actor.persons))
    return rows.exclude(team__isnull=True, unit__in=list(actor.scope(rules.RATE_UNIT).sender))


def of_township(actor: Actor) -> QuerySet | None:
    return _unscored(actor, Rater.TOWNSHIP)


def of_unit(actor: Actor) -> QuerySet | None:
    return _unscored(actor, Rater.UNIT)


def of_office(actor: Actor) -> QuerySet | None:
    return _unscored(actor, Rater.OFFICE)


def _to_rate(actor: Actor, found: Waited) -> Waiting:
    """`part` is the cycle, so that each has a line."""
    return Waiting(
        tile="管",
        sentence="考核等着评分",
        note="每人一个数；能从记录里算的不用评",
        url=reverse("oversight:assessment.rate", args=[found.part]),
        verb="去评",
        count=found.count,
        unit="份",
        due_on=found.first_on,
    )


waits(of_township, day="cycle__rate_by", part="cycle")(_to_rate)
waits(of_unit, day="cycle__rate_by", part="cycle")(_to_rate)
waits(of_office, day="cycle__rate_by", part="cycle")(_to_rate)


def undecided(actor: Actor) -> QuerySet | None:
    """Once nobody scores any more, or the day for it has passed."""
    if not actor.may(rules.DECIDE):
        return None
    rows = ScoreSheet.objects.visible_to(actor, rules.DECIDE).filter(state=SheetState.OPEN)
    is_late = Q(cycle__state=CycleState.COLLECTING, cycle__rate_by__lt=actor.today)
    return rows.filter(Q(cycle__state=CycleState.DECIDING) | is_late)


@waits(undecided, part="cycle")
def to_decide(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence="考核等着核定",
        note="同意拟定的打勾，要改的打开来定",
        url=reverse("oversight:assessment.one", args=[found.part]),
        verb="去核定",
        count=found.count,
        unit="份",
    )
