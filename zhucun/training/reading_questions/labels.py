"""The lines below a question that say what they are: 答案, 解析, 出处, 难度, 专题. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhucun.training.reading_questions.lines import one_line

NAMES = {
    "key": r"(?:正确|正確|参考|參考|标准|標準)?答案|答",
    "explanation": r"(?:答案|试题|试題)?(?:解析|解釋|解释)|考点解析",
    "source": r"(?:题目)?(?:出处|依据|来源|依據|來源)",
    "difficulty": r"难度|難度|难易程度",
    "topic": r"知识点|专题|考点",
    "options": r"选项",
}
ANY = "|".join(f"(?P<{name}>{words})" for name, words in NAMES.items())
AGAIN = ANY.replace("(?P<", "(?P<_")
BEFORE = r"(?:^|(?<=[\s。；;，,)）(（]))"
GLUED = (
    r"(?P<__key>(?:正确|正確|参考)?答案\s*[:：](?=\s*(?:[A-Ja-j√×]|对|错|正确|错误)))|(?P<__explanation>解析\s*[:：])"
)
LABEL = re.compile(
    rf"(?:[【\[]\s*(?:{ANY})\s*[】\]]\s*[:：]?|{BEFORE}(?:{AGAIN})\s*[:：]|{GLUED})[^\S\n]*"
)  # glued: to what stands before, where no other word could be meant
OPTIONS_BELOW = re.compile(r"\n\s*[(（]?A\s*[.、:：)）]")
BLANK = re.compile(r"空\s*(\d{1,2})\s*(?:的)?答案\s*[:：]\s*")


@dataclass(frozen=True)
class Labelled:
    """`keys` has one entry a line of 答案, so that two that say otherwise are seen."""

    body: str
    keys: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    explanation: str = ""
    source: str = ""
    difficulty: str = ""
    topic: str = ""


def labelled(text: str) -> Labelled:
    text, blanks = _blanks(text)
    marks = list(LABEL.finditer(text))
    if not marks:
        return Labelled(text, blanks=blanks)
    told: dict[str, list[str]] = {}
    for name, said in _said(text, marks):
        told.setdefault(name, []).append(said.strip())
    _give_back(told)
    one = {name: one_line(told.get(name, [""])[0]) for name in ("source", "difficulty", "topic")}
    body = "\n".join([text[: marks[0].start()].rstrip("(（"), *told.get("options", [])])
    return Labelled(body, tuple(told.get("key", ())), blanks, one_line("\n".join(told.get("explanation", ()))), **one)


def _give_back(told: dict[str, list[str]]) -> None:
    """（答案：B） behind the stem and the options below it: those are not part of the key."""
    for at, said in enumerate(told.get("key", ())):
        if below := OPTIONS_BELOW.search(said):
            told["key"][at] = said[: below.start()]
            told.setdefault("options", []).append(said[below.start() :])


def _said(text: str, marks: list[re.Match[str]]) -> Iterator[tuple[str, str]]:
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        name = next(name.lstrip("_") for name, words in mark.groupdict().items() if words)
        yield name, text[mark.end() : end]


def _blanks(text: str) -> tuple[str, tuple[str, ...]]:
    """空1答案：…空2答案：…, run on or each in its line."""
    marks = list(BLANK.finditer(text))
    if not marks:
        return text, ()
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    told = [(int(mark[1]), text[mark.end() : end]) for mark, end in zip(marks, ends, strict=True)]
    last = LABEL.search(told[-1][1])
    rest = told[-1][1][last.start() :] if last else ""
    said = [one_line(one[: last.start()] if last and at == len(told) - 1 else one) for at, (_, one) in enumerate(told)]
    in_order = [number for number, _ in told] == list(range(1, len(told) + 1))
    return text[: marks[0].start()] + ("\n" + rest if rest else ""), tuple(said) if in_order else ("",) * len(told)
