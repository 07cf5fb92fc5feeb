"""Columns on a terminal, where a Chinese character takes two places."""

import unicodedata
from collections.abc import Iterable, Sequence

GAP = "  "


def columns(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    table = [head, *rows]
    widths = [max(map(width, column)) for column in zip(*table, strict=True)]
    return [GAP.join(padded(*cell) for cell in zip(row, widths, strict=True)).rstrip() for row in table]


def padded(text: str, to: int) -> str:
    return text + " " * (to - width(text))


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
