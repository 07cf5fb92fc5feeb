"""The same calls one by one and in bulk, for tests/test_many.py."""

from tests import make
from tests.bulk import operator_of, plan
from tests.cast import TODAY, Cast
from zhucun.acts.recording import Told
from zhucun.dispatch.handover import acts as handing
from zhucun.dispatch.handover.models import Handover, HandoverItem
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import StartKind
from zhucun.dispatch.roster.tests.bulk import make_ended, new_cadre


@plan("handover.open")
def handovers_opened(cast: Cast) -> list[Told]:
    return [Told(posting, {}) for posting in followed(cast, kind=StartKind.BACKFILL)]


@plan("handover.lead")
def handovers_led(cast: Cast) -> list[Told]:
    followed(cast, kind=StartKind.SUCCESSION)
    for item in HandoverItem.objects.order_by("pk"):
        handing.settle(item, by=operator_of(cast))
    return [Told(handover, {}) for handover in Handover.objects.order_by("pk")]


def followed(cast: Cast, *, kind: StartKind) -> list[Posting]:
    """Two who left, and who follows them; of what was entered afterwards no handover was opened."""
    left = [make_ended(cast.member), make_ended(cast.neighbour_member)]
    come = [cast.spare, new_cadre(cast)]
    return [
        make.posting(posting.team, cadre, since=TODAY, kind=kind, succeeds=posting)
        for posting, cadre in zip(left, come, strict=True)
    ]
