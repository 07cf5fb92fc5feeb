"""What a county's year owes to its members and teams; then the same of a hundred counties."""

import time
from collections.abc import Iterator

from benchmarks import counties
from benchmarks.show import Measured

YEAR = 2022
LOG = ("acts.auditlog", "acts.audittext")
MOST_SECONDS, MOST_OF_ALL = 1.0, 60


def measure(counts: list[int]) -> Iterator[Measured]:
    for count in counts:
        if count > 1:
            list(counties.multiply(count, without=LOG))
        begun = time.perf_counter()
        lines = sum(_owed(code) for code in counties.codes(count))
        took = time.perf_counter() - begun
        section = f"benefits, {count} {'county' if count == 1 else 'counties'}"
        most = MOST_SECONDS if count == 1 else MOST_OF_ALL
        yield Measured(section, f"a year's {lines} lines reckoned", round(took, 2), "s", most)


def _owed(code: str) -> int:
    from django.utils import timezone

    from zhucun.acts.actor import Actor
    from zhucun.incentives.benefits.reading import owed_in

    by = Actor.system("测速", reach=code, now=timezone.now(), door="cli")
    return len(owed_in(YEAR, by, code).lines)
