"""The tables of acts: what they leave behind, long work, the clock's own."""

from zhucun.acts.clock.models import Lease, TimedRun
from zhucun.acts.history.models import Arrival, FormerRow, Moment
from zhucun.acts.jobs.models import Job
from zhucun.acts.trail import AccessLog, AuditLog, AuditText, Delivery, Seal, SentAct
from zhucun.acts.written import WrittenTable

__all__ = [
    "AccessLog",
    "Arrival",
    "AuditLog",
    "AuditText",
    "Delivery",
    "FormerRow",
    "Job",
    "Lease",
    "Moment",
    "Seal",
    "SentAct",
    "TimedRun",
    "WrittenTable",
]
