"""Shipped defaults, overlaid nation → province → prefecture → county: the values of a day."""

from collections.abc import Iterable
from datetime import date

from zhucun.policy.profile import PolicyProfile
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.rules import NATION, levels_of

SHIPPED = PolicyProfile()


def on(day: date, county_code: str) -> PolicyProfile:
    """The profile in force, one query. Each value knows the level whose version set it (`sources`)."""
    return overlaid(versions_on(day, county_code))


def on_each(day: date, county_codes: Iterable[str]) -> dict[str, PolicyProfile]:
    """The profile of each county, one query for all of them."""
    return {code: overlaid(versions) for code, versions in versions_of(day, county_codes).items()}


def versions_of(day: date, county_codes: Iterable[str]) -> dict[str, list[PolicyVersion]]:
    """The versions that make each county's profile of the day, one query for all of them."""
    return {code: begun(versions, day) for code, versions in all_versions_of(county_codes).items()}


def all_versions_of(county_codes: Iterable[str]) -> dict[str, list[PolicyVersion]]:
    """Whatever binds each county on some day, one query; there are few, and a page asks of several days."""
    codes = sorted({code[:6] for code in county_codes})
    levels = {level for code in codes for level in levels_of(code)}
    versions = list(PolicyVersion.objects.binding(sorted(levels)))
    return {code: [version for version in versions if _binds(version, code)] for code in codes}


def begun(versions: Iterable[PolicyVersion], day: date) -> list[PolicyVersion]:
    return [version for version in versions if version.since <= day]


def _binds(version: PolicyVersion, county_code: str) -> bool:
    return version.place_code == NATION or county_code.startswith(version.place_code)


def versions_on(day: date, county_code: str) -> list[PolicyVersion]:
    """The versions that make the profile of the day, each laid over those before it."""
    return list(PolicyVersion.objects.in_force(day, levels_of(county_code)))


def overlaid(versions: Iterable[PolicyVersion]) -> PolicyProfile:
    profile = SHIPPED
    for version in versions:
        profile = profile.overlaid(version.values, version.title)
    return profile


def around(version: PolicyVersion, county_code: str) -> tuple[PolicyProfile, PolicyProfile]:
    """The profile of a version's first day without it, and with it."""
    others = [other for other in versions_on(version.since, county_code) if other.pk != version.pk]
    together = sorted([*others, version], key=lambda one: (one.place_code, one.since, one.pk))
    return overlaid(others), overlaid(together)
