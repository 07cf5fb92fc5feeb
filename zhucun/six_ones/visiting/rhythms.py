"""How often each kind of household is visited: the county's own list, and what ledgers above say (R-MON-06)."""

from zhucun.acts.actor import Actor
from zhucun.policy.network_values import EVERY, VisitRhythm
from zhucun.policy.profile import PolicyProfile
from zhucun.six_ones.visit_rhythm import rhythms

DAYS_OF_MONTHS = {3: 90, 6: 182, 12: 365}
MONTH = 30


def rhythms_in(policy: PolicyProfile, actor: Actor | None) -> list[VisitRhythm]:
    """The soonest first. Which households are under monitoring is for few to know: for everybody else that rhythm is
    not there, since a day that comes round oftener would tell it as well as a word (R-MON-07)."""
    known = {one.key for one in rhythms()}
    told = [one for one in rhythms() if one.needs is None or (actor is not None and actor.may(one.needs))]
    others = [VisitRhythm(one.key, one.label, _days(one.months(policy))) for one in told]
    own = [one for one in policy.network.rhythms if one.key not in known]
    return sorted((*others, *own), key=lambda one: one.days)


def _days(months: int) -> int:
    return DAYS_OF_MONTHS.get(months, months * MONTH)


def rhythm_called(key: str, policy: PolicyProfile, actor: Actor | None) -> VisitRhythm:
    found = {one.key: one for one in rhythms_in(policy, actor)}
    return found.get(key, found[EVERY])
