"""Permissions and states of 年终总账."""

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission

SEE = permission("yearly.see", "看年终总账")
SETTLE = permission("yearly.settle", "定年终总账")
SIGN = permission("yearly.sign", "登记签回来的总账单")

BLANK = "—"


class State(TextChoices):
    SETTLED = "settled", "定了"
    REOPENED = "reopened", "重新算"


FLOW = Flow(
    "year_account",
    {
        "settle_again": move(State.REOPENED, to=State.SETTLED, needs=SETTLE, duty=False),
        "reopen": move(State.SETTLED, to=State.REOPENED, needs=SETTLE, duty=False),
    },
)
