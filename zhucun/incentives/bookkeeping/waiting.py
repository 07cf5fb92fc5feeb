"""What waits: half-years that are over and were not shown in the village yet (R-CARE-10)."""

from collections.abc import Hashable
from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.roster.models import Team
from zhucun.incentives.funds.models import FundEntry, FundPublication
from zhucun.incentives.funds.rules import RECORD, half_said, half_span, last_half
from zhucun.policy import in_force as policy

TOWNSHIP_DIGITS = 9


def _numbers(actor: Actor) -> Hashable:
    return policy.of(actor).funds.published_within_days


def unshown(actor: Actor) -> QuerySet | None:
    """For whoever keeps the book: the team and its township; of a half-year without a line nothing is to be shown."""
    scope = actor.scope(RECORD)
    if not (scope.place or scope.team) or any(len(code) < TOWNSHIP_DIGITS for code in scope.place):
        return None
    half = last_half(actor.today)
    span = half_span(half)
    kept = FundEntry.objects.in_days(span.since, span.until).filter(team=OuterRef("pk"))
    shown = FundPublication.objects.filter(team=OuterRef("pk"), half=half)
    teams = Team.objects.visible_to(actor, RECORD).as_of(actor.today)
    return teams.filter(Exists(kept)).exclude(Exists(shown))


@waits(unshown, name="name", depends=_numbers)
def to_show(actor: Actor, found: Waited) -> Waiting:
    half = last_half(actor.today)
    days = policy.of(actor).funds.published_within_days
    one = reverse("incentives:funds.publish", args=[found.key])
    return Waiting(
        tile="用",
        sentence=f"{half_said(half)}的工作经费等着在村里公示",
        note="公示表能打印，上面没有谁的名字",
        url=one if found.count == 1 else f"{reverse('incentives:funds')}?view=unshown",
        verb="去公示",
        count=found.count,
        unit="支队",
        due_on=half_span(half).until + timedelta(days=days - 1),
    )
