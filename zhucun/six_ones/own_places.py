"""The villages in which somebody may register something of 六个一: of one's territory, or served by one's team."""

from collections.abc import ItemsView, Iterable

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED

TOWNSHIP_DIGITS = 9


def own_places(actor: Actor, needs: Permission) -> QuerySet[Place]:
    reach, today = actor.scope(needs), actor.today
    there = Place.objects.as_of(today).filter(kind__in=SERVED)
    own = there.filter(within_prefixes("code", reach.place)) if reach.place else there.none()
    if reach.team:
        served = TeamPlace.objects.as_of(today).filter(team__in=reach.team).values("place")
        own |= there.filter(pk__in=served)
    return own.order_by("code")


def has_own_places(actor: Actor, needs: Permission) -> bool:
    """Asks nothing: whoever has a territory or a team has some."""
    if not actor.may(needs):
        return False
    reach = actor.scope(needs)
    return bool(reach.place or reach.team)


def by_township(places: Iterable[Place]) -> ItemsView[str, list[Place]]:
    """(Township's name, its places). One query."""
    places = list(places)
    codes = {one.code[:TOWNSHIP_DIGITS] for one in places}
    names = dict(Place.objects.filter(code__in=codes).values_list("code", "name"))
    groups: dict[str, list[Place]] = {}
    for one in places:
        groups.setdefault(names.get(one.code[:TOWNSHIP_DIGITS], ""), []).append(one)
    return groups.items()
