"""What waits for the office: cases that were recommended."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.training.cases.models import TrainingCase
from zhucun.training.cases.rules import PUBLISH, CaseState


def recommended(actor: Actor) -> QuerySet | None:
    if not actor.may(PUBLISH):
        return None
    return TrainingCase.objects.visible_to(actor, PUBLISH).filter(state=CaseState.RECOMMENDED)


@waits(recommended, name="title")
def to_look_at(actor: Actor, found: Waited) -> Waiting:
    is_one = found.count == 1
    address = reverse("training:cases.one", args=[found.key]) if is_one else reverse("training:cases")
    return Waiting(
        tile="训",
        sentence=f"有人推荐了案例“{found.name}”" if is_one else "有人推荐了案例",
        note="看有没有村民的私事，再发",
        url=address if is_one else f"{address}?view=recommended",
        verb="看一看",
        count=found.count,
        unit="篇",
    )
