"""Which values hold on a day: `from zhucun.policy import in_force as policy`, then `policy.on(day, county)`."""

from collections.abc import Iterable
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.acts.at_hand import at_hand
from zhucun.policy.profile import PolicyProfile
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.overlay import SHIPPED, all_versions_of, begun, on, on_each, overlaid

__all__ = ["SHIPPED", "known_to", "of", "on", "on_each", "versions_known_to"]


def of(actor: Actor, day: date | None = None) -> PolicyProfile:
    """What holds in the actor's own county, today if no day is told; looked up once in a request."""
    return known_to(actor, day or actor.today, [actor.county_code])[actor.county_code]


def known_to(actor: Actor, day: date, county_codes: Iterable[str]) -> dict[str, PolicyProfile]:
    """As `on_each`; what the actor's request has looked up already is not looked up again."""
    codes = {code[:6] for code in county_codes}
    known = actor.memo.setdefault("policy", {})
    for code, versions in versions_known_to(actor, day, codes).items():
        if (day, code) not in known:
            known[day, code] = overlaid(versions)
    return {code: known[day, code] for code in sorted(codes)}


def versions_known_to(actor: Actor, day: date, county_codes: Iterable[str]) -> dict[str, list[PolicyVersion]]:
    """As `versions_of`, looked up once in a request for whatever days: who set the values, and since when."""
    known = actor.memo.setdefault("policy versions", {})
    codes = {code[:6] for code in county_codes}
    if missing := codes - known.keys():
        known.update(_all_versions_of(frozenset(missing)))
    return {code: begun(known[code], day) for code in codes}


_all_versions_of = at_hand(PolicyVersion)(all_versions_of)
