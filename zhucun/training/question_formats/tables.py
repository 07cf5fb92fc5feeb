"""Questions in a table: a row each, under whatever head; without a head it is read as text. Pure."""

import re
from collections.abc import Sequence
from dataclasses import replace

from zhucun.sheets.reading import read_bytes
from zhucun.training.reading_questions.drafts import Draft, Found
from zhucun.training.reading_questions.reading import read_text

HEADS = (
    ("number", r"^(题号|序号|编号|no\.?)$"),
    ("kind", r"题型|类型|试题类型|种类"),
    ("option", r"^(?:选项)?\s*([A-J])\s*(?:选项)?$"),
    ("options", r"^(?:备选项|选项|备选答案|选项内容)$"),
    ("key", r"答案"),
    ("explanation", r"解析|解释|说明"),
    ("source", r"出处|依据|来源|条款"),
    ("difficulty", r"难度|难易"),
    ("topic", r"专题|知识点|分类|类别|考点"),
    ("stem", r"题干|题目|试题|问题|内容"),
)
SEARCHED = 15  # rows from the top within which the head stands


def read_table(data: bytes, name: str) -> Found:
    found = Found()
    for grid in read_bytes(data, name).filled:
        rows = [[str(cell).strip() if cell is not None else "" for cell in row] for row in grid.rows]
        part = _read(rows)
        found.drafts.extend(part.drafts)
        found.notes.extend(part.notes)
    return found


def _read(rows: Sequence[Sequence[str]]) -> Found:
    at, columns = next(
        ((at, columns) for at, row in enumerate(rows[:SEARCHED]) if _is_head(columns := _columns(row))), (-1, [])
    )
    if at < 0:
        return read_text("\n".join("  ".join(filter(None, row)) for row in rows))
    told = [(number, row) for number, row in enumerate(rows[at + 1 :], start=1) if any(row)]
    return Found([draft for number, row in told if (draft := _draft(number, _by_column(columns, row)))], [])


def _columns(row: Sequence[str]) -> list[str]:
    return [_column(cell) for cell in row]


def _column(cell: str) -> str:
    label = re.sub(r"\s+", "", cell).upper()
    for name, words in HEADS:
        if found := re.search(words, label, re.IGNORECASE):
            return f"option {found[1]}" if name == "option" else name
    return ""


def _is_head(columns: Sequence[str]) -> bool:
    return "stem" in columns and "key" in columns


def _by_column(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, cell in zip(columns, row, strict=False):
        if name and cell and name not in told:
            told[name] = cell
    return told


def _draft(number: int, told: dict[str, str]) -> Draft | None:
    """Written as the lines a person would have typed, and read as those."""
    if not told.get("stem"):
        return None
    options = [f"{name[-1]}. {cell}" for name, cell in told.items() if name.startswith("option ")]
    if split := told.get("options", ""):
        options = _lines_of(split)
    kind = f"（{told['kind']}）" if told.get("kind") else ""
    lines = [f"1. {kind}{told['stem']}", *options, f"答案：{told['key']}" if told.get("key") else ""]
    lines += [f"解析：{told['explanation']}"] if told.get("explanation") else []
    found = read_text("\n".join(filter(None, lines))).drafts
    if not found:
        return None
    return _beside(found[0], number, told, len(found))


def _lines_of(cell: str) -> list[str]:
    """Options of one cell: with their letters, or parted by lines, bars and semicolons."""
    if re.search(r"A\s*[.、:：)）]", cell):
        return [cell]
    parts = [part.strip() for part in re.split(r"[\n|｜;；]+", cell) if part.strip()]
    return [f"{chr(ord('A') + at)}. {part}" for at, part in enumerate(parts)]


def _beside(draft: Draft, number: int, told: dict[str, str], count: int) -> Draft:
    again = ("这一格里像是有几道题，只读了第一道",) if count > 1 else ()
    kept = {name: told[name] for name in ("source", "topic") if told.get(name)}
    difficulty = next((one for one, word in (("easy", "易"), ("hard", "难")) if word in told.get("difficulty", "")), "")
    shown = told.get("number") or str(number)
    return replace(draft, number=shown, difficulty=difficulty, doubts=(*draft.doubts, *again), **kept)
