"""Letters typed from an answer sheet, read into answers; what is doubtful is asked and never guessed. Pure.

`AB C √ -`: a single choice takes one letter, a multiple one all up to the next blank, a dash leaves one open. Where a
paper has no multiple choices the blanks may be left out.
"""

import re
import unicodedata
from collections.abc import Sequence

from zhucun.training.knowledge_tests.drawing import Item
from zhucun.training.questions.rules import LETTERS

OPEN = "-"
RIGHT, WRONG = "√✓对是TtAa", "×✗xX错否FfBb"
BREAKS = re.compile(r"[\s,，、;；.。|/]+")


class Doubtful(ValueError):
    """The sentence says at which question and what to do."""


def read(typed: str, items: Sequence[Item]) -> list[list[int]]:
    """Answers of the questions that are chosen, in their order. Raises Doubtful."""
    plain = unicodedata.normalize("NFKC", typed).strip()
    groups = [one for one in BREAKS.split(plain) if one]
    tokens = groups if len(groups) == len(items) else _one_by_one(groups, items)
    if len(tokens) != len(items):
        raise Doubtful(
            f"这份有 {len(items)} 道选择和判断题，读出 {len(tokens)} 个答案。没答的写“-”，多选题前后空一格。"
        )
    return [_answer(at, token, item) for at, (token, item) in enumerate(zip(tokens, items, strict=True), start=1)]


def _one_by_one(groups: list[str], items: Sequence[Item]) -> list[str]:
    """Singles may run together; a multiple choice is a group of its own."""
    found: list[str] = []
    for group in groups:
        rest = group
        while rest:
            is_multiple = len(found) < len(items) and items[len(found)].kind == "multiple"
            if is_multiple and rest is not group and len(rest) > 1:
                raise Doubtful(f"第 {len(found) + 1} 题是多选题，前后空一格，免得看错。")
            token = rest if is_multiple else rest[0]
            found.append(token)
            rest = rest[len(token) :]
    return found


def _answer(number: int, token: str, item: Item) -> list[int]:
    if set(token) <= {OPEN, "0", "—", "_"}:
        return []
    if item.kind == "true_false":
        return [_true_or_false(number, token)]
    shown = [_position(number, letter, item) for letter in token.upper()]
    if item.kind == "single" and len(shown) > 1:
        raise Doubtful(f"第 {number} 题是单选题，写了 {len(shown)} 个字母。看看卷子；涂了两个的写“-”。")
    if len(set(shown)) < len(shown):
        raise Doubtful(f"第 {number} 题同一个字母写了两遍。")
    return [item.order[at] for at in shown]


def _true_or_false(number: int, token: str) -> int:
    if len(token) == 1 and token in RIGHT:
        return 0
    if len(token) == 1 and token in WRONG:
        return 1
    raise Doubtful(f"第 {number} 题是判断题，写“√”或者“×”，“{token}”看不懂。")


def _position(number: int, letter: str, item: Item) -> int:
    at = LETTERS.find(letter)
    if not 0 <= at < len(item.order):
        last = LETTERS[len(item.order) - 1]
        raise Doubtful(f"第 {number} 题只有 A 到 {last}，写的是“{letter}”。看看卷子再改。")
    return at


def shown(answers: Sequence[Sequence[int]], items: Sequence[Item]) -> str:
    """As one would type them."""
    return " ".join(_shown(answer, item) for answer, item in zip(answers, items, strict=True))


def _shown(answer: Sequence[int], item: Item) -> str:
    if not answer:
        return OPEN
    if item.kind == "true_false":
        return "√" if answer[0] == 0 else "×"
    return "".join(sorted(LETTERS[item.order.index(one)] for one in answer))
