"""Workers: take the next job, do it as the account that asked, write down how it ended.

Quick jobs are done in this process, one after another; slow ones each in a child process, whose memory goes with it
and whose death is nobody else's.
"""

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import close_old_connections, connection

from zhucun.acts.actor import actor_of
from zhucun.acts.jobs import queue, registry
from zhucun.acts.jobs.context import Context, Lost, Stopped
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import HEARTBEAT_SECONDS
from zhucun.acts.refused import Refused

logger = logging.getLogger(__name__)

UNFORESEEN = "程序出了没有料到的错，没有办成，错已经记下。可以再办一次；还不行，请把这一页告诉系统管理员。"
LOOKS_EVERY_SECONDS = 1.0
CHILD_ENDS_WITHIN_SECONDS = 10


def work(name: str, stop: threading.Event) -> None:
    """Do the jobs of a queue until told to stop. Whatever happens is written down, and the next one is taken."""
    while not stop.is_set():
        try:
            job = queue.claim(name)
            if job is None:
                stop.wait(LOOKS_EVERY_SECONDS)
            elif name == "slow":
                do_in_child(job, stop)
            else:
                do(job)
        except Exception:
            logger.exception("the worker of the %s jobs goes on after an error", name)
            stop.wait(LOOKS_EVERY_SECONDS)
        finally:
            close_old_connections()
    connection.close()


def do_waiting(name: str = "quick") -> int:
    """Every job that waits now, here and one after another; how many. For tests and for commands."""
    count = 0
    while (job := queue.claim(name)) is not None:
        do(job)
        count += 1
    return count


def do_now(job: Job) -> Job:
    """At once, in the caller's process: for what takes less than a second. Gives the job as it ended."""
    held = queue.claim_this(job)
    if held is not None:
        do(held)
    job.refresh_from_db()
    return job


def do(job: Job) -> None:
    """Do a job this process holds, and write down how it ended."""
    try:
        with _heartbeat(job):
            context = Context(job, actor_of(job.account_id, job.county_code, door="job"))
            result = registry.kind(job.name).work(context)
        queue.done(job, result, context.result_url)
    except Stopped:
        queue.stopped(job)
    except Lost:
        logger.warning("job %s is done by another worker now", job.pk)
    except Refused as refusal:
        queue.failed(job, refusal.sentence)
    except Exception:
        logger.exception("job %s (%s), try %s", job.pk, job.name, job.tries)
        queue.try_later(job, UNFORESEEN)


@contextmanager
def _heartbeat(job: Job) -> Iterator[None]:
    """Renews the lease from a thread, so that a long query or a long file does not lose it."""
    over = threading.Event()
    thread = threading.Thread(target=_renew_until, args=(job, over), name=f"heartbeat of job {job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(timeout=HEARTBEAT_SECONDS)


def _renew_until(job: Job, over: threading.Event) -> None:
    while not over.wait(HEARTBEAT_SECONDS):
        try:
            queue.renew(job)
        except Exception as error:  # SQLite is being written by the job itself, and so nobody else can claim it either
            logger.info("the lease of job %s was not renewed: %s", job.pk, error)
        finally:
            connection.close()


def do_in_child(job: Job, stop: threading.Event) -> None:
    """Hand the job to a process of its own, and see what became of it."""
    child = subprocess.Popen(
        [sys.executable, "-m", "django", "job", str(job.pk), job.worker],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
    )
    while child.poll() is None:
        if stop.wait(0.1):
            _end(child)
            queue.put_back(job)
            return
    if child.returncode:
        logger.error("the process of job %s ended with %s", job.pk, child.returncode)
        queue.try_later(job, UNFORESEEN)


def _end(child: subprocess.Popen) -> None:
    child.send_signal(signal.SIGTERM)
    try:
        child.wait(CHILD_ENDS_WITHIN_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()
