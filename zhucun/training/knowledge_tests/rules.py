"""Permissions, states, what a test and a seat must be before anything is done with them. Pure but for the refusal."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused
from zhucun.training.knowledge_tests.drawing import Line
from zhucun.training.questions.rules import Difficulty, QuestionKind

SEE = permission("test.see", "看知识测验")
HOLD = permission("test.hold", "办知识测验、评卷")
SIT = permission("test.sit", "参加知识测验")

MOST_LINES, MOST_ITEMS, MOST_POINTS = 60, 200, 100
LONGEST_MINUTES, LONGEST_WINDOW = 300, timedelta(days=31)
MOST_SEATS = 2_000
SLIP = re.compile(r"\d{4}")
MOST_SAID = 5  # lines of a blueprint that are named where the bank has too few
WRONG_SLIPS = 5  # guesses at one person's four digits, then a new slip is needed


class TestState(TextChoices):
    """Planned until its papers are drawn."""

    __test__ = False

    PLANNED = "planned", "还没出卷"
    READY = "ready", "已出卷"
    CLOSED = "closed", "办完了"
    CANCELLED = "cancelled", "不办了"


class SeatState(TextChoices):
    WAITING = "waiting", "还没答"
    SITTING = "sitting", "正在答"
    HANDED_IN = "handed_in", "等评卷"
    MARKED = "marked", "已评"
    ABSENT = "absent", "没参加"


class Way(TextChoices):
    """How somebody sits: on a phone or screen, or with a printed paper whose letters are entered."""

    ONLINE = "online", "手机上答"
    PAPER = "paper", "纸上答"


class HandedInBy(TextChoices):
    SELF = "self", "自己交的"
    TIME = "time", "到点自动交"
    ENTERED = "entered", "纸卷录入"


OVER = (SeatState.HANDED_IN, SeatState.MARKED)
TEST_FLOW = Flow(
    "knowledge_test",
    {
        "draw": move((TestState.PLANNED, TestState.READY), to=TestState.READY, needs=HOLD, duty=False),
        "close": move(TestState.READY, to=TestState.CLOSED, needs=HOLD, duty=False),
        "cancel": move((TestState.PLANNED, TestState.READY), to=TestState.CANCELLED, needs=HOLD, duty=False),
    },
)
SEAT_FLOW = Flow(
    "seat",
    {
        "start": move(SeatState.WAITING, to=SeatState.SITTING, needs=SIT, duty=False),
        "hand_in": move(SeatState.SITTING, to=(SeatState.HANDED_IN, SeatState.MARKED), needs=SIT, duty=False),
        "enter": move(
            (SeatState.WAITING, SeatState.HANDED_IN, SeatState.MARKED, SeatState.ABSENT),
            to=(SeatState.HANDED_IN, SeatState.MARKED),
            needs=HOLD,
            duty=False,
        ),
        "judge": move(
            (SeatState.HANDED_IN, SeatState.MARKED), to=(SeatState.HANDED_IN, SeatState.MARKED), needs=HOLD, duty=False
        ),
        "stay_away": move(SeatState.WAITING, to=SeatState.ABSENT, needs=HOLD, duty=False),
    },
)


def must_be_lines(lines: Sequence[Line]) -> None:
    if not lines:
        raise Refused("至少写一行：哪个专题、哪种题、多难、几道、一道几分。", field="lines")
    if len(lines) > MOST_LINES:
        raise Refused(f"最多 {MOST_LINES} 行。", field="lines")
    for line in lines:
        _must_be_a_line(line)
    if len({line.cell for line in lines}) < len(lines):
        raise Refused("同一专题、题型、难度只写一行，道数加在一起。", field="lines")
    if sum(line.count for line in lines) > MOST_ITEMS:
        raise Refused(f"一份卷子最多 {MOST_ITEMS} 道题。", field="lines")


def _must_be_a_line(line: Line) -> None:
    if not line.topic.strip() or line.kind not in QuestionKind.values or line.difficulty not in Difficulty.values:
        raise Refused("每一行都选好专题、题型和难度。", field="lines")
    if line.count < 1:
        raise Refused("每一行至少一道题。", field="lines")
    if not 1 <= line.points <= MOST_POINTS:
        raise Refused(f"一道题 1 到 {MOST_POINTS} 分。", field="lines")


def must_be_a_window(opens_at: datetime, closes_at: datetime, minutes: int) -> None:
    if closes_at <= opens_at:
        raise Refused("结束要在开始之后。", field="closes")
    if closes_at - opens_at > LONGEST_WINDOW:
        raise Refused("开放的时间最长一个月。", field="closes")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused(f"一场 1 到 {LONGEST_MINUTES} 分钟。", field="minutes")
    if opens_at + timedelta(minutes=minutes) > closes_at:
        raise Refused("开放的时间比一场还短。把结束时间放晚一点，或者把一场改短。", field="minutes")


def must_be_enough(lacking: Sequence[tuple[Line, int]]) -> None:
    """Says of each line what is missing, so that somebody can write or import it."""
    if lacking:
        raise Refused(f"{say_lacking(lacking)}。补题，或者把组卷要求的这几行改少。", field="blueprint")


def say_lacking(lacking: Sequence[tuple[Line, int]]) -> str:
    said = "；".join(
        f"“{line.topic}”{say(line)}要 {line.count} 道，只有 {there} 道" for line, there in lacking[:MOST_SAID]
    )
    more = f"；还有 {len(lacking) - MOST_SAID} 行也不够" if len(lacking) > MOST_SAID else ""
    return f"题库里的题不够出卷：{said}{more}"


def say(line: Line) -> str:
    return f"{QuestionKind(line.kind).label}题（{Difficulty(line.difficulty).label}）"


def must_not_be_too_often(held: int, most: int, reason: str) -> None:
    """R-TRN-06: at most quarterly, unless somebody says why."""
    if held >= most and not reason.strip():
        said = "这个季度已经办过一次" if held == 1 else f"这个季度已经办过 {held} 次"
        raise Refused(f"{said}。还要办，写一句理由。", field="reason", rule="R-TRN-06")


def must_be_open(now: datetime, opens_at: datetime, closes_at: datetime) -> None:
    if now < opens_at:
        raise Refused(f"测验{_moment(opens_at)}开始，那时再来。")
    if now >= closes_at:
        raise Refused("测验的时间过了。有特殊情况，找办测验的人补考。")


def _moment(at: datetime) -> str:
    return f" {at.month} 月 {at.day} 日 {at:%H:%M} "
