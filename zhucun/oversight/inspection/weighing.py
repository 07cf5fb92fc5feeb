"""How teams stand when the list is made: when they were last seen, what is open with them, who is due again.

Visits and doubts belong to topics above, which register here what they know.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import PlaceTag
from zhucun.oversight.emergency.models import EmergencyDuty
from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.oversight.inspection.rules import Kind, Seen, Standing, State
from zhucun.policy import in_force as policy
from zhucun.policy.profile import PolicyProfile

Visits = Callable[[str, date], QuerySet]
Doubts = Callable[[str, date], Mapping[int, int]]


@dataclass(frozen=True)
class Again:
    """A team to be looked at again, and why: a finding of which it was said 现场再看."""

    team: int
    reason: str


Agains = Callable[[str, date], Iterable[Again]]
_visits: list[Visits] = []
_doubts: list[Doubts] = []
_agains: list[Agains] = []


def visits_come_from(function: Visits) -> Visits:
    """Register who knows of visits outside the draw: in a territory, (team, the day of the latest record by a
    day), so that all are asked at once."""
    _visits.append(function)
    return function


def doubts_come_from(function: Doubts) -> Doubts:
    """Register what is open with teams: team → how many findings, anomalies, letters."""
    _doubts.append(function)
    return function


def revisits_come_from(function: Agains) -> Agains:
    _agains.append(function)
    return function


def last_visits(code: str, day: date) -> dict[int, date]:
    """Team → when somebody was last there; only of records handed in, so that it tells nothing too early."""
    handed_in = DrawnTeam.objects.filter(within_prefixes("seat_code", [code]), state=Seen.VISITED)
    handed_in = handed_in.filter(visited_on__lte=day).order_by().values_list("team").annotate(Max("visited_on"))
    latest: QuerySet = handed_in.union(*(visits(code, day) for visits in _visits), all=True)
    found: dict[int, date] = {}
    for team, on in latest:
        found[team] = max(on, found.get(team, on))
    return found


def open_doubts(county_code: str, day: date) -> Counter[int]:
    found: Counter[int] = Counter()
    for doubts in _doubts:
        found.update(doubts(county_code, day))
    return found


def due_again(county_code: str, day: date) -> list[Again]:
    return [again for agains in _agains for again in agains(county_code, day)]


def due_again_named(county_code: str, day: date) -> list[tuple[Team, str]]:
    """As the office chooses from it: each team with why."""
    again = {one.team: one.reason for one in due_again(county_code, day)}
    teams = Team.objects.filter(pk__in=again).order_by("place_code")
    return [(team, again[team.pk]) for team in teams]


def teams_of(county_code: str, day: date) -> QuerySet[Team]:
    return Team.objects.as_of(day).filter(county_code=county_code)


def days_unseen(team: Team, seen: Mapping[int, date], day: date) -> int:
    """Since somebody was there, or since it has been there itself."""
    return (day - seen.get(team.pk, team.since)).days


def standings(county_code: str, day: date, profile: PolicyProfile) -> list[Standing]:
    """All that may be drawn for a week beginning on the day: none twice a month by chance, none to whom a group is
    still to go, none that stands by in an emergency (R-INS-02, R-ATT-16)."""
    seen, doubts = last_visits(county_code, day), open_doubts(county_code, day)
    teams = teams_of(county_code, day).exclude(_drawn_this_month(day)).exclude(_still_to_be_seen())
    if "inspection" in profile.emergency.pauses:
        teams = teams.exclude(_standing_by(day))
    tags = profile.inspection.key_tags
    key = Exists(PlaceTag.objects.as_of(day).filter(place__code=OuterRef("place_code"), tag__in=tags))
    return [
        Standing(team.number, days_unseen(team, seen, day), doubts[team.pk], team.is_key)
        for team in teams.annotate(is_key=key)
    ]


def _drawn_this_month(day: date) -> Q:
    """By the day on which its group went; a re-visit stands outside the cap."""
    month = {"group__day__year": day.year, "group__day__month": day.month}
    by_chance = DrawnTeam.objects.filter(team=OuterRef("pk"), **month).exclude(kind=Kind.REVISIT)
    return Q(Exists(by_chance.exclude(state=Seen.MISSED).exclude(round__state=State.CANCELLED)))


def _still_to_be_seen() -> Q:
    waiting = DrawnTeam.objects.filter(team=OuterRef("pk"), state=Seen.WAITING, round__state=State.DRAWN)
    return Q(Exists(waiting))


def _standing_by(day: date) -> Q:
    return within_prefixes("place_code", EmergencyDuty.objects.running_on(day).values_list("place_code", flat=True))


def profile_of(county_code: str, by: Actor) -> PolicyProfile:
    return policy.known_to(by, by.today, [county_code])[county_code]
