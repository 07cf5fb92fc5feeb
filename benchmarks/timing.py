"""Requests by several users at a time, each with a connection of its own, and what they took."""

import statistics
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Took:
    """Seconds of each request, and of the whole."""

    seconds: Sequence[float]
    whole: float

    @property
    def p50_ms(self) -> float:
        return round(statistics.median(self.seconds) * 1000, 1)

    @property
    def p95_ms(self) -> float:
        return round(sorted(self.seconds)[max(0, -(-len(self.seconds) * 95 // 100) - 1)] * 1000, 1)

    @property
    def per_second(self) -> float:
        return round(len(self.seconds) / self.whole, 1)


def together(users: Sequence[Any], each: int, ask: Callable[[Any, int], float]) -> Took:
    """Every user asks `each` times in a row, all of them at the same time. What fails in a thread fails here."""
    seconds: list[float] = []
    failed: list[BaseException] = []

    def work(user: Any) -> None:
        try:
            mine = [ask(user, number) for number in range(each)]
        except BaseException as error:
            failed.append(error)
        else:
            seconds.extend(mine)

    threads = [threading.Thread(target=work, args=(user,)) for user in users]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return Took(seconds, time.perf_counter() - begun)
