"""What waits of letters: to be answered, signed by the township, checked, entered; what is late, one level up."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Case, Q, QuerySet, Value, When
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import NOTHING, within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import COUNTY_DIGITS, LetterIssue, RectificationItem
from zhucun.oversight.rectification.rules import RUNNING, IssueState, State
from zhucun.policy import in_force as policy

LATE = 1
DISPUTED, LONGER = 1, 2


def _townships(prefixes: Iterable[str]) -> list[str]:
    return [prefix for prefix in prefixes if len(prefix) > COUNTY_DIGITS]


def to_put_right(actor: Actor) -> QuerySet | None:
    """The addressee's, and the team's on the spot."""
    reach = actor.scope(rules.REPLY)
    units, townships = reach.sender | reach.backer, _townships(reach.place)
    if not (units or townships or reach.team):
        return None
    own = Q(letter__unit__in=units) | Q(team__in=reach.team)
    own |= within_prefixes("letter__township_code", townships) if townships else NOTHING
    rows = RectificationItem.objects.visible_to(actor, rules.REPLY).filter(own)
    rows = rows.filter(state__in=(State.ISSUED, State.OPEN))
    if heads := _units(actor):
        rows = rows.exclude(letter__unit__in=heads, due_on__lt=actor.today)  # theirs to ask about: `overdue`
    return rows.annotate(zc_late=Case(When(due_on__lt=actor.today, then=LATE), default=0))


@waits(to_put_right, day="due_on", name="problem", part="zc_late")
def to_reply(actor: Actor, found: Waited) -> Waiting:
    late = found.part == LATE
    sentence = "交办的问题逾期还没反馈" if late else "交办的问题等整改反馈"
    if found.count == 1:
        sentence = f"整改{'逾期' if late else ''}：{found.name}"
    return _items(sentence, "去反馈", found, "late" if late else "", due_on=found.first_on)


def replied(actor: Actor) -> QuerySet | None:
    if not actor.scope(rules.SIGN).place:
        return None
    rows = RectificationItem.objects.visible_to(actor, rules.SIGN).filter(state=State.REPLIED)
    return rows.exclude(replied_person__in=actor.persons)


@waits(replied, name="problem")
def to_sign(actor: Actor, found: Waited) -> Waiting:
    what = f"“{found.name}”" if found.count == 1 else ""
    return _items(f"{what}整改反馈了，等乡镇签", "去签", found, "replied")


def to_decide(actor: Actor) -> QuerySet | None:
    if not actor.scope(rules.CHECK).place:
        return None
    rows = RectificationItem.objects.visible_to(actor, rules.CHECK)
    rows = rows.filter(Q(state__in=(State.SIGNED, State.DISPUTED)) | Q(longer_until__isnull=False, state__in=RUNNING))
    rows = rows.exclude(state=State.SIGNED, replied_person__in=actor.persons)
    return rows.annotate(zc_what=Case(When(state=State.SIGNED, then=0), When(state=State.DISPUTED, then=1), default=2))


@waits(to_decide, name="letter__addressee", part="zc_what")
def to_check(actor: Actor, found: Waited) -> Waiting:
    what, verb, view = {
        DISPUTED: ("对交办的问题有异议", "去答", "unaccepted"),
        LONGER: ("申请整改延期", "去批", "running"),
    }.get(found.part, ("的整改反馈等复核", "去复核", "signed"))
    who = found.name if found.count == 1 else "" if found.part else "乡镇签了"
    return _items(f"{who}{what}", verb, found, view)


def signing(actor: Actor) -> QuerySet | None:
    if not actor.scope(rules.WRITE).place:
        return None
    rows = LetterIssue.objects.visible_to(actor, rules.WRITE).filter(state=IssueState.SIGNING)
    return rows.annotate(zc_called=Concat(Value("第 "), Cast("number", CharField()), Value(" 期")))


@waits(signing, day="sent_out_on", name="zc_called")
def to_enter(actor: Actor, found: Waited) -> Waiting:
    one = reverse("oversight:rectification.issue", args=[found.key])
    return Waiting(
        tile="管",
        sentence=f"{found.name if found.count == 1 else ''}整改交办函在送签，签好了录函号",
        url=one if found.count == 1 else reverse("oversight:rectification"),
        verb="去录",
        count=found.count,
        unit="期",
    )


def overdue(actor: Actor) -> QuerySet | None:
    """One level up: the unit's head, the township's secretary, the office; after some days the county's leader."""
    places, units = actor.scope(rules.HEAR).place, _units(actor)
    if not (places or units):
        return None
    rows = RectificationItem.objects.visible_to(actor, rules.HEAR)
    by_days = 0 if actor.may(rules.CHECK) or _townships(places) else second_level_days(actor)
    rows = rows.exclude(within_prefixes("letter__township_code", _townships(places))).overdue(actor.today)
    return rows.filter(Q(letter__unit__in=units) | Q(due_on__lt=actor.today - timedelta(days=by_days)))


def _units(actor: Actor) -> frozenset[int]:
    """Of which one answers for what is late."""
    reach = actor.scope(rules.HEAR)
    return frozenset(reach.sender | reach.backer)


def second_level_days(actor: Actor) -> int:
    return policy.of(actor).rectification.second_level_days


@waits(overdue, day="due_on", name="problem", depends=second_level_days)
def to_urge(actor: Actor, found: Waited) -> Waiting:
    sentence = f"整改逾期：{found.name}" if found.count == 1 else "交办的问题逾期没改"
    return _items(sentence, "去过问", found, "late", due_on=found.first_on)


def _items(sentence: str, verb: str, found: Waited, view: str, **more: object) -> Waiting:
    if found.count == 1:
        url = reverse("oversight:rectification.item", args=[found.key])
    else:
        url = f"{reverse('oversight:rectification.ledger')}?view={view}"
    return Waiting(tile="管", sentence=sentence, url=url, verb=verb, count=found.count, unit="项", **more)
