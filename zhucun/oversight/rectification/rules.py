"""Permissions, states and pure decisions of letters and their items."""

import re
from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.lib.workdays import Calendar
from zhucun.policy.inspection_values import Rectification

SEE = permission("rectification.see", "看整改交办")
WRITE = permission("rectification.write", "起草、签发整改交办函")
REPLY = permission("rectification.reply", "反馈整改")
SIGN = permission("rectification.sign", "签整改反馈")
CHECK = permission("rectification.check", "复核、销号")
HEAR = permission("rectification.hear", "过问逾期的整改")

NUMBER = re.compile(r"[\[(（［【〔]\s*(\d{4})\s*[\])）］】〕]\s*第?\s*0*(\d+)\s*号$")
SHORTEST_REPLY = 4


class About(TextChoices):
    """R-INS-05: of the team's being there, or of what its unit does for the village."""

    STATIONED = "stationed", "驻村"
    PAIRED = "paired", "结对帮扶"


class Source(TextChoices):
    """Where the problem was found (R-INS-08)."""

    INSPECTION = "inspection", "督查"
    CIRCULAR = "circular", "通报"
    ASSESSMENT = "assessment", "考核"
    PETITION = "petition", "信访"
    OTHER = "other", "其他"


class DeadlineClass(TextChoices):
    NOW = "now", "马上改"
    NORMAL = "normal", "限期改"
    HARD = "hard", "难改的"


class IssueState(TextChoices):
    DRAFTING = "drafting", "起草中"
    SIGNING = "signing", "送签中"
    ISSUED = "issued", "发了"
    DISCARDED = "discarded", "作废"


class State(TextChoices):
    DRAFT = "draft", "起草中"
    ISSUED = "issued", "待签收"
    DISPUTED = "disputed", "有异议"
    OPEN = "open", "整改中"
    REPLIED = "replied", "等乡镇签"
    SIGNED = "signed", "待复核"
    CLOSED = "closed", "已销号"
    DROPPED = "dropped", "撤销"


class Verified(TextChoices):
    """R-INS-09: the office looks on site, or at what was sent."""

    ONSITE = "onsite", "现场看过"
    DOCUMENT = "document", "看了材料"


RUNNING = (State.ISSUED, State.DISPUTED, State.OPEN)  # the other side has it in hand
STANDING = (*RUNNING, State.REPLIED, State.SIGNED, State.CLOSED)

ISSUES = Flow(
    "letter issue",
    {
        "send_out": move(IssueState.DRAFTING, to=IssueState.SIGNING, needs=WRITE, duty=False),
        "call_back": move(IssueState.SIGNING, to=IssueState.DRAFTING, needs=WRITE, duty=False),
        "issue": move(IssueState.SIGNING, to=(IssueState.SIGNING, IssueState.ISSUED), needs=WRITE),
        "discard": move((IssueState.DRAFTING, IssueState.SIGNING), to=IssueState.DISCARDED, needs=WRITE, duty=False),
    },
)
FLOW = Flow(
    "rectification item",
    {
        "issue": move(State.DRAFT, to=State.ISSUED),
        "accept": move(State.ISSUED, to=State.OPEN, needs=REPLY),
        "dispute": move((State.ISSUED, State.OPEN), to=State.DISPUTED, needs=REPLY, duty=False),
        "uphold": move(State.DISPUTED, to=State.OPEN, needs=CHECK),
        "drop": move(RUNNING, to=State.DROPPED, needs=CHECK, duty=False),
        "reply": move(
            (State.ISSUED, State.OPEN),
            to=State.REPLIED,
            needs=REPLY,
            said={
                State.CLOSED: "已经销号，不能再反馈。",
                State.DROPPED: "已经撤销，不用再反馈。",
                State.REPLIED: "已经反馈过了，等乡镇签。",
                State.SIGNED: "已经反馈过了，等县里复核。",
            },
        ),
        "sign": move(State.REPLIED, to=State.SIGNED, needs=SIGN),
        "send_back": move(State.REPLIED, to=State.OPEN, needs=SIGN, duty=False),
        "close": move(State.SIGNED, to=State.CLOSED, needs=CHECK),
        "return_for_more": move(State.SIGNED, to=State.OPEN, needs=CHECK, duty=False),
        "reopen": move(State.CLOSED, to=State.SIGNED, needs=CHECK, duty=False),
    },
)


def due_on(issued_on: date, kind: str, days: Rectification, calendar: Calendar) -> date:
    """R-INS-07; never the day of issue itself."""
    if kind == DeadlineClass.NOW:
        return calendar.after(issued_on, max(1, days.now_working_days))
    length = days.hard_days if kind == DeadlineClass.HARD else days.normal_days
    return issued_on + timedelta(days=max(1, length))


def days_in_words(kind: str, days: Rectification) -> str:
    if kind == DeadlineClass.NOW:
        return f"{days.now_working_days}个工作日"
    return f"{days.hard_days if kind == DeadlineClass.HARD else days.normal_days}日"


def must_be_later(day: date, today: date, field: str = "due_on") -> None:
    """No deadline on the same day (R-INS-07)."""
    if day <= today:
        raise Refused("期限最早是明天，不能当天要。", field=field, rule="R-INS-07")


def must_be_another(person: int | None, persons: Collection[int], sentence: str) -> None:
    """Neither through a second role nor for whom one stands in (R-INS-09, R-SEC-14)."""
    if person is not None and person in persons:
        raise Refused(sentence, rule="R-SEC-14")


def proper(number: str, field: str = "number") -> str:
    """宁驻办函〔2022〕9号, however its brackets were typed (R-DOC-24)."""
    said = "".join(number.split())
    found = NUMBER.search(said)
    if found is None or not found.start():
        raise Refused("文号写成“机关代字〔2022〕9号”这样。", field=field, rule="R-DOC-24")
    return f"{said[: found.start()]}〔{found[1]}〕{int(found[2])}号"


def said(text: str, field: str, sentence: str, least: int = 1) -> str:
    words = text.strip()
    if len(words) < least:
        raise Refused(sentence, field=field)
    return words
