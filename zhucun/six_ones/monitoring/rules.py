"""Permissions, states and pure decisions of monitoring. No approval: the national system decides (R-MON-07)."""

from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.policy.monitoring_values import MonitorClass

SEE = permission("monitoring.see", "看防返贫监测")
REPORT = permission("monitoring.report", "报监测线索")
ANSWER = permission("monitoring.answer", "处理监测线索")
IMPORT = permission("monitoring.import", "导入国家系统的监测表")


class Source(TextChoices):
    """R-MON-02."""

    HOUSEHOLD = "household", "农户自己说的"
    VISIT = "visit", "干部走访发现"
    WARNING = "warning", "部门预警"


class State(TextChoices):
    WITH_TOWNSHIP = "with_township", "在乡镇"
    ENTERED = "entered", "已录入国家系统"
    NOT_NEEDED = "not_needed", "不需录入"
    WITHDRAWN = "withdrawn", "撤回"


class Result(TextChoices):
    """What the sheet of the national system said of an entered clue afterwards."""

    LISTED = "listed", "表里有了"
    NOT_LISTED = "not_listed", "到期表里没有"


class Left(TextChoices):
    """How a household came to be watched no longer."""

    RISK_GONE = "risk_gone", "风险消除"
    NOT_IN_SHEET = "not_in_sheet", "表里没有了，核对过"


ANSWERED = (State.ENTERED, State.NOT_NEEDED)
FLOW = Flow(
    "clue",
    {
        "enter": move(State.WITH_TOWNSHIP, to=State.ENTERED, needs=ANSWER, duty=False),
        "not_needed": move(State.WITH_TOWNSHIP, to=State.NOT_NEEDED, needs=ANSWER, duty=False),
        "reopen": move(ANSWERED, to=State.WITH_TOWNSHIP, needs=ANSWER, duty=False),
        "withdraw": move(State.WITH_TOWNSHIP, to=State.WITHDRAWN, needs=REPORT, duty=False),
        "restore": move(State.WITHDRAWN, to=State.WITH_TOWNSHIP, needs=REPORT, duty=False),
    },
)


def must_have_been_found(on: date, today: date) -> None:
    if on > today:
        raise Refused(f"{on.year}年{on.month}月{on.day}日还没到。写发现的那天。", field="reported_on")


def must_follow(on: date, reported_on: date, today: date) -> None:
    if on > today:
        raise Refused(f"{on.year}年{on.month}月{on.day}日还没到。写录入的那天。", field="on")
    if on < reported_on:
        raise Refused(f"线索 {reported_on:%Y-%m-%d} 才报上来，不能在那以前录入。", field="on")


def label_of(key: str, rows: tuple[MonitorClass, ...]) -> str:
    """A class that is no longer given keeps its name."""
    return next((one.label for one in rows if one.key == key), key)


def classes_on(day: date, rows: tuple[MonitorClass, ...]) -> list[MonitorClass]:
    return [one for one in rows if one.holds_on(day)]
