"""Permissions, states, when a month is reported and what the drafted sentence says."""

from collections.abc import Sequence
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.periods import add_months

CONFIRM = permission("month_report.confirm", "确认工作队月报")
CHECK = permission("month_report.check", "核对工作队月报")
FIRST_DAY = 28  # of the month from which its report is read (J11)
LONGEST = 1000
MOST_DEEDS = 5


class State(TextChoices):
    CONFIRMED = "confirmed", "待乡镇核对"
    SENT_BACK = "sent_back", "退回再看"
    CHECKED = "checked", "乡镇已核对"


FLOW = Flow(
    "month_report",
    {
        "check": move(State.CONFIRMED, to=State.CHECKED, needs=CHECK),
        "send_back": move((State.CONFIRMED, State.CHECKED), to=State.SENT_BACK, needs=CHECK, duty=False),
        "uncheck": move(State.CHECKED, to=State.CONFIRMED, needs=CHECK, duty=False),
        "renew": move((State.CONFIRMED, State.CHECKED), to=State.CONFIRMED, needs=CONFIRM, duty=False),
        "confirm": move((State.CONFIRMED, State.SENT_BACK), to=State.CONFIRMED, needs=CONFIRM, duty=False),
    },
)


def month_due(today: date) -> date:
    """The first of the latest month that can be reported: this one from the 28th on, else the one before."""
    first = today.replace(day=1)
    return first if today.day >= FIRST_DAY else add_months(first, -1)


def must_be_reportable(month: date, today: date, since: date, until: date | None) -> None:
    if month.day != 1 or month > month_due(today):
        raise Refused(f"{month.month} 月还没过完，到 {FIRST_DAY} 日再确认。", field="month")
    if add_months(month, 1) <= since or (until is not None and until <= month):
        raise Refused("这个月这支队不在。", field="month")


def must_say(text: str) -> str:
    if not text.strip():
        raise Refused("月报至少要有一句话。", field="text")
    return text.strip()


def drafted(numbers: Sequence[tuple[str, str, str]], deeds: Sequence[str]) -> str:
    """One sentence of numbers, then what was done for people, as it was noted; nobody types it twice."""
    counted = "，".join(f"{label} {value} {unit}" for label, value, unit in numbers)
    first = f"本月{counted}。" if counted else "本月没有记录。"
    return first + "".join(f"{deed.rstrip('。；')}。" for deed in deeds[:MOST_DEEDS])
