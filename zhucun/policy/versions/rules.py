"""Permissions, states and moves of a policy version."""

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission

SEE = permission("policy.see", "看办法参数")
PROPOSE = permission("policy.propose", "提出新版参数")
APPROVE = permission("policy.approve", "批准新版参数")

NATION = "0"  # division codes have no code for the nation; a place code never begins with 0


class State(TextChoices):
    PROPOSED = "proposed", "待批准"
    APPROVED = "approved", "已批准"
    DECLINED = "declined", "未同意"
    WITHDRAWN = "withdrawn", "已撤回"


FLOW = Flow(
    "policy version",
    {
        "approve": move(State.PROPOSED, to=State.APPROVED, needs=APPROVE),
        "decline": move(State.PROPOSED, to=State.DECLINED, needs=APPROVE, duty=False),
        "withdraw": move(State.PROPOSED, to=State.WITHDRAWN, needs=PROPOSE, duty=False),
    },
)
