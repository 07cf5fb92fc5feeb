"""A key in words, as people type it and read it: AC, 对, 20；组织部. Pure."""

import re
from typing import Any

from zhucun.training.questions.rules import CHOSEN, LETTERS, TRUE_FALSE, QuestionKind, Text

BETWEEN, OR = "；", " / "  # blanks; what one blank accepts
FALSE = ("错", "×", "X", "F", "错误", "不对")


def key_in_words(text: Text) -> str:
    if text.kind == QuestionKind.TRUE_FALSE:
        return TRUE_FALSE[text.key[0]] if text.key else ""
    return text.letters if text.kind in CHOSEN else BETWEEN.join(OR.join(one) for one in text.key)


def key_from(kind: str, told: str) -> list[Any]:
    """What somebody typed; a letter beyond the options is left for the rule to refuse."""
    told = told.strip()
    if kind == QuestionKind.TRUE_FALSE:
        return [1 if told.upper() in FALSE else 0] if told else []
    if kind in CHOSEN:
        return [LETTERS.index(one) for one in sorted(set(re.findall(f"[{LETTERS}]", told.upper())))]
    if kind == QuestionKind.SHORT:
        return [[told]] if told else []
    return [_accepted(one) for one in re.split("[；;\n]", told)] if told else []


def _accepted(blank: str) -> list[str]:
    return [one.strip() for one in re.split("[/|]", blank) if one.strip()]


def lines_of(told: str) -> list[str]:
    """An option a line; a letter somebody typed before it is not part of it."""
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    lettered = all(re.match(rf"{LETTERS[at]}\s*[.、．:：]", line) for at, line in enumerate(lines[: len(LETTERS)]))
    return [re.sub(r"^[A-J]\s*[.、．:：]\s*", "", line) if lettered else line for line in lines]


def marked(text: Text) -> list[tuple[str, str, bool]]:
    """(letter, option, whether it is right), as a page shows them."""
    return [(LETTERS[at], option, at in text.key) for at, option in enumerate(text.options)]
