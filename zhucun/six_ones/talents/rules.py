"""Permissions, the purpose of a forum, and pure decisions about opinions and people who came back."""

from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.records.registry import Purpose, meeting_purpose

SEE = permission("talent.see", "看能人与座谈")
KEEP = permission("talent.keep", "登记座谈意见、引回的能人，答复意见")

FORUM = meeting_purpose(Purpose("talent_forum", "乡贤座谈会", 25))
TOWNSHIP_DIGITS = 9


class Owner(TextChoices):
    TEAM = "team", "工作队"
    TOWNSHIP = "township", "乡镇"
    UNIT = "unit", "部门单位"


class Role(TextChoices):
    """What they do since they are back."""

    COMMITTEE = "committee", "村“两委”干部"
    BUSINESS = "business", "回来办企业"
    FARMING = "farming", "种养大户、带头致富"
    SKILL = "skill", "乡土人才（手艺、技术）"
    OTHER = "other", "别的"


def must_have_been(day: date, today: date, *, field: str) -> None:
    if day > today:
        raise Refused(f"{day.year}年{day.month}月{day.day}日还没到。", field=field)


def must_follow_the_forum(replied_on: date, held_on: date, today: date) -> None:
    must_have_been(replied_on, today, field="on")
    if replied_on < held_on:
        raise Refused(f"座谈会 {held_on:%Y-%m-%d} 才开，不能在那以前答复。", field="on")


def next_question(day: date, days: int) -> date:
    """When to ask whether they are still here."""
    return day + timedelta(days=days)
