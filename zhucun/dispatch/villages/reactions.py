"""What teams mean for places: a team's people see its places, and no place is closed while a team serves it."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.places.models import Place, places_reached


@places_reached.by("team")
def places_of_teams(teams: Iterable[int]) -> Q:
    return Q(pk__in=TeamPlace.objects.current().filter(team__in=list(teams)).values("place"))


@within("place.close")
def no_team_is_left_without_its_place(closed: Sequence[Place], *, by: Actor) -> None:
    serving = (
        TeamPlace.objects.filter(place__in=closed).exclude(until__lte=closed[0].until).select_related("team", "place")
    )
    if (one := serving.first()) is not None:
        raise Refused(f"{one.team.name}还驻在{one.place.name}。先给这支队换驻点，或者撤队，再撤并。")
