"""What a decision to change people leads to: the case that carries it out, by its own procedure (R-SEL-16)."""

from collections.abc import Iterable

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.changes.models import ChangeCase
from zhucun.dispatch.changes.rules import PROPOSE
from zhucun.dispatch.roster.evidence import evidence_comes_from
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.screening.models import Doubt
from zhucun.dispatch.screening.rules import PROPOSES_A_CASE, State
from zhucun.lib.evidence import Evidence


def case_url(doubt: Doubt, actor: Actor) -> str:
    """Where the case goes on, or where it is proposed; empty where neither is this actor's."""
    if doubt.decision not in PROPOSES_A_CASE or doubt.posting is None:
        return ""
    case = ChangeCase.objects.visible_to(actor).filter(posting=doubt.posting).order_by("-pk").first()
    if case is not None:
        return reverse("dispatch:changes.one", args=[case.pk])
    if doubt.posting.until is not None or not actor.may(PROPOSE):
        return ""
    return reverse("dispatch:changes.propose", args=[doubt.posting_id, doubt.decision])


@evidence_comes_from
def decided_doubts(posting: Posting, actor: Actor) -> Iterable[Evidence]:
    """What a screening found and how it was decided may be picked for the case; what is private is not named."""
    seen = Doubt.objects.visible_to(actor).filter(posting=posting, state=State.DECIDED, decision__in=PROPOSES_A_CASE)
    for doubt in seen.select_related("screening").order_by("-decided_on", "-pk"):
        said = f"{doubt.screening.on:%Y-%m-%d} 过筛子：{'；'.join(doubt.sentences())}；{doubt.reason}"
        yield Evidence(doubt._meta.label_lower, doubt.pk, said, reverse("dispatch:doubt", args=[doubt.pk]))
