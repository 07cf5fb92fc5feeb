"""问题清单: the file's own rows that need somebody, as they stand, with what is wrong in the first column."""

import io
from collections.abc import Iterator
from typing import Any

from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.grid import Grid, letter, text_of
from zhucun.sheets.reading import read_bytes
from zhucun.sheets.values import text
from zhucun.sheets.writing import Written, write_ledger
from zhucun.web.drafts import choices_of, content_of
from zhucun.web.models import ImportDraft

MOST_COLUMNS = 60


def faults_sheet(draft: ImportDraft) -> bytes:
    book = read_bytes(content_of(draft), draft.file_name, encoding=choices_of(draft).encoding)
    grids = {grid.shown_name: grid for grid in book.filled}
    tables = draft.shown["tables"]
    letters = {column["letter"]: column["label"] for table in tables for column in table["columns"]}
    columns = _columns(dict(list(letters.items())[:MOST_COLUMNS]))
    buffer = io.BytesIO()
    note = "改好原表里的这几行，再导入一次。这张清单只是对照用的，不用填。"
    around = Written(title=f"《{draft.file_name}》的问题清单", note=note)
    write_ledger(buffer, Sheet("faults", "问题清单", columns), _rows(draft, grids, letters), around)
    return buffer.getvalue()


def _columns(letters: dict[str, str]) -> tuple[Column, ...]:
    told = (Column("problem", "问题", text(), width=60), Column("row", "行号", text(), width=12))
    return (*told, *(Column(name, f"{name} {label}".strip(), text(), width=14) for name, label in letters.items()))


def _rows(draft: ImportDraft, grids: dict[str, Grid], letters: dict[str, str]) -> Iterator[dict[str, Any]]:
    indexes = {name: n for n, name in _by_index(letters)}
    for row in draft.shown["rows"]:
        if not row["faults"] or row["sheet"] not in grids:
            continue
        cells = grids[row["sheet"]].rows[row["row"] - 1]
        problems = "；".join(f"{column}：{problem.rstrip('。')}" for column, _, problem, *_ in row["faults"])
        place = f"{row['sheet']} {row['row']}".strip()
        found = {name: text_of(cells[n])[:200] if n < len(cells) else "" for name, n in indexes.items()}
        yield {**found, "problem": problems, "row": place}


def _by_index(letters: dict[str, str]) -> Iterator[tuple[int, str]]:
    position = {letter(n): n for n in range(400)}
    return ((position[name], name) for name in letters)
