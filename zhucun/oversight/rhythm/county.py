"""By which numbers and which holidays a county's rhythm goes."""

from zhucun.acts.actor import Actor
from zhucun.lib.workdays import Calendar
from zhucun.oversight.rhythm.models import COUNTY_DIGITS
from zhucun.policy import in_force as policy
from zhucun.policy.holidays.reading import known_to
from zhucun.policy.oversight_values import Rhythm


def numbers_of(county_code: str, by: Actor) -> Rhythm:
    return policy.known_to(by, by.today, [county_code])[county_code].rhythm


def calendar_of(county_code: str, by: Actor) -> Calendar:
    return known_to(by, county_code[:COUNTY_DIGITS])
