"""How teams and the units behind them reach rows of a village that belong to no team: by whom it is served today."""

from collections.abc import Callable, Iterable

from django.db.models import Q

from zhucun.dispatch.roster.models import TeamBacking, TeamPlace

Reached = Callable[[Iterable], Q]


def by_teams(path: str = "place") -> Reached:
    """The places they serve."""

    def reached(teams: Iterable) -> Q:
        served = TeamPlace.objects.current().filter(team__in=list(teams)).values("place")
        return Q(**{f"{path}__in": served})

    return reached


def by_backers(path: str = "place") -> Reached:
    """The places served by the teams they stand behind."""

    def reached(units: Iterable) -> Q:
        backed = TeamBacking.objects.current().filter(unit__in=list(units)).values("team")
        served = TeamPlace.objects.current().filter(team__in=backed).values("place")
        return Q(**{f"{path}__in": served})

    return reached
