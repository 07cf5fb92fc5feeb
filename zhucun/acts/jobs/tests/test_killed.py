"""Workers that are killed with -9, as processes of their own on a database of their own, on both kinds of database."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ready_made import own_database

BEGIN = """
import os, sys, time, threading, django
from datetime import timedelta
os.environ["DJANGO_SETTINGS_MODULE"] = "zhucun.config.settings"
django.setup()
from django.conf import settings
from zhucun.acts import jobs
from zhucun.acts.jobs import queue, rules, working
from zhucun.acts.jobs.models import Job

queue.LEASE = timedelta(seconds=2)
working.HEARTBEAT_SECONDS = 0.5

@jobs.job("test.long", "很久")
def long(context):
    steps = context.arguments["steps"]
    for step in range(steps):
        with open(os.environ["STEPS"], "a") as file:
            file.write(f"{os.getpid()} {step}\\n")
        context.progress(step + 1, steps)
        time.sleep(0.2)
    return "走完了"
"""
PREPARE = """
from tests import make
from tests.cast import operator
from zhucun.org.accounts.actors import actor_for
account = make.account("李静文", "lijw", county=make.county())
job = jobs.start("test.long", title="很久", arguments={"steps": 15}, by=actor_for(account))
assert job.state == "queued"
"""
WORK = "working.work('quick', threading.Event())"
SAY = """
while (job := Job.objects.get()).state in ("queued", "running"):
    time.sleep(0.1)
print(job.state, job.tries, job.result, job.done)
"""


@pytest.fixture
def process(db: None, tmp_path: Path) -> Iterator[Callable[..., subprocess.Popen]]:
    """Starts a part of the story in its own process; whatever still runs at the end is killed."""
    begun: list[subprocess.Popen] = []
    steps = tmp_path / "steps"
    steps.touch()
    environment = {**os.environ, "ZHUCUN_DATA_DIR": str(tmp_path), "STEPS": str(steps)}
    with own_database(tmp_path) as url:
        environment["ZHUCUN_DATABASE_URL"] = url

        def start(part: str) -> subprocess.Popen:
            command = [sys.executable, "-c", BEGIN + part]
            begun.append(subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True))
            return begun[-1]

        yield start
        for left in begun:
            left.kill()
            left.wait()


def steps_of(process: subprocess.Popen, tmp_path: Path) -> int:
    return sum(line.startswith(f"{process.pid} ") for line in (tmp_path / "steps").read_text().splitlines())


def wait_until(holds: Callable[[], bool], seconds: float = 90) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_killed_worker_s_job_is_done_by_the_next_one(
    process: Callable[..., subprocess.Popen], tmp_path: Path
) -> None:
    assert process(PREPARE).wait(60) == 0
    first = process(WORK)
    wait_until(lambda: steps_of(first, tmp_path) >= 2)

    first.kill()
    first.wait()
    second = process(WORK)

    wait_until(lambda: steps_of(second, tmp_path) == 15)
    assert said(process) == "done 2 走完了 15"
    assert steps_of(first, tmp_path) < 15


def said(process: Callable[..., subprocess.Popen]) -> str:
    """Of the job, once it has ended."""
    return process(SAY).communicate(timeout=90)[0].strip()


def test_of_two_workers_one_does_a_job_that_takes_longer_than_its_lease(
    process: Callable[..., subprocess.Popen], tmp_path: Path
) -> None:
    assert process(PREPARE).wait(60) == 0

    both = [process(WORK), process(WORK)]

    wait_until(lambda: sum(steps_of(one, tmp_path) for one in both) >= 15)
    assert said(process) == "done 1 走完了 15"
    assert sorted(steps_of(one, tmp_path) for one in both) == [0, 15]


SLOWLY = """
from zhucun.acts.jobs.queue import put
import zhucun.config.schedule
sealing = put("zhucun.acts.housekeeping.seal_lines", "加封签", queue="slow", county_code="")
stop = threading.Event()
worker = threading.Thread(target=working.work, args=("slow", stop))
worker.start()
while Job.objects.get(pk=sealing.pk).state in ("queued", "running"):
    time.sleep(0.1)
stop.set()
worker.join()
sealing.refresh_from_db()
print(sealing.state, sealing.result["sealed"] > 0, str(os.getpid()) in sealing.worker)
"""


def test_slow_work_is_done_in_a_child_process(process: Callable[..., subprocess.Popen]) -> None:
    assert process(PREPARE).wait(60) == 0

    assert process(SLOWLY).communicate(timeout=60)[0].strip() == "done True True"
