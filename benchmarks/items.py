"""What a test of 500 people and 100 questions says about its questions: difficulty, discrimination, distractors."""

import random
import time
from collections.abc import Iterator

from benchmarks.show import Measured

PEOPLE, QUESTIONS, OPTIONS = 500, 100, 4
MOST_MS, TIMES = 200, 5


def measure() -> Iterator[Measured]:
    from zhucun.training.results.statistics import FULL

    dice = random.Random(7)
    shares = {
        one: {at: FULL if dice.random() < 0.4 + one % 60 / 100 else 0 for at in range(QUESTIONS)}
        for one in range(PEOPLE)
    }
    taken = {at: {one: (dice.randrange(OPTIONS),) for one in range(PEOPLE)} for at in range(QUESTIONS)}
    took = min(_seconds(shares, taken) for _ in range(TIMES))
    yield Measured(
        "items",
        f"{PEOPLE} people × {QUESTIONS} questions analysed",
        round(took * 1000),
        "ms",
        MOST_MS,
        note="best of 5",
    )


def _seconds(shares: dict[int, dict[int, int]], taken: dict[int, dict[int, tuple[int, ...]]]) -> float:
    """All that X3 reckons, from the answers as they are kept."""
    from zhucun.training.results import statistics

    begun = time.perf_counter()
    statistics.reliability(shares)
    statistics.of_items(shares)
    wholes = statistics.wholes_of(shares)
    for at, answers in taken.items():
        upper, lower = statistics.upper_and_lower(shares, wholes, at)
        statistics.of_options(answers, upper, lower)
    return time.perf_counter() - begun
