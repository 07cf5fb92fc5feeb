"""Permissions, cycles and states of the county's rhythm (R-LOG-07)."""

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission

SEE = permission("rhythm.see", "看工作节奏")
KEEP = permission("rhythm.keep", "登记工作节奏")


class Cycle(TextChoices):
    """The shortest first: what is shown in a longer one's ring is the work of the shorter ones too."""

    WEEK = "week", "周"
    MONTH = "month", "月"
    QUARTER = "quarter", "季"
    YEAR = "year", "年"


WORK = {Cycle.WEEK: "督查", Cycle.MONTH: "调度", Cycle.QUARTER: "考核", Cycle.YEAR: "总账"}
SLOGAN = {
    Cycle.WEEK: "一周一督查",
    Cycle.MONTH: "一月一调度",
    Cycle.QUARTER: "一季一考核",
    Cycle.YEAR: "年终算总账",
}


class State(TextChoices):
    DUE = "due", "要办"
    DONE = "done", "办了"
    NOT_NEEDED = "not_needed", "这次不办"


FLOW = Flow(
    "rhythm",
    {
        "done": move(State.DUE, to=State.DONE, needs=KEEP),
        "skip": move(State.DUE, to=State.NOT_NEEDED, needs=KEEP, duty=False),
        "reopen": move((State.DONE, State.NOT_NEEDED), to=State.DUE, needs=KEEP, duty=False),
    },
)
