"""The process of one slow job: `python -m zhucun.acts.jobs.child KEY WORKER`, started by a worker that holds it."""

import os
import sys
from importlib import import_module
from threading import Thread
from time import sleep

import django


def main(key: int, worker: str) -> None:
    django.setup()
    from django.conf import settings  # noqa: PLC0415  there are no rows before Django is set up

    from zhucun.acts.jobs.models import Job  # noqa: PLC0415
    from zhucun.acts.jobs.working import do  # noqa: PLC0415

    import_module(settings.SCHEDULE)
    Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    job = Job.objects.filter(pk=key, worker=worker).first()
    if job is not None:
        do(job)


def _end_with(parent: int) -> None:
    """Without its parent nobody would stop it; the lease lapses and the next worker takes the job."""
    while os.getppid() == parent:
        sleep(1)
    os._exit(1)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
