"""What waits: a team's month for its leader from the 28th on, confirmed months for the township."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.roster.models import Team
from zhucun.records.monthly import rules
from zhucun.records.monthly.lists import unreported
from zhucun.records.monthly.models import MonthReport


def unconfirmed(actor: Actor) -> QuerySet | None:
    teams = actor.scope(rules.CONFIRM).team
    return unreported(Team.objects.filter(pk__in=teams), rules.month_due(actor.today)) if teams else None


@waits(unconfirmed)
def to_confirm(actor: Actor, found: Waited) -> Waiting:
    month = rules.month_due(actor.today)
    return Waiting(
        tile="管",
        sentence=f"{month.month} 月的工作队月报看一眼、确认",
        url=f"{reverse('records:report', args=[found.key])}?month={month:%Y-%m}",
        verb="去确认",
        count=found.count,
        unit="份",
        note="从记一笔来，改一句也行，不改也行",
    )


def unchecked(actor: Actor) -> QuerySet | None:
    if not actor.may(rules.CHECK):
        return None
    return rules.FLOW.waiting(MonthReport.objects, actor)


@waits(unchecked)
def to_check(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="管",
        sentence="工作队月报等核对",
        url=f"{reverse('records:reports')}?view=confirmed",
        verb="去核对",
        count=found.count,
        unit="份",
    )
