"""What stands on a township's page, for whoever may see it."""

from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting, Team, TeamPlace
from zhucun.dispatch.roster.standing import Standing, TeamNow, by_standing, teams_now
from zhucun.dispatch.roster.team_table import crew_of, team_table
from zhucun.lib.figure import Question
from zhucun.org.people.rules import SEE as SEE_PEOPLE
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
    crew = crew_of(Posting.objects.visible_to(actor).filter(team__in=[team.pk for team in teams]), day)
    measures = Measures(FIGURES, Question(actor, township.code, day))
    return {
        "township": township,
        "teams": team_table(teams, crew),
        "standings": standings(teams),
        "figures": [measures.figure(name, label=label) for name, label in FIGURES.items()],
        "recent": crew.changes[:RECENT],
        "opens_files": actor.may(SEE_PEOPLE),
    }


def standings(teams: list[TeamNow]) -> list[dict[str, Any]]:
    """In words, without those of which there are none."""
    counted = by_standing(teams)
    return [{"mark": s.mark, "word": f"{s.word} {counted[s]} 支"} for s in Standing if counted[s]]
