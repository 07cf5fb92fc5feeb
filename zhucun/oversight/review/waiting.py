"""What waits in reviews: a township's statement."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.review import rules
from zhucun.oversight.review.models import MonthlyReview, TownshipStatement
from zhucun.oversight.review.rules import ReviewState

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
