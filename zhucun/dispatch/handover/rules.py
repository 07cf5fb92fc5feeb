"""Permissions, states and pure decisions of handovers."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("handover.see", "看交接")
HAND = permission("handover.hand", "办交接")
LEAD = permission("handover.lead", "主持交接，代表乡镇签字")
ENTER_PAPER = permission("handover.enter_paper", "代录纸质签字")


NAMED = 3  # items that a refusal names


class State(TextChoices):
    OPEN = "open", "正在交接"
    DONE = "done", "已经交接"


class Side(TextChoices):
    """Whose signature. A third, neither of the two, leads (R-SEL-18)."""

    LEAVING = "leaving", "交的人"
    INCOMING = "incoming", "接的人"
    TOWNSHIP = "township", "乡镇"


class Outcome(TextChoices):
    HANDED = "handed", "交清了"
    NOTHING = "nothing", "没有这一项"


class ItemKind(TextChoices):
    """What the county's list asks for, and what was found to be open with the one who leaves."""

    LISTED = "listed", "清单"
    MATTER = "matter", "在办的事"


FLOW = Flow(
    "handover",
    {
        "sign": move(State.OPEN, to=(State.OPEN, State.DONE), needs=HAND),
        "lead": move(State.OPEN, to=(State.OPEN, State.DONE), needs=LEAD),
        "enter_paper": move(State.OPEN, to=(State.OPEN, State.DONE), needs=ENTER_PAPER, duty=False),
        "take_back": move((State.OPEN, State.DONE), to=State.OPEN, needs=HAND, duty=False),
    },
)


@dataclass(frozen=True)
class Standing:
    """How far a handover is: of its items how many are settled, and who has signed."""

    items: int
    settled: int
    signed: frozenset[str]

    @property
    def unsettled(self) -> int:
        return self.items - self.settled

    @property
    def waits_for(self) -> list[Side]:
        """Who is still to sign, in the order in which they are named; nobody's turn comes first."""
        return [side for side in Side if side not in self.signed]

    @property
    def words(self) -> str:
        """What is missing, said to whoever asks."""
        if self.unsettled:
            return f"还有 {self.unsettled} 项没清点"
        if not self.waits_for:
            return "交接完了"
        return f"等{'、'.join(side.label for side in self.waits_for)}签字"


def is_complete(signed: Collection[str]) -> bool:
    return set(signed) >= set(Side)


def side_of(persons: Collection[int], *, leaving: int, incoming: int) -> Side:
    """On which side of the handover these persons stand; whoever is on neither cannot sign as a party."""
    if leaving in persons:
        return Side.LEAVING
    if incoming in persons:
        return Side.INCOMING
    raise Refused("这不是你的交接，由交的人、接的人自己签。", rule="R-SEC-14")


def must_be_settled(unsettled: Sequence[str]) -> None:
    """Signing says that all of it was handed over."""
    if unsettled:
        named = "、".join(unsettled[:NAMED]) + ("等" if len(unsettled) > NAMED else "")
        raise Refused(f"还有 {len(unsettled)} 项没清点：{named}。每一项交清了，或者写明没有，再签字。", rule="R-SEL-18")


def must_be_neither(persons: Collection[int], *, leaving: int, incoming: int) -> None:
    """Nobody leads their own handover (R-SEC-14)."""
    if {leaving, incoming} & set(persons):
        raise Refused("自己的交接，要由乡镇的另一个人主持签字。", rule="R-SEC-14")
