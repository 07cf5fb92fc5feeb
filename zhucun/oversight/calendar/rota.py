"""Rest days on which nobody was on duty in a village, said as a warning where the county has a rota (R-ATT-06)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Any

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.lib import halves
from zhucun.oversight.attendance import rota
from zhucun.oversight.attendance.reading import Month
from zhucun.oversight.attendance.rules import SEE
from zhucun.oversight.attendance.truth import Terms
from zhucun.oversight.calendar.everybody import Everybody
from zhucun.oversight.calendar.months import Asked, address_of
from zhucun.oversight.calendar.people import OnTeam


@dataclass(frozen=True)
class TeamGaps:
    """A team's rest days so far with too few on duty, in words."""

    team: int
    name: str
    days: int
    in_words: str
    url: str


def warning_of(shown: Everybody) -> dict[str, Any] | None:
    """What _rota.html takes, of the township that is looked at or all."""
    code, terms = shown.request.GET.get("township", ""), shown.terms
    people = [one for one in shown.all_people if one.township_code.startswith(code)]
    gaps = gaps_of(shown.request.actor, shown.asked, people, shown.months, terms)
    if not gaps:
        return None
    return {"gaps": gaps, "days": sum(one.days for one in gaps), "least": terms.weekend_rota_min}


def gaps_of(
    actor: Actor, asked: Asked, people: Iterable[OnTeam], months: Mapping[int, Month], terms: Terms
) -> list[TeamGaps]:
    """Only of teams of which the reader sees everybody: a unit sees those it sent, and could not tell."""
    scope = actor.scope(SEE)
    whole = [one for one in people if scope.covers_place(one.place_code) or one.team in scope.team]
    names = {one.team: one.team_name for one in whole}
    team_of = {one.posting: one.team for one in whole}
    found = rota.gaps({key: months[key] for key in team_of}, team_of, terms, until=asked.today)
    by_team = {team: [gap.day for gap in gaps] for team, gaps in groupby(found, key=lambda gap: gap.team)}
    return [
        TeamGaps(team, name, len(by_team[team]), in_words(by_team[team]), _sheet_of(team, asked))
        for team, name in names.items()
        if team in by_team
    ]


def _sheet_of(team: int, asked: Asked) -> str:
    return address_of(reverse("oversight:days.team", args=[team]), {"month": asked.key})


def in_words(days: Sequence[date]) -> str:
    """7月2日至3日、7月9日."""
    spans = [[days[0], days[0]]] if days else []
    for before, day in pairwise(days):
        if (day - before).days == 1:
            spans[-1][1] = day
        else:
            spans.append([day, day])
    return "、".join(halves.in_words(*halves.whole_days(first, last), year=last.year) for first, last in spans)
