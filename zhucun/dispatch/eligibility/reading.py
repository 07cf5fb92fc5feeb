"""Hits of many people at once: what formation, rounds and screening ask."""

from collections.abc import Collection, Mapping
from datetime import date

from zhucun.dispatch.eligibility.facts import facts_of
from zhucun.dispatch.eligibility.rules import Hit, judge
from zhucun.policy.profile import PolicyProfile

Roles = str | Mapping[int, str]


def hits_of(cadres: Collection[int], day: date, policy: PolicyProfile, role: Roles) -> dict[int, list[Hit]]:
    """Cadre → hits, those without any left out. `role` is what all are judged for, or each (first_secretary, member).

    A fixed number of queries, whatever the number of people.
    """
    items = policy.eligibility.items
    facts = facts_of(cadres, day, {item.fact for item in items})
    found = {}
    for cadre in cadres:
        of = role if isinstance(role, str) else role[cadre]
        if hits := judge(facts.get(cadre, {}), items, of):
            found[cadre] = hits
    return found
