"""Permissions and states of 公示与申诉."""

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.oversight.assessment.rules import DECIDE

RAISE = permission("objection.raise", "对考核结果提异议")
SEE = permission("objection.see", "看考核异议")

LONGEST = 1000


class ObjectionState(TextChoices):
    OPEN = "open", "等答复"
    ANSWERED = "answered", "答复了"
    WITHDRAWN = "withdrawn", "收回了"


FLOW = Flow(
    "objection",
    {
        "answer": move(ObjectionState.OPEN, to=ObjectionState.ANSWERED, needs=DECIDE),
        "withdraw": move(ObjectionState.OPEN, to=ObjectionState.WITHDRAWN, needs=RAISE, duty=False),
    },
)
