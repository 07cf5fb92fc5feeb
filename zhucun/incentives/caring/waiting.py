"""What waits: a reminder for the unit it was sent to; what it has not paid in time; people without cover or check for
whoever owes it; reminders that nobody answered in time for the office."""

from collections.abc import Hashable
from datetime import timedelta

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.roster.models import Posting, Team, TeamBacking
from zhucun.incentives.benefits.due import last_day_of
from zhucun.incentives.benefits.models import AccidentInsurance, BenefitPayment, HealthCheck
from zhucun.incentives.benefits.rules import RECORD, REMIND
from zhucun.incentives.caring.models import BenefitReminder
from zhucun.incentives.funds.models import FundEntry
from zhucun.org.people.rules import SendingLevel
from zhucun.oversight.attendance.models import MonthLine
from zhucun.policy import in_force as policy
from zhucun.policy.benefit_values import (
    ANY_LEVEL,
    BACKING_UNIT,
    HEALTH_CHECK,
    INSURANCE,
    LIVING,
    SENDING_UNIT,
    TEAM_FUND,
    Care,
)


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


# ── what a unit has not paid ──


def _numbers(actor: Actor) -> Hashable:
    return policy.of(actor).care


def unpaid(actor: Actor) -> QuerySet | None:
    """Living allowances of this year's locked months whose day has passed, by today's numbers (R-CARE-03)."""
    own, care = actor.scope(RECORD).sender, policy.of(actor).care
    rows = {level: care.entitled(LIVING, level) for level in SendingLevel.values}
    rates = {level: row.fen for level, row in rows.items() if row and row.payer == SENDING_UNIT}
    if not own or not rates:
        return None
    before = actor.today - timedelta(days=care.paid_within_days)
    told = BenefitPayment.objects.standing().filter(posting=OuterRef("posting"), month=OuterRef("month"), what=LIVING)
    paid = told.order_by().values("posting").annotate(total=Sum("fen")).values("total")
    rate = Case(*(When(posting__sending_level=level, then=fen) for level, fen in rates.items()), default=0)
    due = MonthLine.objects.locked().filter(
        posting__sending_unit__in=own,
        verified_on__lt=before,
        month__gte=f"{actor.today.year}-01",
        month__lt=f"{before:%Y-%m}",
    )
    owed = F("counted_halfdays") * rate - 2 * Coalesce(Subquery(paid), 0)
    return due.alias(owed=owed).filter(owed__gt=0)


@waits(unpaid, day="verified_on", depends=_numbers)
def to_pay(actor: Actor, found: Waited) -> Waiting:
    within = timedelta(days=policy.of(actor).care.paid_within_days)
    due_on = found.first_on + within if found.first_on else None
    note = "每个人多少按核定的天数算好了"
    return Waiting("用", "生活补助到期没发", _own_page(actor), "去登记", found.count, "人月", note=note, due_on=due_on)


def without_fund(actor: Actor) -> QuerySet | None:
    """Teams to which the unit behind them has not paid this year's, once its day has passed (R-CARE-02)."""
    scope, care, today = actor.scope(RECORD), policy.of(actor).care, actor.today
    row = care.entitled(TEAM_FUND, ANY_LEVEL)
    own = scope.sender | scope.backer
    if not own or row is None or row.payer != BACKING_UNIT or today <= last_day_of(today.year, care.fund_due_month):
        return None
    told = FundEntry.objects.standing().income().filter(team=OuterRef("pk"), year=today.year, promise=TEAM_FUND)
    came = told.order_by().values("team").annotate(total=Sum("fen")).values("total")
    backed = TeamBacking.objects.as_of(today).filter(unit__in=own).values("team")
    teams = Team.objects.as_of(today).filter(pk__in=backed)
    return teams.alias(came=Coalesce(Subquery(came), 0)).filter(came__lt=row.fen)


@waits(without_fund, name="name", depends=_numbers)
def to_give(actor: Actor, found: Waited) -> Waiting:
    whose = f"给{found.name}的" if found.count == 1 else "给工作队的"
    due_on = last_day_of(actor.today.year, policy.of(actor).care.fund_due_month)
    return Waiting("用", f"{whose}经费没到账", _own_page(actor), "去看", found.count, "支队", due_on=due_on)


def _own_page(actor: Actor) -> str:
    scope = actor.scope(RECORD)
    own = scope.sender | scope.backer
    if len(own) == 1:
        return reverse("incentives:benefits.unit", args=[next(iter(own))])
    return reverse("incentives:benefits")


# ── cover, checks ──


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
