"""What waits: clues to be entered, those whose days of identification are nearly over (R-MON-03)."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.six_ones.monitoring.models import MonitoredHousehold, MonitoringClue
from zhucun.six_ones.monitoring.rules import ANSWER

TOWNSHIP_DIGITS = 9
AHEAD, AFTER = timedelta(days=5), timedelta(days=30)


def _of_township(actor: Actor) -> list[str]:
    return [one for one in actor.scope(ANSWER).place if len(one) == TOWNSHIP_DIGITS] if actor.may(ANSWER) else []


def _clues(actor: Actor) -> QuerySet | None:
    codes = _of_township(actor)
    if not codes:
        return None
    return MonitoringClue.objects.visible_to(actor, ANSWER).filter(within_prefixes("place_code", codes))


def with_township(actor: Actor) -> QuerySet | None:
    rows = _clues(actor)
    return None if rows is None else rows.with_township()


@waits(with_township, day="identify_by", name="reported_by")
def to_enter(actor: Actor, found: Waited) -> Waiting:
    one = reverse("six_ones:monitoring.clue", args=[found.key])
    return Waiting(
        tile="六",
        sentence="一条监测线索等录入国家系统" if found.count == 1 else "监测线索等录入国家系统",
        note="上门核实，录了就勾“已录入国家系统”；没有风险的，写一句为什么",
        url=one if found.count == 1 else f"{reverse('six_ones:monitoring')}?view=with_township",
        verb="去看",
        count=found.count,
        unit="条",
        due_on=found.first_on,
    )


def nearly_over(actor: Actor) -> QuerySet | None:
    """Entered: the last days before identification is due and the month after, when the sheet says what came of it."""
    rows = _clues(actor)
    if rows is None:
        return None
    return rows.awaited().filter(identify_by__lte=actor.today + AHEAD, identify_by__gte=actor.today - AFTER)


@waits(nearly_over, day="identify_by", name="reported_by")
def to_identify(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence="录入的线索快到识别期限"
        if found.first_on and found.first_on >= actor.today
        else "录入的线索到了识别期限",
        note="在国家系统里办完，把新导出的表导进来，这里就对上了",
        url=f"{reverse('six_ones:monitoring')}?view=awaited",
        verb="去看",
        count=found.count,
        unit="条",
        due_on=found.first_on,
    )


def under_way(actor: Actor) -> QuerySet | None:
    """In the sheet and not identified: the publicity has lasted long enough, or the fifteen days are nearly over."""
    codes = _of_township(actor)
    if not codes:
        return None
    rows = MonitoredHousehold.objects.visible_to(actor, ANSWER).filter(within_prefixes("place_code", codes))
    due = Q(publicity_until__lte=actor.today) | Q(identify_by__lte=actor.today + AHEAD)
    return rows.under_way().filter(due)


@waits(under_way, day="identify_by", name="head_name")
def to_go_on(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence="在识别的户，公示满了或者快到期限",
        note="在国家系统里接着办；办完把新导出的表导进来",
        url=f"{reverse('six_ones:monitoring.households')}?view=under_way",
        verb="去看",
        count=found.count,
        unit="户",
        due_on=found.first_on,
    )
