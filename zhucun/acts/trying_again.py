"""How long to wait before what failed is tried again; jobs and deliveries each say their own waits."""

from collections.abc import Sequence
from datetime import timedelta


def wait_after(tries: int, waits: Sequence[timedelta]) -> timedelta:
    """After the first try the first wait, and the last one from there on."""
    return waits[min(tries, len(waits)) - 1]
