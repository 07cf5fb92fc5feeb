"""Days stationed, for a team's month report (R-DOC-11): as locked where it is, else as it stands up to today."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.oversight.attendance import reading
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.calendar.months import address_of
from zhucun.records.monthly.numbers import Number, report_number


def stationed(teams: Sequence[int], since: date, until: date, by: Actor) -> Mapping[int, int]:
    """Half-days of everybody who was in the team that month, county by county."""
    there = Posting.objects.filter(team__in=teams).overlapping(since, until)
    by_county: dict[str, dict[int, int]] = defaultdict(dict)
    for key, team, code in there.values_list("pk", "team", "place_code"):
        by_county[code[:6]][key] = team
    found: dict[int, int] = defaultdict(int)
    for county, postings in by_county.items():
        months = reading.month_of(postings, since, terms_for(by, county, since))
        for key, month in months.items():
            found[postings[key]] += month.counted_to(by.today)
    return found


def sheet_of(team: int, month: date) -> str:
    return address_of(reverse("oversight:days.team", args=[team]), {"month": f"{month:%Y-%m}"})


DAYS = report_number(Number("days", "驻村", "天", 10, stationed, is_halfdays=True, opens=sheet_of))
