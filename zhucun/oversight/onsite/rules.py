"""Permissions, states and what a record of a visit must say. Pure but for the refusal."""

from collections.abc import Collection, Sequence

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.policy.attendance import ABSENCE, IN_VILLAGE, REST_DUTY, UNDECIDED

SEE = permission("site.see", "看现场记录和发现的问题")
RECORD = permission("site.record", "记现场督查")
COMMENT = permission("site.comment", "对现场记录说意见")
ENTER = permission("finding.enter", "记发现的问题")
SETTLE = permission("finding.settle", "处理发现的问题")

EXPECTED = frozenset({IN_VILLAGE, REST_DUTY, ABSENCE, UNDECIDED})  # of whom the days say nothing that excuses
SHORTEST = 6
MOST_PHOTOS = 9


class VisitKind(TextChoices):
    DRAWN = "drawn", "抽到"
    REVISIT = "revisit", "回头看"
    SPOT = "spot", "专门去看"


class VisitState(TextChoices):
    HANDED_IN = "handed_in", "已交回"
    WITHDRAWN = "withdrawn", "作废"


class Answer(TextChoices):
    MEETS = "meets", "符合"
    PARTLY = "partly", "部分"
    NOT_MET = "not_met", "不符"
    UNSEEN = "unseen", "没看"


class Seen(TextChoices):
    """`AWAY`: the days say that somebody is elsewhere, so that nobody expected to meet them."""

    PRESENT = "present", "在"
    ABSENT = "absent", "不在，没有登记"
    AWAY = "away", "登记不在村"


class About(TextChoices):
    STATIONED = "stationed", "驻村"
    PAIRED = "paired", "结对帮扶"


class Deadline(TextChoices):
    NOW = "now", "马上改"
    NORMAL = "normal", "限期改"
    HARD = "hard", "难改的"


class Source(TextChoices):
    VISIT = "visit", "现场督查"
    TOWNSHIP = "township", "乡镇发现"
    PETITION = "petition", "信访反映"
    OTHER = "other", "其他"


class FindingState(TextChoices):
    OPEN = "open", "待处理"
    IN_LETTER = "in_letter", "已交办"
    SETTLED = "settled", "当场改了"
    DROPPED = "dropped", "不交办"


VISITS = Flow("site_visit", {"withdraw": move(VisitState.HANDED_IN, to=VisitState.WITHDRAWN, needs=SETTLE, duty=False)})
FLOW = Flow(
    "finding",
    {
        "put_in_letter": move(FindingState.OPEN, to=FindingState.IN_LETTER, needs=SETTLE),
        "take_out": move(FindingState.IN_LETTER, to=FindingState.OPEN, needs=SETTLE, duty=False),
        "settle": move(FindingState.OPEN, to=FindingState.SETTLED, needs=SETTLE),
        "drop": move(FindingState.OPEN, to=FindingState.DROPPED, needs=SETTLE),
        "reopen": move((FindingState.SETTLED, FindingState.DROPPED), to=FindingState.OPEN, needs=SETTLE, duty=False),
    },
)


def must_say(text: str, sentence: str, field: str) -> str:
    said = text.strip().rstrip("。")
    if len(said) < SHORTEST:
        raise Refused(sentence, field=field)
    return said


def must_be_looked_at(answers: Sequence[tuple[str, str]], items: Collection[str]) -> None:
    """Each item of the list at most once, one of four answers, and not nothing at all."""
    if unknown := [item for item, _ in answers if item not in items]:
        raise Refused(f"清单里没有“{unknown[0]}”这一样。请刷新后再填。", field="answers")
    if len({item for item, _ in answers}) < len(answers):
        raise Refused("同一样答了两次。", field="answers")
    if any(answer not in Answer.values for _, answer in answers):
        raise Refused("每样选符合、部分、不符或没看。", field="answers")
    if all(answer == Answer.UNSEEN for _, answer in answers):
        raise Refused("一样也没看，不能交回。", field="answers")


def must_agree_with_who_is_there(answer: str, absent: int) -> None:
    """Somebody was missing without a word, so that 队员在岗 cannot hold."""
    if absent and answer == Answer.MEETS:
        raise Refused("有人不在又没有登记，“队员在岗”不能是符合。", field="absent")


def must_have_counted(asked: int | None, agreed: int | None, label: str) -> None:
    if agreed is not None and (asked is None or not 0 <= agreed <= asked):
        raise Refused(f"“{label}”：说好的户数不能比问到的多。", field="answers")


def must_have_reason(kind: str, reason: str, *, is_drawn: bool) -> None:
    """Whoever goes where no lot sent them says why (R-INS-02)."""
    if kind not in VisitKind.values:
        raise Refused("选是抽到的、回头看还是专门去看。", field="kind")
    if kind == VisitKind.DRAWN and not is_drawn:
        raise Refused("抽到的，从“今天的村”里打开来记。", field="kind")
    if kind != VisitKind.DRAWN and len(reason.strip()) < SHORTEST:
        raise Refused("不是抽到的，写一句为什么去。", field="reason")
