"""What speaks for a talk with a unit's head: topics register what they hold of units, the county says from how many."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.lib.evidence import Evidence
from zhucun.lib.periods import add_months
from zhucun.policy.consequence_values import COUNTED_IN, UNIT_FACTS, Talks

OfUnits = Mapping[int, Sequence[Evidence]]  # unit → its records
Facts = Callable[[str, date, Actor], OfUnits]  # county, since when, who asks
_facts: dict[str, Facts] = {}


def unit_fact(name: str) -> Callable[[Facts], Facts]:
    """Register a fact of the policy's list."""

    def register(facts: Facts) -> Facts:
        if name not in UNIT_FACTS:
            raise ValueError(f"no rule speaks of {name}")
        _facts[name] = facts
        return facts

    return register


@dataclass(frozen=True)
class Speaks:
    """One line of the rule that a unit meets, with the records."""

    fact: str
    evidence: Sequence[Evidence]

    @property
    def sentence(self) -> str:
        """整改事项过期没有办结 2 件."""
        return f"{UNIT_FACTS[self.fact]} {len(self.evidence)} {COUNTED_IN[self.fact]}"


def units_by_rule(county: str, limits: Talks, actor: Actor) -> dict[int, list[Speaks]]:
    """Unit → what speaks for a talk with its head. A fact that nobody holds yet speaks for none."""
    found: dict[int, list[Speaks]] = {}
    since = add_months(actor.today, -limits.unit_months)
    for rule in limits.unit_rule:
        facts = _facts.get(rule.fact)
        for unit, evidence in (facts(county, since, actor) if facts else {}).items():
            if len(evidence) >= rule.at_least:
                found.setdefault(unit, []).append(Speaks(rule.fact, evidence))
    return found
