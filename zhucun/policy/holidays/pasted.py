"""Days as they stand in a table or a line: 2027-01-01 休 元旦. Read from a file or from what was pasted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhucun.lib.dates import read_date
from zhucun.sheets.grid import text_of
from zhucun.sheets.reading import read_bytes

WORKS, RESTS = ("班", "上班", "工作日", "补班", "调休上班"), ("休", "休息", "放假", "假")
BETWEEN = re.compile(r"[\s，,、;；]+")
MOST_LINES = 200


@dataclass(frozen=True)
class DayRead:
    day: date
    is_working: bool
    name: str

    @property
    def told(self) -> dict[str, Any]:
        return {"day": self.day, "is_working": self.is_working, "name": self.name}


def lines_of_file(data: bytes, name: str) -> str:
    """A row a line, the cells as they read; a row without a date is a head. Raises Unreadable."""
    rows = (row for sheet in read_bytes(data, name).shown for row in sheet.rows)
    return "\n".join(" ".join(filter(None, map(text_of, row))) for row in rows if _has_date(row))


def _has_date(row: Iterable[Any]) -> bool:
    return any(_as_date(cell) for cell in row)


def _as_date(cell: Any) -> date | None:
    try:
        found = read_date(cell)
    except ValueError:
        return None
    return found.value if found.part == "day" else None


def read(text: str) -> list[DayRead]:
    """Raises ValueError with a sentence that names the line."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise ValueError(f"一次最多 {MOST_LINES} 天，现在有 {len(lines)} 行。")
    return [_read(number, line) for number, line in enumerate(lines, 1)]


def _read(number: int, line: str) -> DayRead:
    parts = [part for part in BETWEEN.split(line) if part]
    day = next((found for found in map(_as_date, parts) if found), None)
    word = next((part for part in parts if part in (*WORKS, *RESTS)), "")
    name = "".join(part for part in parts if part != word and _as_date(part) is None and not part.startswith("星期"))
    if day is None:
        raise ValueError(f"第 {number} 行“{line}”没有读出日期，写成 2027-01-01 休 元旦。")
    if not word:
        raise ValueError(f"第 {number} 行“{line}”没有写上班还是休息。")
    if not name:
        raise ValueError(f"第 {number} 行“{line}”没有写是什么日子。")
    return DayRead(day, word in WORKS, name)
