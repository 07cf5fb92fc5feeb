"""Asking for long work, stopping it, trying it again, having seen how it ended."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.jobs import registry
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import FLOW, OPEN, OWN, State
from zhucun.acts.refused import Refused

IN_HAND = "同一件事已经在办了，等它办完再要。"


def start(
    name: str,
    *,
    title: str,
    by: Actor,
    arguments: dict[str, Any] | None = None,
    result_url: str = "",
    queue: str = "quick",
    dedupe: str = "",
    not_before: datetime | None = None,
) -> Job:
    """Queue the work called `name`, within the caller's transaction: it begins when that is committed, or never.

    `dedupe` names what may be in hand once only; asked for again by the same account, it is the job already there.
    """
    registry.kind(name)
    if dedupe and (open_one := _open_one(dedupe, by)):
        return open_one
    now = timezone.now()
    job = Job(name=name, title=title[:120], arguments=arguments or {}, result_url=result_url, queue=queue)
    job.dedupe, job.account_id, job.county_code = dedupe, by.account_id, by.county_code[:6]
    job.asked_at, job.not_before = now, not_before or now
    try:
        with transaction.atomic():
            job.save()
            return ask(job, by=by)
    except IntegrityError:
        if open_one := _open_one(dedupe, by):
            return open_one
        raise


def _open_one(dedupe: str, by: Actor) -> Job | None:
    open_one = Job.objects.filter(dedupe=dedupe, state__in=OPEN).first()
    if open_one is not None and open_one.account_id != by.account_id:
        raise Refused(IN_HAND)
    return open_one


@act("job.start", "要办费时间的事", needs=OWN)
def ask(job: Job, *, by: Actor) -> Job:
    FLOW.step(job, "start")
    job.save(update_fields=["state"])
    return job


@act("job.stop", "停下费时间的事", needs=OWN, remote=True)
def stop(job: Job, *, by: Actor) -> Job:
    """What waits is stopped at once, what runs at its next step; then nothing of it is written."""
    is_running = job.state == State.RUNNING
    FLOW.step(job, "stop", to=State.RUNNING if is_running else State.STOPPED)
    job.stop_asked = True
    if not is_running:
        job.finished_at = job.seen_at = timezone.now()
    job.save(update_fields=["state", "stop_asked", "finished_at", "seen_at"])
    return job


@act("job.retry", "再办一次费时间的事", needs=OWN, remote=True)
def retry(job: Job, *, by: Actor) -> Job:
    if job.dedupe and Job.objects.filter(dedupe=job.dedupe, state__in=OPEN).exists():
        raise Refused(IN_HAND)
    FLOW.step(job, "retry")
    job.not_before = timezone.now()
    job.tries = job.done = job.total = 0
    job.certain, job.problem, job.stop_asked = "", "", False
    job.started_at = job.finished_at = job.seen_at = None
    job.save()
    return job


@act("job.see", "看过办的结果", needs=OWN, remote=True)
def see(job: Job, *, by: Actor) -> Job:
    FLOW.step(job, "see", to=job.state)
    job.seen_at = timezone.now()
    job.save(update_fields=["seen_at"])
    return job
