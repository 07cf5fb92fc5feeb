"""Permissions, the three sides, and by when something that is owed so many times a year is owed. Pure."""

from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.permissions import permission

SEE = permission("duty.see", "看三位一体责任")
MONTHS = 12


class Side(TextChoices):
    """驻村办监管、乡镇主管、派出单位跟踪管理."""

    OFFICE = "office", "驻村办"
    TOWNSHIP = "township", "乡镇"
    UNIT = "unit", "单位"


class Capacity(TextChoices):
    """A unit owes people as their sender and teams as their backer; the two are kept apart (R-ORG-12)."""

    SENDER = "sender", "派出的人"
    BACKER = "backer", "后盾的队"
    EITHER = "", "单位自己的"


def owed_by(year: int, done: int, times: int) -> date | None:
    """The last day of the part of the year in which the next of so many equal times falls; None when all are done."""
    if done >= times:
        return None
    month = MONTHS * (done + 1) // times
    first_after = date(year + 1, 1, 1) if month == MONTHS else date(year, month + 1, 1)
    return first_after - timedelta(days=1)


def owed_so_far(day: date, times: int) -> int:
    """How many of so many equal parts of the year are over on the day."""
    return (day.month - 1) * times // MONTHS
