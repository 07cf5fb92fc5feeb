"""What waits: households past the day of their visit, for the team that serves them and the unit whose people go."""

from collections.abc import Hashable

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.org.aid.rules import SEE_HELPERS
from zhucun.org.places.models import Household
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.policy import in_force as policy
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones.visiting.due import of_teams, with_due
from zhucun.six_ones.visiting.paired import dated, pairs_of


def numbers(actor: Actor) -> Hashable:
    """What the days are counted by."""
    own = policy.of(actor)
    return own.network.rhythms, own.monitoring.visit_months


def of_team(actor: Actor) -> QuerySet | None:
    """Whoever goes: the team sees to it that somebody does."""
    if not (actor.may(SEE_HOUSEHOLDS) and actor.may(WRITE)) or not (teams := actor.scope(WRITE).team):
        return None
    rows = of_teams(Household.objects.visible_to(actor).as_of(actor.today), teams, actor.today)
    return with_due(rows, actor.today, policy.of(actor), actor).filter(due_on__lt=actor.today)


@waits(of_team, day="due_on", name="head_name", depends=numbers)
def to_visit(actor: Actor, found: Waited) -> Waiting:
    one = reverse("six_ones:households.one", args=[found.key])
    return Waiting(
        tile="六",
        sentence=f"{found.name}家过了走访的日子" if found.count == 1 else "过了走访日子的户",
        note="走到了记一笔“走访”、点上户主，日子就往后移",
        url=one if found.count == 1 else f"{reverse('six_ones:visits')}?view=overdue",
        verb="去看",
        count=found.count,
        unit="户",
        due_on=found.first_on,
    )


def of_unit(actor: Actor) -> QuerySet | None:
    """The households that people of one's unit are responsible for; a team's own are its line above."""
    if not actor.may(SEE_HELPERS):
        return None
    reach = actor.scope(SEE_HELPERS)
    units = reach.sender | reach.backer
    if not units:
        return None
    rows = pairs_of(actor).filter(unit__in=units)
    return dated(rows, actor).filter(due_on__lt=actor.today)


@waits(of_unit, day="due_on", name="helper_name", depends=numbers)
def to_send(actor: Actor, found: Waited) -> Waiting:
    return Waiting(
        tile="六",
        sentence=f"{found.name}结对的户过了走访的日子" if found.count == 1 else "本单位结对的户过了走访的日子",
        note="提醒结对责任人去走；走到了，由工作队记一笔“走访”",
        url=f"{reverse('six_ones:visits.paired')}?view=overdue",
        verb="去看",
        count=found.count,
        unit="户",
        due_on=found.first_on,
    )
