"""Which values hold for a county on a day: shipped defaults, overlaid nation → province → prefecture → county."""

from collections.abc import Iterable
from datetime import date

from zhucun.policy.profile import PolicyProfile
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.rules import NATION

SHIPPED = PolicyProfile()


def on(day: date, county_code: str) -> PolicyProfile:
    """The profile in force, one query. Each value knows the level whose version set it (`sources`)."""
    return on_each(day, [county_code])[county_code[:6]]


def on_each(day: date, county_codes: Iterable[str]) -> dict[str, PolicyProfile]:
    """The profile of each county, one query for all of them."""
    codes = sorted({code[:6] for code in county_codes})
    levels = {code[:length] for code in codes for length in (2, 4, 6)} | {NATION}
    versions = list(PolicyVersion.objects.in_force(day, sorted(levels)))
    return {code: _overlaid(code, versions) for code in codes}


def _overlaid(county_code: str, versions: Iterable[PolicyVersion]) -> PolicyProfile:
    profile = SHIPPED
    for version in versions:
        if version.place_code == NATION or county_code.startswith(version.place_code):
            profile = profile.overlaid(version.values, version.title)
    return profile
