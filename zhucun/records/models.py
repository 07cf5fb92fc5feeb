"""The rows of 记一笔, by topic."""

from zhucun.records.meetings.models import Meeting, MeetingPurpose, SignIn
from zhucun.records.monthly.models import MonthReport
from zhucun.records.notes.models import RecordHold, RecordVersion, WorkRecord

__all__ = ["Meeting", "MeetingPurpose", "MonthReport", "RecordHold", "RecordVersion", "SignIn", "WorkRecord"]
