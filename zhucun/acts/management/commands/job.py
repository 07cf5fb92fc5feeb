"""The process of one slow job, started by the worker that holds it."""

import os
from argparse import ArgumentParser
from importlib import import_module
from threading import Thread
from time import sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.working import do


class Command(BaseCommand):
    help = "Does the job that a worker holds. Not for people: jobs are asked for on pages."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("key", type=int)
        parser.add_argument("worker")

    def handle(self, *args: Any, key: int, worker: str, **options: Any) -> None:
        import_module(settings.SCHEDULE)  # with it the timed jobs are registered
        Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
        job = Job.objects.filter(pk=key, worker=worker).first()
        if job is not None:
            do(job)


def _end_with(parent: int) -> None:
    """Without its parent nobody would stop it; the lease lapses and the next worker takes the job."""
    while os.getppid() == parent:
        sleep(1)
    os._exit(1)
