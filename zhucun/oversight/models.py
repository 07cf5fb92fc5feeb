"""The measure's rows, by topic."""

from zhucun.oversight.attendance.models import Correction, DayMark, DayStatement, MonthLine
from zhucun.oversight.emergency.models import EmergencyCount, EmergencyDuty, SafeReport
from zhucun.oversight.leave.models import LeaveRequest, LeaveStep

__all__ = [
    "Correction",
    "DayMark",
    "DayStatement",
    "EmergencyCount",
    "EmergencyDuty",
    "LeaveRequest",
    "LeaveStep",
    "MonthLine",
    "SafeReport",
]
