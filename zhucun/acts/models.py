"""The tables of acts: what they leave behind, long work, the clock's own."""

from zhucun.acts.clock.models import Lease, TimedRun
from zhucun.acts.jobs.models import Job
from zhucun.acts.trail import AccessLog, AuditLog, AuditText, Delivery, Seal, SentAct
from zhucun.acts.written import WrittenTable

__all__ = [
    "AccessLog",
    "AuditLog",
    "AuditText",
    "Delivery",
    "Job",
    "Lease",
    "Seal",
    "SentAct",
    "TimedRun",
    "WrittenTable",
]
