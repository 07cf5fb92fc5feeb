"""What waits: a reminder for the unit it was sent to; people without cover or check for whoever owes it; reminders
that nobody answered in time for the office."""

from collections.abc import Hashable

from django.db.models import Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.roster.models import Posting
from zhucun.incentives.benefits.due import last_day_of
from zhucun.incentives.benefits.models import AccidentInsurance, HealthCheck
from zhucun.incentives.benefits.rules import RECORD, REMIND
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.org.people.rules import SendingLevel
from zhucun.policy import in_force as policy
from zhucun.policy.benefit_values import HEALTH_CHECK, INSURANCE, SENDING_UNIT, Care


def reminders(actor: Actor) -> QuerySet | None:
    """For the unit alone: the office has sent it and waits."""
    scope = actor.scope(RECORD)
    own = scope.sender | scope.backer
    return BenefitReminder.objects.open().filter(unit__in=own) if own else None


@waits(reminders, day="due_on", name="unit__name")
def to_answer(actor: Actor, found: Waited) -> Waiting:
    url = (
        reverse("incentives:benefits.reminder", args=[found.key])
        if found.count == 1
        else reverse("incentives:benefits")
    )
    sentence = f"{found.name}还有该给队员、队里的没给" if found.count == 1 else "有单位该给的没给"
    return Waiting("用", sentence, url, "去看", found.count, "件", note="县驻村办提醒", due_on=found.first_on)


def unanswered(actor: Actor) -> QuerySet | None:
    """For the office: its reminder's day has passed (R-CARE-11)."""
    if not actor.may(REMIND):
        return None
    rows = BenefitReminder.objects.open().filter(within_prefixes("county_code", actor.scope(REMIND).place))
    return rows.filter(due_on__lt=actor.today)


@waits(unanswered, day="due_on", name="unit__name")
def to_ask_again(actor: Actor, found: Waited) -> Waiting:
    one = found.count == 1
    url = reverse("incentives:benefits.reminder", args=[found.key]) if one else reverse("incentives:benefits")
    sentence = f"{found.name}提醒过了，没有回话" if one else "提醒过的单位过了日子没回话"
    return Waiting("用", sentence, url, "去问", found.count, "个单位", note="兑现保障", due_on=found.first_on)


# ── cover, checks ──


def _numbers(actor: Actor) -> Hashable:
    return policy.of(actor).care


def _owed_by(actor: Actor, what: str, care: Care) -> QuerySet[Posting] | None:
    """Those on post for whom this reader has to see to it: the unit where the unit pays, else the office."""
    scope = actor.scope(RECORD)
    of_units: list[str] = []
    of_county: list[str] = []
    for level in SendingLevel.values:
        if row := care.entitled(what, level):
            (of_units if row.payer == SENDING_UNIT else of_county).append(level)
    condition = Q(pk__in=[])
    if scope.sender and of_units:
        condition |= Q(sending_unit__in=scope.sender, sending_level__in=of_units)
    if scope.place and of_county:
        condition |= within_prefixes("place_code", scope.place) & Q(sending_level__in=of_county)
    if not (scope.sender and of_units) and not (scope.place and of_county):
        return None
    return Posting.objects.on_post(actor.today).filter(condition)


def without_cover(actor: Actor) -> QuerySet | None:
    """None today, or none that lasts as long as the county looks ahead (R-CARE-06)."""
    care = policy.of(actor).care
    if (rows := _owed_by(actor, INSURANCE, care)) is None:
        return None
    today, later = (
        AccidentInsurance.objects.covering(day).values("cadre")
        for day in (actor.today, care.cover_needed_on(actor.today))
    )
    return rows.exclude(Q(cadre__in=today) & Q(cadre__in=later))


@waits(without_cover, name="cadre__person__name", depends=_numbers)
def to_insure(actor: Actor, found: Waited) -> Waiting:
    days = policy.of(actor).care.insurance_alert_days
    who = f"{found.name}的意外伤害险" if found.count == 1 else "有人的意外伤害险"
    return Waiting("用", f"{who}没有，或者 {days} 天内到期", _people(actor, "uncovered"), "去登记", found.count, "人")


def without_check(actor: Actor) -> QuerySet | None:
    """Once the year's last day for it is near (R-CARE-07)."""
    care, today = policy.of(actor).care, actor.today
    if not care.checks_per_year or today < care.checks_asked_for_from(last_day_of(today.year, care.check_due_month)):
        return None
    if (rows := _owed_by(actor, HEALTH_CHECK, care)) is None:
        return None
    done = HealthCheck.objects.standing().filter(year=today.year)
    return rows.exclude(cadre__in=done.values("cadre"))


@waits(without_check, name="cadre__person__name", depends=_numbers)
def to_check(actor: Actor, found: Waited) -> Waiting:
    care = policy.of(actor).care
    who = f"{found.name}今年" if found.count == 1 else "有人今年"
    due_on = last_day_of(actor.today.year, care.check_due_month)
    return Waiting(
        "用",
        f"{who}还没体检",
        _people(actor, "unchecked"),
        "去看",
        found.count,
        "人",
        note="只记做了、哪天",
        due_on=due_on,
    )


def _people(actor: Actor, view: str) -> str:
    """A unit's own page says who and takes the entry; the office has the list."""
    own = actor.scope(RECORD).sender
    if len(own) == 1:
        return reverse("incentives:benefits.unit", args=[next(iter(own))])
    return f"{reverse('incentives:benefits.people')}?view={view}"
