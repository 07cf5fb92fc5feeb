"""Handovers that wait: one's own to sign, those the township is to lead, those that are late."""

from django.db.models import Case, F, Q, QuerySet, When
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.handover import rules
from zhucun.dispatch.handover.models import Handover
from zhucun.dispatch.roster.rules import START

LATE = 1


def _url(found: Waited, view: str = "") -> str:
    if found.count == 1:
        return reverse("dispatch:handovers.one", args=[found.key])
    address = reverse("dispatch:handovers")
    return f"{address}?view={view}" if view else address


def own(actor: Actor) -> QuerySet | None:
    """Of the two, whoever has not signed yet."""
    if not actor.scope(rules.HAND).cadre or actor.person_id is None:
        return None
    rows = Handover.objects.visible_to(actor, rules.HAND).open().with_standing()
    leaves = Q(leaving__cadre__person=actor.person_id, signed_by_leaving="")
    follows = Q(incoming__cadre__person=actor.person_id, signed_by_incoming="")
    return rows.filter(leaves | follows, opened_on__lte=actor.today)


@waits(own, day="due_on", name="team__name")
def to_sign(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="派",
        sentence=f"{found.name}的交接，你还没签" if found.count == 1 else "有交接你还没签",
        note="一项一项清点完，两个人和乡镇都签字",
        url=_url(found),
        verb="去交接",
        count=found.count,
        due_on=found.first_on,
    )


def to_lead(actor: Actor) -> QuerySet | None:
    """What both have signed, or what is late; the township signs and follows up."""
    if not actor.may(rules.LEAD):
        return None
    late = Q(due_on__lt=actor.today)
    rows = Handover.objects.visible_to(actor, rules.LEAD).open().with_standing().with_lack()
    waiting = rows.filter(Q(lack="township") | late)
    return waiting.annotate(lateness=Case(When(late, then=LATE), default=0))


@waits(to_lead, day="due_on", name="team__name", part="lateness")
def to_sign_for_the_township(actor: Actor, found: Waited) -> Waiting:
    if found.part == LATE:
        return _late(found)
    return Waiting(
        tile="派",
        sentence=f"{found.name}的交接，等乡镇签字" if found.count == 1 else "有交接等乡镇签字",
        note="双方都签了，清单也清点完了",
        url=_url(found, "township"),
        verb="去签",
        count=found.count,
        due_on=found.first_on,
    )


def late(actor: Actor) -> QuerySet | None:
    if not actor.may(START) or actor.may(rules.LEAD):
        return None
    return Handover.objects.visible_to(actor, START).late(actor.today).annotate(late_since=F("due_on"))


@waits(late, day="late_since", name="team__name")
def to_follow_up(actor: Actor, found: Waited) -> Waiting:
    return _late(found)


def _late(found: Waited) -> Waiting:
    return Waiting(
        tile="派",
        sentence=f"{found.name}的交接过了期限" if found.count == 1 else "有交接过了期限",
        note="看看卡在谁那里，催一催",
        url=_url(found, "late"),
        verb="去看",
        count=found.count,
        due_on=found.first_on,
    )
