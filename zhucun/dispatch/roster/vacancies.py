"""Which teams are short of people and since when: a leaver opens a vacancy at once (R-SEL-11)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from zhucun.dispatch.roster.models import ApprovedSize, Posting, RoleSpell, Team, TeamPlace, TeamQuerySet
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.org.places.models import PlaceQuerySet


def short_teams(teams: TeamQuerySet, day: date, *, size: int) -> QuerySet[Team]:
    """Teams with fewer postings than 核定人数 (`size` where none was fixed); adds `missing` and `open_since`.

    `open_since` is the day on which the seat became open: its holder left without a successor, or the team was given
    it, or was formed with it. Where several are open it is the second youngest.
    """
    counted = teams.as_of(day).with_headcount(day).annotate(seats=Coalesce("approved", Value(size)))
    short = counted.filter(headcount__lt=F("seats")).annotate(missing=F("seats") - F("headcount"))
    left = Case(When(missing=1, then=_left_before(day, 1)), default=_left_before(day, 2))
    return short.annotate(open_since=Greatest(F("since"), Coalesce(left, F("since")), _sized_since(day)))


def _left_before(day: date, count: int) -> Subquery:
    """The first day without the so-many-th last leaver whom nobody follows; null where fewer have left."""
    gone = Posting.objects.filter(team=OuterRef("pk"), until__lte=day, successor__isnull=True)
    freed = gone.annotate(freed_on=Greatest("until", "seat_since")).order_by("-freed_on")
    return Subquery(freed.values("freed_on")[count - 1 : count])


def _sized_since(day: date) -> Coalesce:
    """From when 核定人数 is what it is, where it was another before."""
    sizes = ApprovedSize.objects.filter(team=OuterRef("pk"))
    raised = sizes.as_of(day).filter(
        Exists(ApprovedSize.objects.filter(team=OuterRef("team"), until=OuterRef("since")))
    )
    return Coalesce(Subquery(raised.values("since")[:1]), F("since"))


def without_first_secretary(teams: TeamQuerySet, day: date) -> TeamQuerySet:
    """A role ends with its posting, so that one running spell is enough to look for."""
    held = RoleSpell.objects.as_of(day).filter(role=TeamRole.FIRST_SECRETARY, posting__team=OuterRef("pk"))
    return teams.as_of(day).filter(~Exists(held))


def uncovered_places(places: PlaceQuerySet, tags: Iterable[str], day: date) -> PlaceQuerySet:
    """Places under a category that must be covered, where no team serves (应派尽派, R-SEL-01)."""
    served = TeamPlace.objects.as_of(day).filter(place=OuterRef("pk"))
    return places.as_of(day).served_kinds().tagged(list(tags), day).filter(~Exists(served))
