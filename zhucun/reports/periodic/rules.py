"""Permissions, states, and of which days a report may be written."""

from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.reports.periodic.periods import Cycle, Period

SEE = permission("report.see", "看月报、季报、年报和简报")
WRITE = permission("report.write", "起草、送审、发出报告")
SIGN = permission("report.sign", "签发报告")

LONGEST_NUMBER, LONGEST_NOTE = 40, 200


class State(TextChoices):
    DRAFTING = "drafting", "起草中"
    SUBMITTED = "submitted", "送审中"
    SENT_BACK = "sent_back", "退回再改"
    SIGNED = "signed", "签发了，等发出"
    ISSUED = "issued", "发出了"
    DROPPED = "dropped", "不写了"


FLOW = Flow(
    "report",
    {
        "submit": move((State.DRAFTING, State.SENT_BACK), to=State.SUBMITTED, needs=WRITE),
        "take_back": move(State.SUBMITTED, to=State.DRAFTING, needs=WRITE, duty=False),
        "sign": move(State.SUBMITTED, to=State.SIGNED, needs=SIGN),
        "send_back": move(State.SUBMITTED, to=State.SENT_BACK, needs=SIGN, duty=False),
        "unsign": move(State.SIGNED, to=State.SUBMITTED, needs=SIGN, duty=False),
        "issue": move(State.SIGNED, to=State.ISSUED, needs=WRITE),
        "drop": move((State.DRAFTING, State.SENT_BACK), to=State.DROPPED, needs=WRITE, duty=False),
    },
)


def must_be_over(period: Period, today: date) -> None:
    if period.cycle is Cycle.DAY:
        if period.last_day > today:
            raise Refused(f"这一天还没有到，今天是 {today:%Y-%m-%d}。", field="period")
    elif period.until > today:
        day = period.until
        raise Refused(f"{period.title}还没过完，{day.month} 月 {day.day} 日起再写。", field="period")


def must_be_known(period: Period, first: date | None) -> None:
    """`first` is the county's first day: before it the ledgers say nothing."""
    if first is not None and period.last_day < first:
        raise Refused(
            f"{period.title}在建账日（{first:%Y-%m-%d}）以前，台账里没有数。换一个建账以后的。", field="period"
        )


def said(text: str, field: str, sentence: str) -> str:
    if not text.strip():
        raise Refused(sentence, field=field)
    return text.strip()
