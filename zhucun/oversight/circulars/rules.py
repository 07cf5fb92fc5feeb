"""Permissions, states and pure decisions of circulars."""

from collections.abc import Collection

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("circular.see", "看督查通报")
WRITE = permission("circular.write", "起草、印发督查通报")
KEEP = permission("circular.keep", "定有出入的问题维持不维持")
ANSWER = permission("circular.answer", "核实督查通报的事实")


class Naming(TextChoices):
    """How a place is named in the text, as the county decides; a person never is."""

    VILLAGE = "village", "点到村"
    UNIT = "unit", "点到村和后盾单位"
    TOWNSHIP = "township", "只点到乡镇"


class State(TextChoices):
    DRAFTING = "drafting", "起草中"
    CONFIRMING = "confirming", "核实中"
    READY = "ready", "送签中"
    ISSUED = "issued", "发了"
    DROPPED = "dropped", "不发了"


class Answer(TextChoices):
    """What was not answered in time counts as no objection: that is read from the day, not stored."""

    WAITING = "waiting", "等核实"
    AGREES = "agrees", "没有出入"
    DISPUTES = "disputes", "有出入"


class Outcome(TextChoices):
    """What became of a fact that somebody disputed (R-INS-06)."""

    LEFT_OUT = "left_out", "拿掉"
    REWORDED = "reworded", "改了说法"
    KEPT = "kept", "维持"


OPEN = (State.DRAFTING, State.CONFIRMING, State.READY)
FLOW = Flow(
    "circular",
    {
        "ask": move(State.DRAFTING, to=State.CONFIRMING, needs=WRITE),
        "make_ready": move(State.CONFIRMING, to=State.READY, needs=WRITE),
        "call_back": move(
            (State.CONFIRMING, State.READY), to=(State.DRAFTING, State.CONFIRMING), needs=WRITE, duty=False
        ),
        "issue": move(State.READY, to=State.ISSUED, needs=WRITE),
        "drop": move(OPEN, to=State.DROPPED, needs=WRITE, duty=False),
    },
)
CHECKS = Flow("fact check", {"answer": move(Answer.WAITING, to=(Answer.AGREES, Answer.DISPUTES), needs=ANSWER)})

SHORTEST_REASON = 4
TOWNSHIP_DIGITS = 9


def sides(*, is_paired: bool, has_unit: bool, naming: str) -> tuple[bool, bool]:
    """(Is the township asked, is the unit): 结对帮扶 is its unit's to confirm, 驻村 the township's; a unit that
    would be named is asked as well."""
    by_unit = has_unit and (is_paired or naming == Naming.UNIT)
    return not (is_paired and has_unit), by_unit


def must_name_nobody(text: str, names: Collection[str], field: str | None = None) -> None:
    if named := next((name for name in sorted(names) if name in text), None):
        raise Refused(f"通报不点个人的名：把“{named}”改成“1 名队员”这样的说法。", field=field, rule="R-BUR-01")


def said(text: str, field: str, sentence: str, least: int = SHORTEST_REASON) -> str:
    words = text.strip().rstrip("。；;")
    if len(words) < least:
        raise Refused(sentence, field=field)
    return words
