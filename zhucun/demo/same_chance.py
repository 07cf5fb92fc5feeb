"""The machine's share of secret halves is chance; in the demo county it falls the same way on every machine."""

from collections.abc import Iterator
from contextlib import contextmanager

from zhucun.demo.invented import Dice
from zhucun.lib import lottery

SEED, HEX = 20220708, "0123456789abcdef"


@contextmanager
def same_chance() -> Iterator[None]:
    """Only while the demo county is made, in the process that makes it."""
    dice, real = Dice(SEED), lottery.token_hex
    lottery.token_hex = lambda count: "".join(dice.pick(HEX) for _ in range(2 * count))
    try:
        yield
    finally:
        lottery.token_hex = real
