"""Permissions and states of what follows from a grade or an event."""

from collections.abc import Sequence

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.evidence import Evidence
from zhucun.policy.consequence_values import EVENTS, GRADED, HAPPENS_TO, IS_ABOUT, OPENINGS, Follows

SEE = permission("consequence.see", "看考核、督查的后果")
DECIDE = permission("consequence.decide", "定后果办不办")

__all__ = ["DECIDE", "EVENTS", "FLOW", "GRADED", "IS_ABOUT", "OPENINGS", "SEE", "State", "following", "must_be_founded"]


class State(TextChoices):
    PROPOSED = "proposed", "等定"
    OPENED = "opened", "办了"
    SET_ASIDE = "set_aside", "不办"


FLOW = Flow(
    "consequence",
    {
        "open": move(State.PROPOSED, to=State.OPENED, needs=DECIDE),
        "set_aside": move(State.PROPOSED, to=State.SET_ASIDE, needs=DECIDE),
    },
)


def following(event: str, about: str, table: Sequence[Follows]) -> list[Follows]:
    """The lines of the table that an event of such a subject opens."""
    if about not in HAPPENS_TO[event]:
        raise ValueError(f"{event} does not happen to a {about}")
    return [row for row in table if row.event == event and IS_ABOUT[row.opens] == about]


def must_be_founded(evidence: Sequence[Evidence]) -> None:
    """Nothing follows without a record that says why (R-ASS-10)."""
    if not evidence:
        raise Refused("没有佐证，不能提后果：写明凭哪一条记录。", rule="R-ASS-10")
