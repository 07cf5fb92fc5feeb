"""Permissions, kinds and states; what a question must have before anybody sits it. Pure."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices

from zhucun.acts.flow import Flow, move
from zhucun.acts.permissions import permission
from zhucun.acts.refused import Refused

SEE = permission("question.see", "看题库")
KEEP = permission("question.keep", "管题库")

TRUE_FALSE = ("对", "错")
LETTERS = "ABCDEFGHIJ"
LONGEST_MARK = 32  # of what says that two questions are the same
UNSAID = re.compile(r"[\W_]+")


class QuestionKind(TextChoices):
    SINGLE = "single", "单选"
    MULTIPLE = "multiple", "多选"
    TRUE_FALSE = "true_false", "判断"
    FILL_IN = "fill_in", "填空"
    SHORT = "short", "简答"


CHOSEN = (QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE)  # one answers them by options


class Difficulty(TextChoices):
    EASY = "easy", "易"
    MEDIUM = "medium", "中"
    HARD = "hard", "难"


class QuestionState(TextChoices):
    """Only what is ready is drawn for a paper."""

    DOUBTFUL = "doubtful", "待核"
    READY = "ready", "可用"
    RETIRED = "retired", "停用"


FLOW = Flow(
    "question",
    {
        "settle": move(QuestionState.DOUBTFUL, to=QuestionState.READY, needs=KEEP),
        "retire": move((QuestionState.DOUBTFUL, QuestionState.READY), to=QuestionState.RETIRED, needs=KEEP, duty=False),
        "restore": move(
            QuestionState.RETIRED, to=(QuestionState.READY, QuestionState.DOUBTFUL), needs=KEEP, duty=False
        ),
    },
)


@dataclass(frozen=True)
class Text:
    """What is asked. `key`: positions of the right options from 0; of each blank what is accepted; of a short answer
    the one it is compared with. Empty where nobody knows."""

    kind: str
    stem: str
    options: tuple[str, ...] = ()
    key: tuple[Any, ...] = ()
    explanation: str = ""

    @property
    def letters(self) -> str:
        return "".join(LETTERS[at] for at in self.key) if self.kind in CHOSEN else ""


def text_of(kind: str, stem: str, options: Sequence[str], key: Sequence[Any], explanation: str = "") -> Text:
    """As it is kept: stripped, a true-or-false with its two options."""
    if kind == QuestionKind.TRUE_FALSE:
        options = TRUE_FALSE
    chosen = tuple(sorted(set(key), key=str)) if kind in CHOSEN else tuple(_accepted(one) for one in key)
    return Text(kind, stem.strip(), tuple(one.strip() for one in options), chosen, explanation.strip())


def _accepted(one: str | Sequence[str]) -> list[str]:
    told = [one] if isinstance(one, str) else one
    return [said.strip() for said in told if said.strip()]


def must_be_sound(text: Text) -> None:
    """Whatever else is unknown, it is a question and not two options glued together."""
    if not text.stem:
        raise Refused("题干没有写。", field="stem")
    if text.kind not in QuestionKind.values:
        raise Refused("选是哪种题。", field="kind")
    if text.kind in CHOSEN:
        _must_have_options(text)
    elif text.options:
        raise Refused(f"{QuestionKind(text.kind).label}题没有选项。", field="options")


def _must_have_options(text: Text) -> None:
    if len(text.options) < 2:
        raise Refused("至少写两个选项，一行一个。", field="options")
    if len(text.options) > len(LETTERS):
        raise Refused(f"最多 {len(LETTERS)} 个选项。", field="options")
    if not all(text.options):
        raise Refused("有一个选项是空的。", field="options")
    if len({plain(one) or one for one in text.options}) < len(text.options):
        raise Refused("有两个选项写得一样。", field="options")
    if any(not isinstance(at, int) or not 0 <= at < len(text.options) for at in text.key):
        raise Refused("答案里有一个字母，选项里没有。", field="key")


def must_be_ready(text: Text) -> None:
    """Before it can be drawn for a paper."""
    must_be_sound(text)
    if not text.key or not all(text.key if text.kind not in CHOSEN else [True]):
        raise Refused("答案没有写。", field="key")
    if text.kind in (QuestionKind.SINGLE, QuestionKind.TRUE_FALSE) and len(text.key) != 1:
        raise Refused("只能有一个答案。不止一个的是多选题。", field="key")
    if text.kind == QuestionKind.MULTIPLE and len(text.key) < 2:
        raise Refused("多选题至少有两个答案。只有一个的是单选题。", field="key")


def plain(text: str) -> str:
    """Letters and numbers alone: marks, blanks and spaces make no other question of it."""
    return UNSAID.sub("", unicodedata.normalize("NFKC", text).lower())


def likeness(stem: str, options: Sequence[str]) -> str:
    """The same for two questions that ask the same, in whatever order their options stand."""
    told = [plain(stem) or stem, *sorted(plain(one) or one for one in options)]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:LONGEST_MARK]
