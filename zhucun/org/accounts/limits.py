"""The county's numbers for log-in and deputation. Policy lies above and hands its values down (architecture.md 7)."""

from collections.abc import Callable
from datetime import date

from zhucun.policy.profile import PolicyProfile

ProfileOn = Callable[[date, str], PolicyProfile]
SHIPPED = PolicyProfile()

_sources: list[ProfileOn] = []


def limits_come_from(source: ProfileOn) -> ProfileOn:
    """Register who knows the values in force on a day in a county."""
    _sources.append(source)
    return source


def in_force(day: date, county_code: str) -> PolicyProfile:
    """The values in force; what is shipped where nobody has set any."""
    for source in _sources:
        return source(day, county_code)
    return SHIPPED
