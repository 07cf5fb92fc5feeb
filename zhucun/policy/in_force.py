"""Which values hold on a day: `from zhucun.policy import in_force as policy`, then `policy.on(day, county)`."""

from collections.abc import Iterable
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.policy.profile import PolicyProfile
from zhucun.policy.versions.overlay import SHIPPED, on, on_each

__all__ = ["SHIPPED", "known_to", "of", "on", "on_each"]


def of(actor: Actor) -> PolicyProfile:
    """What holds today in the actor's own county, looked up once in a request."""
    return known_to(actor, actor.today, [actor.county_code])[actor.county_code]


def known_to(actor: Actor, day: date, county_codes: Iterable[str]) -> dict[str, PolicyProfile]:
    """As `on_each`; what the actor's request has looked up already is not looked up again."""
    known = actor.memo.setdefault("policy", {})
    codes = {code[:6] for code in county_codes}
    if missing := {code for code in codes if (day, code) not in known}:
        known.update({(day, code): profile for code, profile in on_each(day, missing).items()})
    return {code: known[day, code] for code in sorted(codes)}
