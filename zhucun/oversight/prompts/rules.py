"""Permissions, states and limits of the monthly key-work prompt."""

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission

SEE = permission("prompt.see", "看重点工作提示")
ISSUE = permission("prompt.issue", "发重点工作提示")
TELL = permission("prompt.tell", "登记提示已经告知")

MOST_ITEMS = 8  # a page that somebody reads


class State(TextChoices):
    DRAFT = "draft", "起草中"
    ISSUED = "issued", "发了"
    WITHDRAWN = "withdrawn", "收回了"


class Audience(TextChoices):
    ALL = "all", "所有工作队"
    TAG = "tag", "一类村的工作队"
    TOWNSHIPS = "townships", "几个乡镇的工作队"


class Reached(TextChoices):
    """By what a team is known to have it; of a team, never of a person (R-BUR-04)."""

    OPENED = "opened", "队里有人看过"
    TOLD = "told", "发了纸质或者口头告知"


FLOW = Flow(
    "prompt",
    {
        "change": move(State.DRAFT, to=State.DRAFT, needs=ISSUE, duty=False),
        "issue": move(State.DRAFT, to=State.ISSUED, needs=ISSUE, duty=False),
        "withdraw": move((State.DRAFT, State.ISSUED), to=State.WITHDRAWN, needs=ISSUE, duty=False),
    },
)
