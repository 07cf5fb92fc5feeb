"""The clock as a process of its own, beside several web nodes; `zhucun serve` starts one by itself."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand

from zhucun.acts.clock.ticking import run


class Command(BaseCommand):
    help = "Carries out deliveries and jobs until it is stopped; of several, one at a time is the clock."

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        run(stop)
