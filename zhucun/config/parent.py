"""A process that ends with the one that started it: whoever was killed has nobody left to end its workers."""

import os
import threading
import time
from collections.abc import Callable

SERVED_BY = "ZHUCUN_SERVED_BY"  # the process number of `zhucun serve`, told to its web workers
SECONDS_BETWEEN_LOOKS = 1.0


def watch(parent: int, then: Callable[[], object]) -> None:
    """Does `then` once the parent is gone. Told by number, since it may be gone before one has asked for it."""
    threading.Thread(target=_wait, args=(parent, then), daemon=True, name="waits for the parent's end").start()


def _wait(parent: int, then: Callable[[], object]) -> None:
    while os.getppid() == parent:
        time.sleep(SECONDS_BETWEEN_LOOKS)
    then()


def end_with_server() -> None:
    if parent := os.environ.get(SERVED_BY):
        watch(int(parent), lambda: os._exit(1))
