"""Which group goes where: about as many villages for each, the least time on the road, none to its own."""

from collections.abc import Sequence

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Posting, TeamBacking
from zhucun.oversight.inspection import weighing
from zhucun.oversight.inspection.models import DrawnTeam, GroupMember, InspectionRound
from zhucun.oversight.routes import planning
from zhucun.oversight.routes.planning import Ground, Site


def share_out(row: InspectionRound, by: Actor) -> None:
    """Each drawn team to a group that need not stand back; those for whom there is none wait for another group."""
    drawn = list(row.drawn.select_related("team").order_by("position"))
    groups = list(row.groups.order_by("number").values_list("pk", flat=True))
    goes = _shared(row, drawn, groups, by)
    for one in drawn:
        one.group_id = goes.get(one.pk)
    update_many(drawn, ["group_id"])


def _shared(row: InspectionRound, drawn: Sequence[DrawnTeam], groups: Sequence[int], by: Actor) -> dict[int, int]:
    """Drawn team → group. Where an even share leaves one out, because only a group that is full may go there, once
    more without it."""
    numbers = weighing.profile_of(row.county_code, by).routes
    ground = Ground(row.county_code, by.today, numbers)
    barred = standing_back(row, row.drawn.all())
    sites = [Site(str(one.pk), one.seat_code) for one in drawn]
    even = -(-len(drawn) // len(groups))
    for room in (even, len(drawn)):
        parties = [
            planning.whole_day(
                str(group), row.county_code, room, frozenset(str(k) for k, b in barred.items() if group in b)
            )
            for group in groups
        ]
        found = planning.plan(ground, sites, parties, minutes_on_site=numbers.minutes_on_site)
        if not found.left_out:
            break
    return {int(leg.site.key): int(trip.party.key) for trip in found.trips for leg in trip.legs}


def standing_back(row: InspectionRound, drawn: QuerySet[DrawnTeam]) -> dict[int, frozenset[int]]:
    """Drawn team → groups of which a member's own unit backs or sends to it, or whose home it is (R-SEC-14)."""
    teams = list(drawn.values_list("pk", "team", "seat_code"))
    units = _units_of([team for _, team, _ in teams])
    members = GroupMember.objects.filter(group__round=row)
    who = list(members.values_list("group", "inspector__unit", "inspector__home_code"))

    def barred(team: int, code: str) -> frozenset[int]:
        return frozenset(group for group, unit, home in who if _stands_back(unit, home, units[team], code))

    return {key: barred(team, code) for key, team, code in teams}


def _units_of(teams: Sequence[int]) -> dict[int, set[int]]:
    """Who backs each team and who sends to it."""
    found: dict[int, set[int]] = {team: set() for team in teams}
    for rows, unit in ((TeamBacking, "unit"), (Posting, "sending_unit")):
        for team, key in rows.objects.current().filter(team__in=teams).values_list("team", unit):
            found[team].add(key)
    return found


def _stands_back(unit: int | None, home: str, units: set[int], code: str) -> bool:
    return unit in units or bool(home and code.startswith(home))
