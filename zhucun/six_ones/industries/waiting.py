"""What waits: projects past the day on which they were to start, whose reason nobody has told yet (journey J10)."""

from django.db.models import QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.acts.waiting import Waited, Waiting, waits
from zhucun.six_ones.industries.models import IndustryProject
from zhucun.six_ones.industries.rules import KEEP, TOWNSHIP_DIGITS


def _unexplained(actor: Actor) -> QuerySet:
    return IndustryProject.objects.visible_to(actor, KEEP).late(actor.today).filter(late_reason="")


def of_team(actor: Actor) -> QuerySet | None:
    if not (actor.may(KEEP) and actor.scope(KEEP).team):
        return None
    return _unexplained(actor).filter(team__in=actor.scope(KEEP).team)


def of_villages_without_team(actor: Actor) -> QuerySet | None:
    codes = [code for code in actor.scope(KEEP).place if len(code) == TOWNSHIP_DIGITS] if actor.may(KEEP) else []
    if not codes:
        return None
    return _unexplained(actor).filter(within_prefixes("place_code", codes), team__isnull=True)


@waits(of_team, day="planned_start", name="name")
def team_says_why(actor: Actor, found: Waited) -> Waiting:
    return _say_why(found)


@waits(of_villages_without_team, day="planned_start", name="name")
def township_says_why(actor: Actor, found: Waited) -> Waiting:
    return _say_why(found)


def _say_why(found: Waited) -> Waiting:
    one = reverse("six_ones:projects.step", args=[found.key, "say_why"])
    return Waiting(
        tile="六",
        sentence="一个产业项目过了计划开工日" if found.count == 1 else "产业项目过了计划开工日",
        note="写一句为什么，只问这一次；动工了的推进一步",
        url=one if found.count == 1 else f"{reverse('six_ones:projects')}?view=unexplained",
        verb="写一句",
        count=found.count,
        due_on=found.first_on,
    )
