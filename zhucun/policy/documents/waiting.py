"""Documents that wait to be read: one's own, one's unit's."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.policy.documents.models import DocumentReceipt
from zhucun.policy.documents.rules import ACKNOWLEDGE


def unread(actor: Actor) -> QuerySet | None:
    reach = actor.scope(ACKNOWLEDGE)
    if not (reach.cadre or reach.sender):
        return None
    return DocumentReceipt.objects.visible_to(actor, ACKNOWLEDGE).unread()


@waits(unread, name="edition__document__title")
def to_acknowledge(actor: Actor, found: Waited) -> Waiting:
    is_one = found.count == 1
    return Waiting(
        tile="管",
        sentence=f"《{found.name}》要签收" if is_one else "有制度文件要签收",
        note="看过按一下就行；在纸上签的，乡镇登记",
        url=reverse("policy:documents"),
        verb="去看",
        count=found.count,
        unit="份",
    )
