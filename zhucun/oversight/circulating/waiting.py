"""What waits of circulars: facts to confirm, for the side asked; what to do next, for the office."""

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.circulars import rules
from zhucun.oversight.circulars.models import COUNTY_DIGITS, CircularLine, FactCheck, InspectionCircular
from zhucun.oversight.circulars.rules import State

TO_DECIDE, TO_SEND_OUT, TO_ENTER = 1, 2, 3


def asked(actor: Actor) -> QuerySet | None:
    """The township's and the unit's own, not the county's that reads along."""
    reach = actor.scope(rules.ANSWER)
    if any(len(prefix) <= COUNTY_DIGITS for prefix in reach.place) or not (reach.place or reach.sender or reach.backer):
        return None
    return FactCheck.objects.visible_to(actor, rules.ANSWER).waiting(actor.today)


@waits(asked, day="due_on")
def to_confirm(actor: Actor, found: Waited) -> Waiting:
    one = reverse("oversight:circulars.check", args=[found.key])
    return Waiting(
        tile="管",
        sentence="督查通报要发，先核实事实",
        note="没有出入就空着交；过期按没有异议算",
        url=one if found.count == 1 else reverse("oversight:circulars"),
        verb="去核实",
        count=found.count,
        unit="期",
        due_on=found.first_on,
    )


def in_hand(actor: Actor) -> QuerySet | None:
    """Disputed; all have answered or had their days; signed outside and to be entered."""
    if not actor.scope(rules.WRITE).place:
        return None
    rows = InspectionCircular.objects.visible_to(actor, rules.WRITE)
    disputed = CircularLine.objects.disputed().filter(circular=OuterRef("pk"))
    still = FactCheck.objects.waiting(actor.today).filter(circular=OuterRef("pk"))
    part = Case(
        When(state=State.READY, then=TO_ENTER),
        When(Exists(disputed), state=State.CONFIRMING, then=TO_DECIDE),
        When(~Exists(still), state=State.CONFIRMING, then=TO_SEND_OUT),
        default=0,
    )
    called = Concat(Value("第 "), Cast("number", CharField()), Value(" 期"))
    return rows.annotate(zc_what=part, zc_called=called).filter(zc_what__gt=0)


@waits(in_hand, name="zc_called", part="zc_what")
def to_carry_on(actor: Actor, found: Waited) -> Waiting:
    what, verb = {
        TO_DECIDE: ("督查通报有人说有出入", "去定"),
        TO_SEND_OUT: ("督查通报核实完了", "出送签稿"),
        TO_ENTER: ("督查通报在送签，签好了录文号", "去录"),
    }[found.part]
    one = reverse("oversight:circulars.one", args=[found.key])
    return Waiting(
        tile="管",
        sentence=f"{found.name if found.count == 1 else ''}{what}",
        url=one if found.count == 1 else reverse("oversight:circulars"),
        verb=verb,
        count=found.count,
        unit="期",
    )
