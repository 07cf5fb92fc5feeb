"""Posts on which one who leaves was still to stand: somebody else is laid out there."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from zhucun.dispatch.handover.matters import Found, handover_items_come_from
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.evidence import Evidence
from zhucun.six_ones.duty_rota.models import PostDuty

DUTIES = "six_ones.postduty"


@handover_items_come_from(DUTIES)
def still_to_stand(leaving: Sequence[Posting], day: date) -> Found:
    rows = PostDuty.objects.standing().filter(posting__in=[one.pk for one in leaving], until__gt=day)
    for duty in rows.select_related("post__place").order_by("since", "pk"):
        sentence = f"{duty.post.place.name}{duty.post.name}的值守到 {duty.last_day:%Y-%m-%d}，换人排上"
        yield duty.posting_id, Evidence(DUTIES, duty.pk, sentence, reverse("six_ones:rota.one", args=[duty.post_id]))
