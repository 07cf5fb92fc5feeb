"""Which five come next. Pure."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from random import Random

FIVE = 5
AGAIN_AFTER = timedelta(weeks=2)  # what went wrong comes once more


def five_of(
    bank: Collection[int],
    *,
    again: Mapping[int, date],
    seen: Mapping[int, date],
    wrong_in_tests: Mapping[int, date],
    today: date,
    chance: Random,
) -> list[int]:
    """What is due again first, then what went wrong in a test since, then what is new, then what was seen longest ago.

    What went wrong lately and is not yet due stays away as long as there is anything else."""

    def rank(question: int) -> tuple[int, date, float]:
        last = seen.get(question, date.min)
        if question in again:
            return (0 if again[question] <= today else 4), again[question], chance.random()
        if question in wrong_in_tests and wrong_in_tests[question] > last:
            return 1, date.min, chance.random()
        return (3 if question in seen else 2), last, chance.random()

    ranks = {one: rank(one) for one in sorted(bank)}
    return sorted(ranks, key=lambda one: ranks[one])[:FIVE]
