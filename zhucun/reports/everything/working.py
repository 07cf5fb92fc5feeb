"""The long work of packing everything, and the zip kept for whoever asked until it is a day old."""

import io
import uuid
from datetime import timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from zhucun.acts import jobs
from zhucun.acts.actor import Actor
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.rules import OVER, OWN, State
from zhucun.acts.refused import Refused
from zhucun.reports.everything.packing import SAY_WHY, TITLE, pack
from zhucun.reports.rules import EVERYTHING

NAME = "transfers.everything"
KEPT = timedelta(days=1)


def start(reason: str, *, by: Actor) -> Job:
    """Raises Refused without a reason. What is older than a day is taken away first."""
    by.must(EVERYTHING)
    if not reason.strip():
        raise Refused(SAY_WHY, field="reason")
    forget_old()
    return jobs.start(
        NAME,
        title=TITLE,
        by=by,
        arguments={"file": uuid.uuid4().hex, "reason": reason.strip()},
        result_url=reverse("reports:transfers.everything"),
        queue="slow",
        dedupe=f"{NAME}:{by.county_code}",
    )


@jobs.job(NAME, TITLE)
def work(context: jobs.Context) -> str:
    buffer = io.BytesIO()

    def progress(done: int, total: int, what: str) -> None:
        context.progress(done, total, certain=what and f"正在写{what}")

    written = pack(buffer, by=context.by, reason=context.arguments["reason"], progress=progress)
    default_storage.delete(place_of(context.job))
    default_storage.save(place_of(context.job), ContentFile(buffer.getvalue()))
    return f"{len(written)} 本台账，{sum(written.values())} 行。"


def place_of(job: Job) -> str:
    return f"everything/{job.arguments['file']}.zip"


def own(by: Actor) -> QuerySet[Job]:
    """What one asked for oneself: nobody takes another's."""
    return Job.objects.visible_to(by, OWN).filter(name=NAME).order_by("-asked_at")


def is_there(job: Job) -> bool:
    return job.state == State.DONE and not _is_old(job) and default_storage.exists(place_of(job))


def content_of(job: Job) -> bytes:
    """Raises Refused once it is gone."""
    if not is_there(job):
        raise Refused("这份已经删了，只留一天。再导一次。")
    with default_storage.open(place_of(job)) as file:
        return file.read()


def _is_old(job: Job) -> bool:
    return job.finished_at is not None and job.finished_at < timezone.now() - KEPT


def forget_old() -> None:
    for job in Job.objects.filter(name=NAME, state__in=OVER, finished_at__lt=timezone.now() - KEPT):
        default_storage.delete(place_of(job))
