"""整改 on the facts sheet: whether anything their team was told to mend is still open (R-INS-09)."""

from collections.abc import Iterable

from django.urls import reverse

from zhucun.dispatch.roster.conditions import Condition, Met, conditions_come_from
from zhucun.dispatch.roster.life import MemberFile, in_their_time
from zhucun.lib.evidence import Evidence
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.rectification.rules import SEE, State

MOST_NAMED = 6


def about_their_teams(file: MemberFile) -> list[RectificationItem]:
    """Issued to their team while they were in it, the first due first."""
    seen = RectificationItem.objects.visible_to(file.actor, SEE).standing().exclude(state=State.DRAFT)
    within = seen.filter(in_their_time(file, "team", "letter__issued_on"))
    return list(within.only("state", "due_on", "problem", "times_returned").order_by("due_on", "pk"))


@conditions_come_from
def rectified(file: MemberFile) -> Iterable[Condition]:
    if not (file.postings and file.actor.may(SEE)):
        return
    items = file.once(about_their_teams)
    still = [one for one in items if one.state != State.CLOSED]
    told = f"交办 {len(items)} 项，销号 {len(items) - len(still)} 项" if items else "没有交办过"
    if still:
        told += f"，还有 {len(still)} 项，最早 {still[0].due_on:%Y-%m-%d} 到期"
    met = Met.NO if still else Met.YES
    shown = [_evidence(one) for one in (still or items)[:MOST_NAMED]]
    yield Condition("本队的问题都整改销号", "R-INS-09", met, told, shown, order=40)


def _evidence(item: RectificationItem) -> Evidence:
    url = reverse("oversight:rectification.item", args=[item.pk])
    return Evidence(item._meta.label_lower, item.pk, item.problem[:16], url)
