"""From a number to the grade that is proposed: bands, ceilings, then the cap on the first grade. Pure (R-ASS-08)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from zhucun.oversight.schemes.rules import Cap, Ceiling, Grade, SchemeRules

HUNDRED = 100


@dataclass(frozen=True)
class Judged:
    """A subject as it is graded. `facts`: what may set a ceiling → how often."""

    key: int
    total: int | None
    category: str = ""
    facts: Mapping[str, int] | None = None


@dataclass(frozen=True)
class Proposed:
    """`grade` None where there is no score. `by_band` is what the score alone gives; the rest says what lowered it."""

    grade: int | None
    by_band: int | None = None
    ceiling: Ceiling | None = None
    is_capped: bool = False


def by_bands(total: int, bands: Sequence[int]) -> int:
    """Points that reach a line have it."""
    return next((at for at, least in enumerate(bands, 1) if total >= least * HUNDRED), len(bands) + 1)


def lowest_ceiling(facts: Mapping[str, int] | None, ceilings: Iterable[Ceiling]) -> Ceiling | None:
    met = [one for one in ceilings if (facts or {}).get(one.fact, 0) >= one.at_least]
    return max(met, key=lambda one: (one.grade, one.at_least), default=None)


def proposals(rules: SchemeRules, subjects: Iterable[Judged]) -> dict[int, Proposed]:
    """Of all who are graded together, since the cap is about how many."""
    listed = list(subjects)
    found = {one.key: _before_cap(rules, one) for one in listed}
    if rules.cap is not None:
        for key in beyond_cap(rules.cap, listed, found):
            found[key] = Proposed(Grade.SECOND, found[key].by_band, found[key].ceiling, is_capped=True)
    return found


def _before_cap(rules: SchemeRules, one: Judged) -> Proposed:
    if one.total is None:
        return Proposed(None)
    grade = by_bands(one.total, rules.bands)
    ceiling = lowest_ceiling(one.facts, rules.ceilings)
    if ceiling is None or ceiling.grade <= grade:
        return Proposed(grade, grade)
    return Proposed(ceiling.grade, grade, ceiling)


def beyond_cap(cap: Cap, subjects: Sequence[Judged], before: Mapping[int, Proposed]) -> set[int]:
    """Who would have the first grade and finds no place, within each category or over all (R-ASS-06).

    Equal totals are treated alike: where the last place is for several, none of them has it by the machine; people
    decide. The number of places goes by how many are assessed.
    """
    groups: dict[str, list[Judged]] = defaultdict(list)
    for one in subjects:
        groups[one.category if cap.by_category else ""].append(one)
    return {one.key for group in groups.values() for one in _beyond(cap.places(len(group)), group, before)}


def _beyond(places: int, group: Sequence[Judged], before: Mapping[int, Proposed]) -> list[Judged]:
    first = sorted((one for one in group if before[one.key].grade == Grade.FIRST), key=lambda one: -(one.total or 0))
    if len(first) <= places:
        return []
    line = first[places].total
    return [one for one in first if (one.total or 0) <= (line or 0)]
