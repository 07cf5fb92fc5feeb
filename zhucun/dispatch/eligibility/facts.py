"""Who provides which facts: topics register a function that knows them of many people on a day."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from zhucun.dispatch.eligibility.rules import Known
from zhucun.policy.facts import Fact, declare

Provided = Iterable[tuple[int, str, Known]]
Provider = Callable[[Collection[int], date], Provided]
_providers: list[tuple[frozenset[str], Provider]] = []


def fact_provider(*facts: Fact) -> Callable[[Provider], Provider]:
    """Register `f(keys of cadres, day)` → (key of cadre, key of fact, Known); facts left out are not known."""

    def register(function: Provider) -> Provider:
        keys = frozenset(declare(fact).key for fact in facts)
        if all(known is not function for _, known in _providers):
            _providers.append((keys, function))
        return function

    return register


def facts_of(cadres: Collection[int], day: date, wanted: Collection[str]) -> Mapping[int, dict[str, Known]]:
    """Cadre → fact → what is known of it; only providers of a wanted fact are asked, each once for all."""
    found: dict[int, dict[str, Known]] = defaultdict(dict)
    for keys, function in _providers:
        if keys.intersection(wanted):
            for cadre, fact, known in function(cadres, day):
                found[cadre][fact] = known
    return found
