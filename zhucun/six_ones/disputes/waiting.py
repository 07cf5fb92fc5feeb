"""What waits: disputes the township has taken up."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.disputes.rules import KEEP, Level, State

TOWNSHIP_DIGITS = 9


def with_township(actor: Actor) -> QuerySet | None:
    codes = [one for one in actor.scope(KEEP).place if len(one) == TOWNSHIP_DIGITS] if actor.may(KEEP) else []
    if not codes:
        return None
    rows = Dispute.objects.visible_to(actor, KEEP).filter(within_prefixes("place_code", codes))
    return rows.filter(state=State.OPEN, level=Level.TOWNSHIP)


@waits(with_township, day="raised_on", name="kind")
def of_township(actor: Actor, found: Waited) -> Waiting:
    one = reverse("six_ones:disputes.one", args=[found.key])
    return Waiting(
        tile="六",
        sentence="一起纠纷等镇里调解" if found.count == 1 else "纠纷等镇里调解",
        note="大事不出镇；调解好了写一句怎么解决的",
        url=one if found.count == 1 else f"{reverse('six_ones:disputes')}?view=township",
        verb="去看",
        count=found.count,
        unit="起",
    )
