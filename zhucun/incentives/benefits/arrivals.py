"""What came in of a team's funds is held by the ledger of funds, which registers here how to read it."""

from collections.abc import Callable, Collection, Mapping

Arrived = Mapping[tuple[int, str], int]  # team and promise (first_secretary_fund, team_fund) → fen of the year
Source = Callable[[Collection[int], int], Arrived]  # teams, year
_sources: list[Source] = []


def arrivals_come_from(source: Source) -> Source:
    """Register; what several hold is added up."""
    _sources.append(source)
    return source


def arrived(teams: Collection[int], year: int) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for source in _sources:
        for (team, what), fen in source(teams, year).items():
            of_team = found.setdefault(team, {})
            of_team[what] = of_team.get(what, 0) + fen
    return found
