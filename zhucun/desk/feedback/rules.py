"""Permissions, states and moves of a suggestion."""

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission

GIVE = permission("feedback.give", "提意见建议")
ANSWER = permission("feedback.answer", "答复意见建议")


class State(TextChoices):
    GIVEN = "given", "待答复"
    ANSWERED = "answered", "已答复"
    WITHDRAWN = "withdrawn", "已撤回"


FLOW = Flow(
    "suggestion",
    {
        "answer": move(State.GIVEN, to=State.ANSWERED, needs=ANSWER),
        "withdraw": move(State.GIVEN, to=State.WITHDRAWN, needs=GIVE, duty=False),
        "take_back": move(State.ANSWERED, to=State.GIVEN, needs=ANSWER, duty=False),
    },
)
