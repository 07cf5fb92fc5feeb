"""How the households of a team's places or of a village stand: who has somebody, which are overdue (P3, P12)."""

from collections.abc import Collection, Iterator
from urllib.parse import urlencode

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.parts import (
    Part,
    place_page_parts_come_from,
    team_page_parts_come_from,
    unit_page_parts_come_from,
)
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.org.aid.rules import SEE_HELPERS
from zhucun.org.places.models import Household, Place
from zhucun.org.places.rules import SEE_HOUSEHOLDS
from zhucun.policy import in_force as policy
from zhucun.six_ones.network.models import HouseholdLink
from zhucun.six_ones.network.rules import SEE
from zhucun.six_ones.visiting.due import of_teams, with_due
from zhucun.six_ones.visiting.paired import dated, pairs_of

CARD = "six_ones/visiting/pages/_card.html"
PAIRED_CARD = "six_ones/visiting/pages/_paired_card.html"


def _card(rows: QuerySet, actor: Actor, links_url: str, narrowed: dict[str, object]) -> Iterator[Part]:
    """One query; nothing where no household is listed."""
    linked = Exists(HouseholdLink.objects.as_of(actor.today).filter(household=OuterRef("pk")))
    listed = rows.as_of(actor.today).annotate(is_linked=linked)
    dated = with_due(listed, actor.today, policy.of(actor), actor).order_by()
    counted = dated.aggregate(
        homes=Count("pk"),
        linked=Count("pk", filter=Q(is_linked=True)),
        late=Count("pk", filter=Q(due_on__lt=actor.today)),
    )
    if counted["homes"]:
        visits_url = f"{reverse('six_ones:visits')}?{urlencode(narrowed)}"
        yield Part(CARD, {**counted, "links_url": links_url, "visits_url": visits_url}, order=36, is_aside=True)


def _may(actor: Actor) -> bool:
    return actor.may(SEE) and actor.may(SEE_HOUSEHOLDS)


@place_page_parts_come_from
def of_place(place: Place, actor: Actor) -> Iterator[Part]:
    if _may(actor):
        rows = Household.objects.visible_to(actor).filter(village=place)
        yield from _card(rows, actor, reverse("six_ones:links.of", args=[place.code]), {"place": place.code})


@unit_page_parts_come_from
def of_units(units: Collection[int], actor: Actor) -> Iterator[Part]:
    """The households its people are responsible for. One query."""
    if not (units and actor.may(SEE_HELPERS)):
        return
    rows = dated(pairs_of(actor).filter(unit__in=list(units)), actor).order_by()
    late = Count("pk", filter=Q(due_on__lt=actor.today))
    counted = rows.aggregate(
        homes=Count("household", distinct=True), helpers=Count("helper_name", distinct=True), late=late
    )
    if counted["homes"]:
        told = {"unit": next(iter(units))} if len(units) == 1 else {}
        here = reverse("six_ones:visits.paired")
        urls = {"url": f"{here}?{urlencode(told)}", "late_url": f"{here}?{urlencode({**told, 'view': 'overdue'})}"}
        yield Part(PAIRED_CARD, {**counted, **urls}, order=47, is_aside=True)


@team_page_parts_come_from
def of_team(shown: TeamPage) -> Iterator[Part]:
    if _may(shown.actor):
        rows = of_teams(Household.objects.visible_to(shown.actor), [shown.team.pk], shown.actor.today)
        yield from _card(rows, shown.actor, reverse("six_ones:links"), {"team": shown.team.pk})
