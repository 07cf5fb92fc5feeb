"""Permissions, states and decisions of a screening; when a doubt may be decided. Pure."""

from collections.abc import Collection
from datetime import date

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission

SEE = permission("screening.see", "看过筛子的疑问")
RUN = permission("screening.run", "过筛子")
ANSWER = permission("screening.answer", "说明疑问")
DECIDE = permission("screening.decide", "定疑问怎么处理")


class State(TextChoices):
    ASKED = "asked", "等说明"
    DECIDED = "decided", "已定"


class Side(TextChoices):
    """Who is asked; of a team nobody as a person."""

    UNIT = "unit", "单位"
    TOWNSHIP = "township", "乡镇"
    PERSON = "person", "本人"


class Opinion(TextChoices):
    """Of a member whether they go on, of a team whether its seats are being filled."""

    FITS = "fits", "可以继续干"
    CHANGE = "change", "建议换人"
    FILLING = "filling", "已在补"
    CANNOT_FILL = "cannot", "补不了"
    UNSURE = "unsure", "还在核实"


def opinions_on(is_of_a_person: bool) -> tuple[Opinion, ...]:
    said = (Opinion.FITS, Opinion.CHANGE) if is_of_a_person else (Opinion.FILLING, Opinion.CANNOT_FILL)
    return (*said, Opinion.UNSURE)


class Decision(TextChoices):
    """保留 says why; 调整、撤换、召回 only propose: the case itself is another procedure (R-SEL-16)."""

    KEEP = "keep", "保留"
    MEND = "mend", "限期改正"
    ADJUST = "adjustment", "调整"
    REMOVE = "removal", "撤换"
    RECALL = "recall", "召回"
    FILL = "fill", "补齐"
    GONE = "gone", "不用再问"  # settled by a later screening, or by the person having left
    FILLED = "filled", "现在已补齐"  # short on a past day, and not today


OF_PERSONS = (Decision.KEEP, Decision.MEND, Decision.ADJUST, Decision.REMOVE, Decision.RECALL)
OF_TEAMS = (Decision.KEEP, Decision.FILL)
PROPOSES_A_CASE = (Decision.ADJUST, Decision.REMOVE, Decision.RECALL)
FOR_FEW_EYES = (Decision.REMOVE, Decision.RECALL)
OF_THE_SCREENING = (Decision.GONE, Decision.FILLED)  # which people neither choose nor take back
UNSAID = "已定处理"

FLOW = Flow(
    "doubt",
    {
        "decide": move(State.ASKED, to=State.DECIDED, needs=DECIDE, duty=False),
        "take_back": move(State.DECIDED, to=State.ASKED, needs=DECIDE, duty=False),
    },
)

SIZE, FIRST_SECRETARY = "size", "first_secretary"


def sides_asked(is_of_a_person: bool) -> tuple[Side, ...]:
    return (Side.UNIT, Side.TOWNSHIP, Side.PERSON) if is_of_a_person else (Side.UNIT, Side.TOWNSHIP)


def may_be_decided(answered: Collection[str], asked: Collection[Side], due_on: date, today: date) -> bool:
    """Once all have said something, or their time is over (R-SEL-17)."""
    return today > due_on or {side.value for side in asked} <= set(answered)
