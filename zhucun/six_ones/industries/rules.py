"""Permissions, stages and pure decisions of industry projects."""

from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("project.see", "看产业项目")
KEEP = permission("project.keep", "登记、推进产业项目")

TOWNSHIP_DIGITS = 9
TENTHS = 10
MOST_HOUSEHOLDS = 5_000
MOST_MU = 100_000


class State(TextChoices):
    PLANNED = "planned", "未动工"
    STARTED = "started", "实施中"
    FINISHED = "finished", "已完成"
    STOPPED = "stopped", "停下了"
    WITHDRAWN = "withdrawn", "撤回"


NEXT = {State.PLANNED: State.STARTED, State.STARTED: State.FINISHED}
BEFORE = {after: before for before, after in NEXT.items()}
VERBS = {State.PLANNED: "开工", State.STARTED: "完成"}


class Field(TextChoices):
    """What it is about, as county ledgers sort them (R-DOC-15)."""

    PLANTING = "planting", "种植"
    BREEDING = "breeding", "养殖"
    PROCESSING = "processing", "加工"
    TOURISM = "tourism", "文化旅游"
    TRADE = "trade", "商贸物流、电商"
    FACILITY = "facility", "产业配套设施"
    OTHER = "other", "其他"


class Step(TextChoices):
    REGISTERED = "registered", "列入规划"
    STARTED = "started", "开工"
    FINISHED = "finished", "完成"
    WENT_BACK = "went_back", "退回一步"
    LATE = "late", "说明为什么没动工"
    STOPPED = "stopped", "停下"
    RESUMED = "resumed", "接着干"
    NOTED = "noted", "记了一笔"
    CHANGED = "changed", "改了登记"
    WITHDRAWN = "withdrawn", "撤回"
    RESTORED = "restored", "恢复"


REACHED = {State.STARTED: Step.STARTED, State.FINISHED: Step.FINISHED}

FLOW = Flow(
    "project",
    {
        "advance": move((State.PLANNED, State.STARTED), to=(State.STARTED, State.FINISHED), needs=KEEP, duty=False),
        "go_back": move((State.STARTED, State.FINISHED), to=(State.PLANNED, State.STARTED), needs=KEEP, duty=False),
        "say_why": move(State.PLANNED, to=State.PLANNED, needs=KEEP, duty=False),
        "stop": move((State.PLANNED, State.STARTED), to=State.STOPPED, needs=KEEP, duty=False),
        "resume": move(State.STOPPED, to=(State.PLANNED, State.STARTED), needs=KEEP, duty=False),
        "withdraw": move(
            (State.PLANNED, State.STARTED, State.FINISHED, State.STOPPED), to=State.WITHDRAWN, needs=KEEP, duty=False
        ),
        "restore": move(
            State.WITHDRAWN, to=(State.PLANNED, State.STARTED, State.FINISHED, State.STOPPED), needs=KEEP, duty=False
        ),
    },
)


def said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def must_have_come(day: date, today: date, *, field: str) -> None:
    if day > today:
        raise Refused(f"{said(day)}还没到，写已经发生的那天。", field=field)


def must_be_in_order(
    *, planned_on: date, planned_start: date | None, planned_finish: date | None, started_on: date | None,
    finished_on: date | None, today: date,
) -> None:  # fmt: skip
    """R-TASK-06: planned, then started, then finished; what has happened is not ahead."""
    must_have_come(planned_on, today, field="planned_on")
    if started_on is None and finished_on is not None:
        raise Refused("写了哪天完成，没有写哪天开工。补上开工的那天。", field="started_on")
    if started_on is None and planned_start is None:
        raise Refused("还没动工的，写计划哪天开工。", field="planned_start")
    if planned_start and planned_finish and planned_finish < planned_start:
        raise Refused(f"计划 {said(planned_start)}才开工，不能在那以前完成。", field="planned_finish")
    if started_on is not None:
        must_have_come(started_on, today, field="started_on")
        if started_on < planned_on:
            raise Refused(f"{said(planned_on)}才列入规划，开工不能在那以前。改一下其中一个。", field="started_on")
    if finished_on is not None:
        must_have_come(finished_on, today, field="finished_on")
        must_finish_after(finished_on, started_on)


def must_finish_after(finished_on: date, started_on: date | None) -> None:
    if started_on is not None and finished_on < started_on:
        raise Refused(f"{said(started_on)}才开工，不能在那以前完成。看看是不是写反了。", field="finished_on")


def must_be_possible(land_tenths: int | None, households_meant: int | None) -> None:
    if land_tenths is not None and not 0 <= land_tenths <= MOST_MU * TENTHS:
        raise Refused(f"用地写多少亩，最多 {MOST_MU} 亩。", field="land_tenths")
    if households_meant is not None and not 0 <= households_meant <= MOST_HOUSEHOLDS:
        raise Refused(f"打算带动的户数在 0 到 {MOST_HOUSEHOLDS} 之间。", field="households_meant")


def shown_mu(tenths: int) -> str:
    """125 → 12.5 亩; 120 → 12 亩."""
    whole, rest = divmod(tenths, TENTHS)
    return f"{whole}.{rest} 亩" if rest else f"{whole} 亩"
