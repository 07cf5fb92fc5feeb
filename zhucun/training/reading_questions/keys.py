"""What the sheet says is right, wherever it says so. Two places that differ leave the question without a key. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

TRUE = {"对", "對", "√", "✓", "正确", "正確", "是", "T", "TRUE", "对的", "YES", "Y"}
FALSE = {"错", "錯", "×", "X", "✗", "错误", "錯誤", "否", "F", "FALSE", "错的", "NO", "N", "不对", "不正确"}
MANY = re.compile(r"[A-Ja-j](?:[\s,，、;；和/.+]*[A-Ja-j])*")
IN_STEM = re.compile(
    r"[(（【\[]\s*(?P<said>[A-Ja-j](?:[\s,，、]*[A-Ja-j])*|[√×✓✗]|对|错|對|錯|正确|错误|正確|錯誤|[TFX])\s*[)）】\]]"
)
EMPTY_BRACKETS = re.compile(r"[(（]\s*[)）]")
TRUTH_AT_END = re.compile(r"(?<=[\s。！？])\s*(?P<said>[√×✓✗])\s*$")
AT_END = re.compile(r"[。.？?:：]\s*(?P<said>[A-Ja-j])\s*$")
MARKS_END = "。.;；,，、 \n)）"


@dataclass(frozen=True)
class Said:
    """What one place says: letters, or 对/错, or something nobody can read."""

    letters: str = ""
    truth: bool | None = None
    unread: str = ""


def read_key(told: str, letters: str, texts: Sequence[str]) -> Said:
    """A line of 答案: letters, or the text of the one option that reads so."""
    said = told.strip(MARKS_END).strip()
    upper = said.upper()
    if upper in TRUE and not (letters and upper in letters):
        return Said(truth=True)
    if upper in FALSE and not (letters and upper in letters):
        return Said(truth=False)
    if MANY.fullmatch(said):
        return Said(letters=in_order(said))
    return _by_text(said, letters, texts)


def in_order(said: str) -> str:
    return "".join(sorted(set(re.findall(r"[A-J]", said.upper()))))


def _by_text(said: str, letters: str, texts: Sequence[str]) -> Said:
    """ "20 天", or "B.20 天" where the letter and the text agree."""
    named = re.match(r"([A-Ja-j])\s*[.、:：)）]?\s*(.+)$", said, re.DOTALL)
    same = [letter for letter, text in zip(letters, texts, strict=True) if text.strip(MARKS_END) == said]
    if len(same) == 1:
        return Said(letters=same[0])
    if named:
        told = dict(zip(letters, texts, strict=True)).get(named[1].upper(), "")
        if told and told.strip(MARKS_END) == named[2].strip(MARKS_END):
            return Said(letters=named[1].upper())
    return Said(unread=said) if said else Said()


def in_stem(stem: str) -> list[re.Match[str]]:
    return list(IN_STEM.finditer(stem))


def without_key(stem: str, found: re.Match[str]) -> str:
    return f"{stem[: found.start()]}（ ）{stem[found.end() :]}"


def positions(said: str, letters: str) -> tuple[int, ...]:
    """Of the options as they are kept, whatever letters were left out."""
    return tuple(letters.index(one) for one in said)


RANGE = re.compile(r"(\d{1,4})\s*[-—~～至到]+\s*(\d{1,4})\s*[.、:：]?\s*((?:[A-Ja-j√×对错]+[\s,，、]*)+)")
PAIR = re.compile(r"(\d{1,4})\s*[.、:：)）]?\s*([A-Ja-j]{1,10}(?![A-Za-z])|[√×]|对|错|正确|错误)")


def keys_at_end(lines: Sequence[str]) -> list[tuple[int, str]]:
    """1-5 ABCDA and 6.√ 7.×, in the order they stand."""
    found = _in_rows(lines)
    for line in [] if found else lines:
        rest = line
        for span in RANGE.finditer(line):
            found += _of_range(int(span[1]), int(span[2]), span[3])
            rest = rest.replace(span.group(), " ")
        found += [(int(pair[1]), pair[2]) for pair in PAIR.finditer(rest)]
    return found


def _in_rows(lines: Sequence[str]) -> list[tuple[int, str]]:
    """题号 1 2 3 above 答案 A B C."""
    found: list[tuple[int, str]] = []
    for above, below in zip(lines, lines[1:], strict=False):
        numbers, told = re.findall(r"\d+", above), re.findall(r"[A-Ja-j]+|[√×对错]", below)
        if len(numbers) > 1 and len(numbers) == len(told) and not re.search(r"[A-Ja-j√×]", above):
            found += zip(map(int, numbers), told, strict=True)
    return found


def _of_range(first: int, last: int, said: str) -> list[tuple[int, str]]:
    """A letter each; with several letters a question they must stand apart."""
    apart = [one for one in re.split(r"[\s,，、]+", said.strip()) if one]
    each = apart if len(apart) == last - first + 1 else list("".join(apart))
    if len(each) != last - first + 1:
        return []
    return list(zip(range(first, last + 1), each, strict=True))
