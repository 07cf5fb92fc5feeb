"""Long work: queued by an act, carried out by a worker or a child process, its result put before whoever asked.

A topic registers work with `@jobs.job(name, label)` and an act or page asks for it with `jobs.start(name, …, by=…)`.
"""

from zhucun.acts.jobs.acts import retry, see, start, stop
from zhucun.acts.jobs.context import Context, Stopped
from zhucun.acts.jobs.models import Job
from zhucun.acts.jobs.registry import job
from zhucun.acts.jobs.rules import State

__all__ = ["Context", "Job", "State", "Stopped", "job", "retry", "see", "start", "stop"]
