"""A county's review opens with its month; the month's work is done when the meeting was held, and not any more when
that is taken back."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.recording import Told
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.oversight.review import acts as reviews
from zhucun.oversight.review.models import MonthlyReview
from zhucun.oversight.rhythm import acts as rhythm
from zhucun.oversight.rhythm.models import CadenceItem
from zhucun.oversight.rhythm.rules import Cycle, State


@within("rhythm.make")
def open_with_the_month(items: Sequence[CadenceItem], *, by: Actor) -> None:
    months = [item for item in items if item.cycle == Cycle.MONTH]
    if not months:
        return
    codes = {item.county_code for item in months}
    counties = {p.code: p for p in Place.objects.filter(kind=Kind.COUNTY, until__isnull=True, code__in=codes)}
    opened = set(MonthlyReview.objects.filter(place_code__in=codes).values_list("place_code", "month"))
    new = [item for item in months if (item.county_code, item.period) not in opened]
    calls = [Told(counties[i.county_code], {"month": i.period, "planned_on": i.due_on}) for i in new]
    reviews.open_review.many(calls, by=by)


@within("review.hold")
def tick_the_month(held: Sequence[MonthlyReview], *, by: Actor) -> None:
    for review in held:
        for item in _month_of(review).filter(state=State.DUE):
            said = review.minutes or f"{review.called}调度会"
            rhythm.done(item, done_on=review.held_on, evidence=said, evidence_url=address(review), by=by)


@within("review.unhold")
def take_the_tick_back(opened: Sequence[MonthlyReview], *, by: Actor) -> None:
    for review in opened:
        for item in _month_of(review).filter(state=State.DONE, evidence_url=address(review)):
            rhythm.reopen(item, by=by)


def _month_of(review: MonthlyReview) -> QuerySet:
    return CadenceItem.objects.filter(county_code=review.place_code, cycle=Cycle.MONTH, period=review.month)


def address(review: MonthlyReview) -> str:
    return reverse("oversight:rhythm.review", args=[review.pk])
