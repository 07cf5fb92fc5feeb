"""What a running job is given: who asked, with what, and how to say how far it is."""

import time
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, models

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.jobs import queue
from zhucun.acts.jobs.models import Job
from zhucun.acts.once import carry_out

SECONDS_BETWEEN_WRITES = 0.5


class Stopped(Exception):
    """Whoever asked for the job asked it to stop. Passes through the job's work; transactions roll back."""


class Lost(Exception):
    """Another worker holds the job now, since the lease was not renewed in time."""


@dataclass
class Context:
    """`by` is the account that asked, as it is today; `arguments` is what `jobs.start` was given."""

    job: Job
    by: Actor
    result_url: str = ""
    _written_at: float = field(default=0.0, repr=False)

    @property
    def arguments(self) -> dict[str, Any]:
        return self.job.arguments

    def progress(self, done: int, total: int, *, certain: str = "") -> None:
        """How far, and what is certain so far. Raises Stopped. Cheap: written twice a second at most.

        Within a transaction nothing is written: nobody could read it, and the row would stay locked till the end.
        """
        certain = (certain or self.job.certain)[:200]
        is_news = certain != self.job.certain or done >= total
        self.job.done, self.job.total, self.job.certain = done, total, certain
        if connection.in_atomic_block or not (is_news or self._is_time()):
            return
        self._written_at = time.monotonic()
        if not queue.renew(self.job, done=done, total=total, certain=certain):
            raise Lost()
        if queue.is_to_stop(self.job):
            raise Stopped()

    def _is_time(self) -> bool:
        return time.monotonic() - self._written_at >= SECONDS_BETWEEN_WRITES

    def carry_out(self, act: Act, row: models.Model, *, part: str = "", seen: int | None = None, **told: Any) -> int:
        """An act of this job, done once however often the job is begun again. `part` tells several apart."""
        return carry_out(act, row, sent=self.sent_id(part), by=self.by, seen=seen, **told)

    def sent_id(self, part: str = "") -> uuid.UUID:
        return uuid.uuid5(uuid.NAMESPACE_OID, f"zhucun job {self.job.pk} {part}")
