"""How often each kind of household is visited: the county's own list, and what ledgers above say (R-MON-06)."""

from dataclasses import replace

from zhucun.acts.actor import Actor
from zhucun.policy.network_values import EVERY, VisitRhythm
from zhucun.policy.profile import PolicyProfile
from zhucun.six_ones.visit_rhythm import rhythms

OFTEN = "常走的户"
DAYS_OF_MONTHS = {3: 90, 6: 182, 12: 365}
MONTH = 30


def rhythms_in(policy: PolicyProfile) -> list[VisitRhythm]:
    """The soonest first."""
    others = [VisitRhythm(one.key, one.label, _days(one.months(policy))) for one in rhythms()]
    known = {one.key for one in others}
    own = [one for one in policy.network.rhythms if one.key not in known]
    return sorted((*others, *own), key=lambda one: one.days)


def told_to(actor: Actor, rhythm: VisitRhythm) -> VisitRhythm:
    """Which households are under monitoring is for few to know."""
    known = next((one for one in rhythms() if one.key == rhythm.key), None)
    is_told = known is None or known.needs is None or actor.may(known.needs)
    return rhythm if is_told else replace(rhythm, label=OFTEN)


def _days(months: int) -> int:
    return DAYS_OF_MONTHS.get(months, months * MONTH)


def rhythm_called(key: str, policy: PolicyProfile) -> VisitRhythm:
    found = {one.key: one for one in rhythms_in(policy)}
    return found.get(key, found[EVERY])
