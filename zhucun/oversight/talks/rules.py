"""Permissions, kinds and states of talks; when somebody may be talked to."""

from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE_PROGRESS = permission("talk.see_progress", "看双约谈办到哪一步")
SEE = permission("talk.see", "看约谈")
NOTIFY = permission("talk.notify", "发约谈通知")
NOTIFY_UNITS = permission("talk.notify_units", "约谈单位主要负责人")
HOLD = permission("talk.hold", "登记谈话")
ANSWER = permission("talk.answer", "对约谈作说明")


class Kind(TextChoices):
    """Counted apart, each in 人次 (R-TLK-01)."""

    PERSON = "person", "约谈本人"
    DUAL_TOWNSHIP = "dual_township", "双约谈·乡镇谈"
    DUAL_UNIT = "dual_unit", "双约谈·单位谈"
    BY_UNIT = "by_unit", "单位约谈本人"
    UNIT_HEAD = "unit_head", "约谈单位主要负责人"
    TEAM = "team", "约谈工作队"
    OTHER = "other", "其他谈话"


DUAL = (Kind.DUAL_TOWNSHIP, Kind.DUAL_UNIT)
OF_PERSON = (Kind.PERSON, *DUAL, Kind.BY_UNIT)


class Holder(TextChoices):
    """Which side holds the talk."""

    TOWNSHIP = "township", "乡镇"
    UNIT = "unit", "派出单位"
    COUNTY = "county", "县里"


class State(TextChoices):
    NOTICED = "noticed", "发了通知"
    STATED = "stated", "作了说明"
    HELD = "held", "谈了"
    FOLLOWED_UP = "followed_up", "回访了"
    WITHDRAWN = "withdrawn", "不谈了"


class DualState(TextChoices):
    OPEN = "open", "还没谈全"
    COMPLETE = "complete", "两方都谈了"
    WITHDRAWN = "withdrawn", "不谈了"


# what may be entered afterwards: whom it is about, which side held it
CARRIED_IN = {
    Kind.PERSON: ("posting", Holder.TOWNSHIP),
    Kind.BY_UNIT: ("posting", Holder.UNIT),
    Kind.UNIT_HEAD: ("unit", Holder.COUNTY),
    Kind.TEAM: ("team", Holder.TOWNSHIP),
}
SIDES = {"posting": "队员", "team": "工作队", "unit": "单位"}

TO_HOLD = (State.NOTICED, State.STATED)
DONE = (State.HELD, State.FOLLOWED_UP)

FLOW = Flow(
    "talk",
    {
        "state": move(State.NOTICED, to=State.STATED, needs=ANSWER, duty=False),
        "hold": move(TO_HOLD, to=State.HELD, needs=HOLD),
        "follow_up": move(State.HELD, to=State.FOLLOWED_UP, needs=HOLD),
        "withdraw": move(TO_HOLD, to=State.WITHDRAWN, needs=NOTIFY, duty=False),
    },
)


def must_be_heard(stated: bool, said: str, answer_due_on: date, today: date) -> None:
    """Whoever is talked to is heard first: in writing before, or there; else after their days are over (R-TLK-02)."""
    if stated or said.strip() or today > answer_due_on:
        return
    raise Refused(
        f"还没有作说明，等到 {answer_due_on:%Y-%m-%d}；当面说的，写一句怎么说的。", field="said", rule="R-TLK-02"
    )


def must_have_been(held_on: date, noticed_on: date, today: date) -> None:
    if not noticed_on <= held_on <= today:
        raise Refused(f"谈话的日子在发通知（{noticed_on:%Y-%m-%d}）以后、今天以前。", field="held_on")
