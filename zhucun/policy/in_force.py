"""Which values hold for a county on a day: shipped defaults, overlaid nation → province → prefecture → county."""

from datetime import date

from zhucun.policy.profile import PolicyProfile
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.rules import NATION

SHIPPED = PolicyProfile()


def on(day: date, county_code: str) -> PolicyProfile:
    """The profile in force, one query. Each value knows the level whose version set it (`sources`)."""
    levels = [NATION, county_code[:2], county_code[:4], county_code[:6]]
    profile = SHIPPED
    for version in PolicyVersion.objects.in_force(day, levels):
        profile = profile.overlaid(version.values, version.title)
    return profile
