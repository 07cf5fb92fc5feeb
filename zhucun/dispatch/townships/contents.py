"""What stands on a township's page, for whoever may see it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.lineup import with_township
from zhucun.dispatch.roster.linking import files_open_to
from zhucun.dispatch.roster.models import Posting, Team, TeamPlace
from zhucun.dispatch.roster.standing import Standing, TeamNow, by_standing, teams_now
from zhucun.dispatch.roster.team_table import Guest, crew_of, team_table
from zhucun.lib.figure import Question
from zhucun.org.places.models import Place
from zhucun.policy import in_force
from zhucun.web.measures import Measures

RECENT = 6
FIGURES = {
    "dispatch.teams": "工作队",
    "dispatch.members": "在册队员",
    "dispatch.members_on_post": "在岗队员",
    "dispatch.vacancies": "空缺",
}


def contents(township: Place, actor: Actor) -> dict[str, Any]:
    """Teams that serve here (their seat may lie next door), their members, marks and last changes."""
    day = actor.today
    serving = TeamPlace.objects.as_of(day).filter(within_prefixes("place__code", [township.code]))
    served = Team.objects.visible_to(actor).filter(pk__in=serving.values("team"))
    teams = teams_now(served, day, size=in_force.of(actor).selection.approved_size)
    keys = [team.pk for team in teams]
    crew = crew_of(Posting.objects.visible_to(actor).filter(team__in=keys), day, teams=keys)
    recent = crew.changes[:RECENT]
    guests = _guests(teams, township, day)
    measures = Measures(FIGURES, Question(actor, township.code, day))
    return {
        "township": township,
        "teams": team_table(teams, crew, guests=guests),
        "standings": [*standings([team for team in teams if team.pk not in guests]), *_guest_word(guests)],
        "figures": [measures.figure(name, label=label) for name, label in FIGURES.items()],
        "recent": recent,
        "opened": files_open_to(actor, (change.cadre_id for change in recent)),
    }


def _guests(teams: Sequence[TeamNow], township: Place, day: date) -> dict[int, Guest]:
    """Teams seated in another township that serve here too; none of the figures of this one counts them."""
    keys = [team.pk for team in teams if not team.place_code.startswith(township.code)]
    if not keys:
        return {}
    served: dict[int, list[str]] = defaultdict(list)
    seats: dict[int, str] = {}
    for place in with_township(TeamPlace.objects.as_of(day).filter(team__in=keys)).order_by("place__code"):
        if place.place.code.startswith(township.code):
            served[place.team_id].append(place.place.name)
        if place.is_main:
            seats[place.team_id] = place.township or place.place.name
    return {key: Guest(seats.get(key, "别处"), "、".join(served[key])) for key in keys}


def _guest_word(guests: Mapping[int, Guest]) -> list[dict[str, str]]:
    return [{"mark": "todo", "word": f"另有兼驻 {len(guests)} 支，数在主驻的乡镇"}] if guests else []


def standings(teams: list[TeamNow]) -> list[dict[str, Any]]:
    """In words, without those of which there are none."""
    counted = by_standing(teams)
    return [{"mark": s.mark, "word": f"{s.word} {counted[s]} 支"} for s in Standing if counted[s]]
