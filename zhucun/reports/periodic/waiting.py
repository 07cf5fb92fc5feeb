"""What waits of reports: the month's to write, one sent back, one to sign, one to send out."""

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind
from zhucun.reports.periodic import rules
from zhucun.reports.periodic.models import PeriodicReport
from zhucun.reports.periodic.periods import Cycle, latest_over
from zhucun.reports.periodic.rules import State
from zhucun.reports.periodic.template import templates

MONTHLY = "monthly"


def _one(found: Waited) -> str:
    return reverse("reports:periodic.one", args=[found.key]) if found.count == 1 else reverse("reports:periodic")


def unwritten(actor: Actor) -> QuerySet | None:
    """A county whose month is over and has no report."""
    reach = actor.scope(rules.WRITE).place
    if not reach:
        return None
    month = latest_over(Cycle.MONTH, actor.today)
    begun = PeriodicReport.objects.filter(county_code=OuterRef("code"), kind=MONTHLY, period=month.key)
    counties = Place.objects.filter(kind=Kind.COUNTY, code__in=reach, until__isnull=True)
    started = counties.filter(office__started_on__lt=month.until)
    return started.filter(~Exists(begun.exclude(state=State.DROPPED)))


@waits(unwritten)
def to_write(actor: Actor, found: Waited) -> Waiting:
    month = latest_over(Cycle.MONTH, actor.today)
    return Waiting(
        tile="管",
        sentence=f"{month.last_day.month} 月的月报要写",
        note="数字和句子系统起好，改一改、送审",
        url=f"{reverse('reports:periodic')}?month={month.key}",
        verb="去起稿",
        count=found.count,
        unit="份",
        due_on=month.until.replace(day=templates()[MONTHLY].due_day),
    )


def to_be_signed(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.SIGN):
        return None
    return PeriodicReport.objects.visible_to(actor, rules.SIGN).filter(state=State.SUBMITTED)


@waits(to_be_signed, name="title")
def to_sign(actor: Actor, found: Waited) -> Waiting:
    called = found.name if found.count == 1 else "报告"
    return Waiting(tile="管", sentence=f"{called}等签发", url=_one(found), verb="去看", count=found.count, unit="份")


def sent_back(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.WRITE):
        return None
    return PeriodicReport.objects.visible_to(actor, rules.WRITE).filter(state=State.SENT_BACK)


@waits(sent_back, name="title")
def to_put_right(actor: Actor, found: Waited) -> Waiting:
    called = found.name if found.count == 1 else "报告"
    return Waiting(tile="管", sentence=f"{called}退回来了", url=_one(found), verb="去改", count=found.count, unit="份")


def signed(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.WRITE):
        return None
    return PeriodicReport.objects.visible_to(actor, rules.WRITE).filter(state=State.SIGNED)


@waits(signed, name="title")
def to_send_out(actor: Actor, found: Waited) -> Waiting:
    called = found.name if found.count == 1 else "报告"
    return Waiting(
        tile="管", sentence=f"{called}签发了，等发出", url=_one(found), verb="去登记", count=found.count, unit="份"
    )
