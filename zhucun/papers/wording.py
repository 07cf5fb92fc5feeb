"""Text as an official document writes it: numbering, document numbers, dates, lines of a title."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

DIGITS = "〇一二三四五六七八九"
LINE = 20  # characters of 2号 in a line
TURNS_AFTER = "的和与及、，：》"  # where a title may turn well
LOOKS_AROUND = 5
WHOLE = re.compile(
    "关于|驻村|工作队|工作|帮扶|干部|选派|召回|督查|整改|考核|情况|问题|进一步|做好|开展|期间|[0-9A-Za-z%.]+[年月日号季个]?"
)

# What XML cannot hold: controls, halves of a surrogate pair, non-characters.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
HAN = "[\u3400-\u9fff\u3000-\u303f\uff00-\uffef]"
BROKEN_LINES = re.compile(rf"(?<={HAN})\s*\n\s*(?={HAN})")
SCREEN_GAPS = re.compile(rf"(?<={HAN}) +(?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) +(?={HAN})")
DOCUMENT_NUMBER = re.compile(r"[\[(（［【〔]\s*(\d{4})\s*[\])）］】〕]\s*第?\s*0*(\d+)\s*号")


def clean(text: str) -> str:
    """One line, without what Word cannot hold and without the gaps that screens leave around figures."""
    one_line = re.sub(r"[^\S\u3000]+", " ", BROKEN_LINES.sub("", ILLEGAL.sub("", text)))
    return SCREEN_GAPS.sub("", one_line).strip(" ")


def proper_number(number: str) -> str:
    """The year in 〔 〕, no 第, no leading nought (R-DOC-24); empty, it is left open for the pen."""
    return DOCUMENT_NUMBER.sub(r"〔\1〕\2号", clean(number)) or "〔　　〕　　号"


def day_in_words(day: date | None) -> str:
    """Arabic, without noughts (R-DOC-25)."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　年　　月　　日"


def in_chinese(number: int) -> str:
    """From 1 to 99: 一, 十, 十一, 二十."""
    tens, units = divmod(number, 10)
    said = f"{'' if tens == 1 else DIGITS[tens]}十" if tens else ""
    return said + (DIGITS[units] if units else "")


def numbers(levels: Iterable[int]) -> Iterator[str]:
    """一、 → （一） → 1. → （1）; a level begins anew under each one above it (R-DOC-23)."""
    counts = [0] * 5
    for level in levels:
        if level:
            counts[level] += 1
            counts[level + 1 :] = [0] * (4 - level)
        yield _numbered(level, counts[level])


def _numbered(level: int, count: int) -> str:
    if level <= 2:
        words = in_chinese(count)
        return ("", f"{words}、", f"（{words}）")[level]
    return f"{count}." if level == 3 else f"（{count}）"


def width(text: str) -> float:
    """In characters: Latin letters and digits are half as wide."""
    return sum(0.5 if sign.isascii() else 1 for sign in text)


def title_lines(title: str) -> list[str]:
    """As long as each other, turned where a word ends, or as whoever wrote the title turned it."""
    return [line for given in title.splitlines() for line in _turned(clean(given))]


def _turned(title: str) -> Iterator[str]:
    left = -(-len(title) // LINE)
    while left > 1:
        at = _turn(title, min(LINE, -(-len(title) // left)))
        yield title[:at]
        title, left = title[at:], max(left - 1, -(-(len(title) - at) // LINE))
    yield title


def _turn(title: str, target: int) -> int:
    """The nearest good place around the target; never inside a figure or a word that titles are made of."""
    inside = {at for word in WHOLE.finditer(title) for at in range(word.start() + 1, word.end())}
    near = range(max(1, target - LOOKS_AROUND), min(LINE, target + LOOKS_AROUND, len(title) - 1) + 1)
    whole = sorted(set(near) - inside, key=lambda at: (abs(at - target), at))
    good = [at for at in whole if title[at - 1] in TURNS_AFTER]
    return (good or whole or [target])[0]
