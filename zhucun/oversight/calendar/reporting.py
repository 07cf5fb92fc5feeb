"""Days stationed, for a team's month report (R-DOC-11): as locked where it is, else as it stands up to today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.reading import SHEET, Sheet
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.calendar.months import address_of
from zhucun.records.monthly.numbers import Number, report_number


def stationed(teams: Sequence[int], since: date, until: date, by: Actor) -> Mapping[int, int]:
    """Half-days of everybody who was in the team that month, county by county."""
    there = reading.with_sheets(Posting.objects.filter(team__in=teams).overlapping(since, until), since)
    team_of: dict[int, int] = {}
    by_county: dict[str, list[Sheet]] = defaultdict(list)
    for team, code, *sheet in there.values_list("team", "place_code", *SHEET):
        team_of[sheet[0]] = team
        by_county[code[:6]].append(Sheet.of(*sheet))
    found: dict[int, int] = defaultdict(int)
    for county, sheets in by_county.items():
        for key, month in reading.months_from(sheets, since, terms_for(by, county, since)).items():
            found[team_of[key]] += month.counted_to(by.today)
    return found


def sheet_of(team: int, month: date) -> str:
    return address_of(reverse("oversight:days.team", args=[team]), {"month": f"{month:%Y-%m}"})


DAYS = report_number(Number("days", "驻村", "天", 10, stationed, is_halfdays=True, opens=sheet_of))
