"""Claiming, renewing and ending jobs: conditional UPDATEs alone, equal on both databases, in real time.

This is how a worker keeps its books and no act of anybody; what a job does for people it does through acts.
"""

import os
import secrets
import socket
from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import BACK_OFF, LEASE, MOST_TRIES, State
from zhucun.acts.trying_again import wait_after

LOOKED_AT = 5
LEFT_TOO_OFTEN = f"办到一半断了 {MOST_TRIES} 次，没有再试。可以再办一次；还不行，请把这一页告诉系统管理员。"


def put(name: str, title: str, *, queue: str, county_code: str) -> Job:
    """A job nobody asked for: the schedule is its authority. What it does for a county it does through acts."""
    now = timezone.now()
    return Job.objects.create(
        name=name,
        title=title,
        queue=queue,
        county_code=county_code,
        state=State.QUEUED,
        asked_at=now,
        not_before=now,
    )


def claim(queue: str) -> Job | None:
    """The longest waiting job, now held by a lease; None where there is nothing to do. Writes only when there is."""
    now = timezone.now()
    _bury(queue)
    waiting = Job.objects.filter(queue=queue).claimable(now).order_by("not_before", "pk")
    for key in waiting.values_list("pk", flat=True)[:LOOKED_AT]:
        if job := _hold(Job.objects.filter(pk=key).claimable(now)):
            return job
    return None


def claim_this(job: Job) -> Job | None:
    """One certain job, for work that is done at once."""
    return _hold(Job.objects.filter(pk=job.pk).claimable(timezone.now()))


def _hold(candidate: QuerySet[Job]) -> Job | None:
    """Exactly one of several workers changes the row."""
    key = candidate.values_list("pk", "tries").first()
    if key is None:
        return None
    worker, now = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}", timezone.now()
    held = candidate.filter(tries=key[1]).update(
        state=State.RUNNING, worker=worker, lease_until=now + LEASE, started_at=now, tries=key[1] + 1
    )
    return Job.objects.get(pk=key[0]) if held else None


def _bury(queue: str) -> None:
    """Jobs whose workers died, and which are not to be tried again."""
    left = Job.objects.filter(queue=queue).given_up(timezone.now())
    for job in left:
        if job.stop_asked:
            stopped(job)
        else:
            failed(job, LEFT_TOO_OFTEN)


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, worker=job.worker, state=State.RUNNING)


def renew(job: Job, **progress: Any) -> bool:
    """False when the job is no longer this worker's."""
    return bool(_held(job).update(lease_until=timezone.now() + LEASE, **progress))


def is_to_stop(job: Job) -> bool:
    return Job.objects.filter(pk=job.pk, stop_asked=True).exists()


def done(job: Job, result: Any, result_url: str) -> None:
    """Whatever became of the lease meanwhile: the work is done, and whoever began it again finds that out."""
    still_open = Job.objects.filter(pk=job.pk, state=State.RUNNING)
    still_open.update(
        state=State.DONE,
        result=result,
        result_url=result_url or job.result_url,
        done=job.total,
        total=job.total,
        certain=job.certain,
        finished_at=timezone.now(),
        lease_until=None,
        problem="",
    )


def failed(job: Job, problem: str) -> None:
    _held(job).update(state=State.FAILED, problem=problem, finished_at=timezone.now(), lease_until=None)


def stopped(job: Job) -> None:
    _held(job).update(state=State.STOPPED, finished_at=timezone.now(), seen_at=timezone.now(), lease_until=None)


def try_later(job: Job, problem: str) -> None:
    """After an unforeseen error: again, each time later; after the last try it has failed."""
    if job.tries >= MOST_TRIES:
        failed(job, problem)
    else:
        later = timezone.now() + wait_after(job.tries, BACK_OFF)
        _held(job).update(state=State.QUEUED, not_before=later, lease_until=None, problem=problem)


def put_back(job: Job) -> None:
    """The worker is told to end: the job waits for the next one, and this was no try."""
    _held(job).update(
        state=State.QUEUED, not_before=timezone.now() - timedelta(seconds=1), lease_until=None, tries=job.tries - 1
    )
