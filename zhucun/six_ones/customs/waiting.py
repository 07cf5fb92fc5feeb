"""What waits: villages without their meeting near the month's end; what a meeting decided and whose day has passed."""

from collections.abc import Hashable, Iterable
from datetime import date

from django.db.models import Exists, Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.lib.periods import month_of
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED
from zhucun.policy import in_force as policy
from zhucun.six_ones.customs.models import MonthlyItem
from zhucun.six_ones.customs.reading import held_at, meant_for
from zhucun.six_ones.customs.rules import KEEP, MONTHLY, TOWNSHIP_DIGITS, VILLAGE_DIGITS, Owner


def remind_from(actor: Actor) -> Hashable:
    return policy.of(actor).customs.remind_from_day


def not_met(actor: Actor) -> QuerySet | None:
    """Of villages where a team is, for the village and the team: the township sees them in the list."""
    if not actor.may(KEEP) or actor.today.day < policy.of(actor).customs.remind_from_day:
        return None
    reach, day = actor.scope(KEEP), actor.today
    villages = [code for code in reach.place if len(code) >= VILLAGE_DIGITS]
    if not villages and not reach.team:
        return None
    served = TeamPlace.objects.as_of(day)
    there = Place.objects.as_of(day).filter(kind__in=SERVED, pk__in=served.values("place"))
    own = within_prefixes("code", villages)
    if reach.team:
        own |= _served_by(reach.team, day, "pk__in")
    met = held_at().filter(meant_for(MONTHLY), happened_on__gte=month_of(day).since)
    return there.filter(own).filter(~Exists(met))


def _served_by(teams: Iterable[int], day: date, path: str) -> Q:
    return Q(**{path: TeamPlace.objects.as_of(day).filter(team__in=teams).values("place")})


@waits(not_met, name="name", depends=remind_from)
def to_meet(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence=f"{found.name}这个月还没开月列会" if found.count == 1 else "有村这个月还没开月列会",
        note="开了的记一笔会议，性质选“村月列会”",
        url=f"{reverse('six_ones:customs')}?view=not_met",
        verb="去看",
        count=found.count,
        unit="个村",
        due_on=month_of(actor.today).last_day,
    )


def late(actor: Actor) -> QuerySet | None:
    """Each owner's own: the village's, the team's, the township's."""
    if not actor.may(KEEP):
        return None
    reach = actor.scope(KEEP)
    villages = [code for code in reach.place if len(code) >= VILLAGE_DIGITS]
    townships = [code for code in reach.place if len(code) == TOWNSHIP_DIGITS]
    if not (villages or townships or reach.team):
        return None
    rows = MonthlyItem.objects.late(actor.today)
    of_village = rows.filter(within_prefixes("place_code", villages), owner=Owner.VILLAGE)
    of_township = rows.filter(within_prefixes("place_code", townships), owner=Owner.TOWNSHIP)
    found = of_village | of_township
    if reach.team:
        found |= rows.filter(_served_by(reach.team, actor.today, "place__in"), owner=Owner.TEAM)
    return found


@waits(late, day="due_on", name="item")
def to_finish(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence="月列会定的一件事过了期限" if found.count == 1 else "月列会定的事过了期限",
        note="办好了点办结；不办了的写明为什么，下次会上说",
        url=f"{reverse('six_ones:customs.items')}?view=late",
        verb="去办",
        count=found.count,
        due_on=found.first_on,
    )
