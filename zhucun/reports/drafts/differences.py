"""What differs between two texts: as corrections of a file that stays as it is, and to be read by people. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

from zhucun.reports.checking.documents import Correction

WHOLE = re.compile(r"[\d.,]+|[^\d.,]")
CONTEXT = 1  # unchanged lines shown before and behind what changed


def changes_between(old: str, new: str) -> list[Correction] | None:
    """What was changed within the lines; None where lines came or went, which no longer fits the file."""
    before, after = old.rstrip("\n").split("\n"), new.rstrip("\n").split("\n")
    if len(before) != len(after) or any(now and not was for was, now in zip(before, after, strict=True)):
        return None
    found, at = [], 0
    for was, now in zip(before, after, strict=True):
        if was != now:
            found += _changed(was, now, at)
        at += len(was) + 1
    return found


def _changed(was: str, now: str, at: int) -> list[Correction]:
    """By whole numbers and single characters: a changed number is struck out whole."""
    old, new = WHOLE.findall(was), WHOLE.findall(now)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    begins = list(accumulate(map(len, old), initial=at))
    return [Correction(begins[i], begins[j], "".join(new[k:end])) for kind, i, j, k, end in steps if kind != "equal"]


@dataclass(frozen=True)
class Part:
    """Words of a line: `kind` is "same", "gone" or "new"."""

    kind: str
    words: str


@dataclass(frozen=True)
class Line:
    """`number` is its place in the new text, 0 of one that is gone; `is_apart` where lines between were left out."""

    number: int
    parts: tuple[Part, ...]
    is_apart: bool = False


def read_apart(old: str, new: str) -> list[Line]:
    """The lines that differ with a line around them, each with what went and what came."""
    before, after = old.split("\n"), new.split("\n")
    found: list[Line] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(CONTEXT):
        for index, (kind, i, j, k, end) in enumerate(group):
            lines = list(_lines(kind, before[i:j], after[k:end], k + 1))
            if index == 0 and found and lines:
                lines[0] = Line(lines[0].number, lines[0].parts, is_apart=True)
            found += lines
    return found


def _lines(kind: str, old: Sequence[str], new: Sequence[str], number: int) -> Iterator[Line]:
    if kind == "equal":
        yield from (Line(number + at, (Part("same", line),)) for at, line in enumerate(new))
        return
    for at in range(max(len(old), len(new))):
        was, now = old[at] if at < len(old) else None, new[at] if at < len(new) else None
        if was is None or now is None:
            words, what = (was, "gone") if now is None else (now, "new")
            yield Line(0 if now is None else number + at, (Part(what, words or ""),))
        else:
            yield Line(number + at, tuple(_parts(was, now)))


def _parts(was: str, now: str) -> Iterator[Part]:
    old, new = WHOLE.findall(was), WHOLE.findall(now)
    for kind, i, j, k, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Part("same", "".join(new[k:end]))
            continue
        if j > i:
            yield Part("gone", "".join(old[i:j]))
        if end > k:
            yield Part("new", "".join(new[k:end]))


def how_many(lines: Sequence[Line]) -> int:
    return sum(any(part.kind != "same" for part in line.parts) for line in lines)
