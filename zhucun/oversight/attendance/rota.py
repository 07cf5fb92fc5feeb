"""Rest days on which fewer than the county's minimum were on duty in a village: a warning, no fault (R-ATT-06)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from zhucun.oversight.attendance.reading import Day, Month
from zhucun.oversight.attendance.truth import NOT_THERE, Terms
from zhucun.policy.attendance import IN_VILLAGE, REST_DUTY

ROTA = "rota"  # of policy attendance.rest_days: where rest days are simply off, nobody is missed on them


@dataclass(frozen=True)
class Gap:
    team: int
    day: date
    on_duty: int


def gaps(months: Mapping[int, Month], team_of: Mapping[int, int], terms: Terms, *, until: date) -> list[Gap]:
    """By team and day, of the rest days before `until`; none where the county asks for no rota."""
    if terms.rest_days != ROTA or not terms.weekend_rota_min:
        return []
    duty = {terms.mark(REST_DUTY), terms.mark(IN_VILLAGE)}
    there: dict[tuple[int, date], int] = defaultdict(int)
    for posting, month in months.items():
        for day in month.days():
            if day.day < until and _is_there(day) and not terms.calendar.is_working_day(day.day):
                there[team_of[posting], day.day] += day.morning in duty or day.afternoon in duty
    short = ((team, day, count) for (team, day), count in there.items() if count < terms.weekend_rota_min)
    return [Gap(team, day, count) for team, day, count in sorted(short)]


def _is_there(day: Day) -> bool:
    """Before anybody of a team has come nobody is missed."""
    return (day.morning, day.afternoon) != (NOT_THERE, NOT_THERE)
