"""Secret halves and the seeds of papers are chance; in the demo county it falls the same way on every machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from zhucun.demo.invented import Dice
from zhucun.lib import lottery
from zhucun.training.knowledge_tests import acts as tests

SEED, HEX = 20220708, "0123456789abcdef"


@contextmanager
def same_chance(seed: int = SEED) -> Iterator[None]:
    """Only while the demo county is made, in the process that makes it."""
    dice, real = Dice(seed), lottery.token_hex
    lottery.token_hex = tests.token_hex = lambda count: "".join(dice.pick(HEX) for _ in range(2 * count))
    try:
        yield
    finally:
        lottery.token_hex = tests.token_hex = real
