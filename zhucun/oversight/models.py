"""The measure's rows, by topic."""

from zhucun.oversight.attendance.models import Correction, DayMark, DayStatement, MonthLine

__all__ = ["Correction", "DayMark", "DayStatement", "MonthLine"]
