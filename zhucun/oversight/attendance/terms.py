"""The terms of a month for a county: its policy on the first day, and its working days."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.lib.workdays import Calendar
from zhucun.oversight.attendance.truth import Terms
from zhucun.policy import in_force as policy
from zhucun.policy.holidays import reading as holidays
from zhucun.policy.holidays.reading import known_to
from zhucun.policy.profile import PolicyProfile

SET_BY_POLICY = tuple(field.name for field in fields(Terms) if field.name != "calendar")


def terms_of(profile: PolicyProfile, calendar: Calendar) -> Terms:
    group = profile.attendance
    return Terms(calendar=calendar, **{name: getattr(group, name) for name in SET_BY_POLICY})


def terms_by_county(by: Actor, counties: Iterable[str], day: date) -> dict[str, Terms]:
    """Of each of these counties; the numbers of all of them in one query."""
    codes = set(counties)
    policy.known_to(by, day.replace(day=1), codes)
    return {code: terms_for(by, code, day) for code in codes}


def terms_for(by: Actor, county_code: str, day: date) -> Terms:
    """Looked up once in a request for each month."""
    county, first = county_code[:6], day.replace(day=1)
    known = by.memo.setdefault("attendance terms", {})
    if (county, first) not in known:
        profile = policy.known_to(by, first, [county])[county]
        known[county, first] = terms_of(profile, holidays.known_to(by, county))
    return known[county, first]


def calendar_for(by: Actor, county: str) -> Calendar:
    return known_to(by, county)
