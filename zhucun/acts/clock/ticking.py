"""The loop. The clock alone catches everything: it must note the failure and go on (architecture.md section 4)."""

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from zhucun.acts.clock.leases import Hold
from zhucun.acts.clock.timed import Timed, start_due
from zhucun.acts.deliveries.carrying import carry_out_due
from zhucun.acts.jobs.working import work

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_TICKS = 1.0
QUEUES = ("quick", "slow")


def schedule() -> Sequence[Timed]:
    """The one list of timed jobs; settings name its module, which lies above."""
    return import_module(settings.SCHEDULE).SCHEDULE


def tick(now: datetime) -> None:
    """What is due at this moment: deliveries are carried out, timed jobs are started. Same moment, same outcome."""
    _go_on_after(lambda: carry_out_due(now), "deliveries")
    _go_on_after(lambda: start_due(schedule(), now), "timed jobs")


def _go_on_after(step: Callable[[], object], what: str) -> None:
    try:
        step()
    except Exception:
        logger.exception("the clock goes on after an error in its %s", what)


def run(stop: threading.Event) -> None:
    """Until told to stop: workers for the queues, and the clock while this process holds its lease.

    Any number of processes may run this. Each works on jobs, of which everyone is leased by itself; one is the clock.
    """
    workers = [threading.Thread(target=work, args=(name, stop), name=f"{name} jobs") for name in QUEUES]
    for worker in workers:
        worker.start()
    hold = Hold("clock")
    while not stop.wait(SECONDS_BETWEEN_TICKS):
        _go_on_after(lambda: _tick_if_clock(hold), "lease")
        close_old_connections()
    for worker in workers:
        worker.join()
    _go_on_after(hold.let_go, "lease")
    connection.close()


def _tick_if_clock(hold: Hold) -> None:
    now = timezone.now()
    if hold.holds(now):
        tick(now)
