"""约谈 on the facts sheet, for the few who read of them (R-TLK-09): one that is still to be held or followed up."""

from collections.abc import Iterable

from django.urls import reverse

from zhucun.dispatch.roster.conditions import Blocker, conditions_come_from
from zhucun.dispatch.roster.life import MemberFile
from zhucun.lib.evidence import Evidence
from zhucun.oversight.talks.models import TalkRecord
from zhucun.oversight.talks.rules import SEE, TO_HOLD


@conditions_come_from
def talks(file: MemberFile) -> Iterable[Blocker]:
    if not (file.postings and file.actor.may(SEE)):
        return
    to_hold = TalkRecord.objects.visible_to(file.actor).filter(posting__in=file.keys, state__in=TO_HOLD)
    for talk in to_hold.order_by("due_on", "pk"):
        url = reverse("oversight:talks.one", args=[talk.pk])
        shown = Evidence(talk._meta.label_lower, talk.pk, talk.notice_number or "约谈", url)
        said = f"{talk.get_kind_display()}还没有谈，{talk.due_on:%Y-%m-%d} 前要谈"
        yield Blocker(said, talk.noticed_on, None, [shown])
