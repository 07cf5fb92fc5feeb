"""Permissions and states of the monthly review (R-LOG-08)."""

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission

SEE = permission("review.see", "看月调度")
HOLD = permission("review.hold", "开调度会、记决定")
STATE = permission("review.state", "报本乡镇的问题和请示")


class ReviewState(TextChoices):
    OPEN = "open", "还没开会"
    HELD = "held", "开过了"


FLOW = Flow(
    "review",
    {
        "hold": move(ReviewState.OPEN, to=ReviewState.HELD, needs=HOLD),
        "unhold": move(ReviewState.HELD, to=ReviewState.OPEN, needs=HOLD, duty=False),
    },
)
