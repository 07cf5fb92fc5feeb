"""`zhucun fill-form`: somebody else's blank .xlsx filled from the ledgers (F5)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from zhucun.config.commands.asked import Asked, Outcome
from zhucun.config.commands.figures import question_of
from zhucun.config.commands.wrong_use import WrongUse
from zhucun.reports.checking.asking import places_below
from zhucun.reports.filling.filling import Filled, filled
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.reading import bytes_of
from zhucun.web.figures import address


def run(asked: Asked) -> Outcome:
    question = question_of(asked)
    out = Path(asked.out)
    if out.suffix.lower() != ".xlsx" or out.exists():
        raise WrongUse(f"{out} 要是一个还没有的 .xlsx 文件：原来的表不动。")
    try:
        content, cells = filled(bytes_of(asked.file), Path(asked.file).name, question, places_below(question.scope))
    except Unreadable as fault:
        raise WrongUse(fault.sentence) from fault
    try:
        out.write_bytes(content)
    except OSError as error:
        raise WrongUse(f"写不进 {out}：{error.strerror}。") from error
    return Outcome([_value(cell) for cell in cells], list(_lines(cells, out)))


def _value(cell: Filled) -> dict[str, Any]:
    figure = cell.wanted.guess.figure
    return {
        "sheet": cell.wanted.sheet,
        "cell": cell.place,
        "of": cell.wanted.place or None,
        "label": cell.wanted.guess.label,
        "value": None if cell.value is None else float(cell.value),
        "figure": figure.id if figure else None,
        "confidence": cell.wanted.guess.confidence,
        "reason": cell.reason,
        "url": address(figure.id, cell.question) if figure and cell.question else None,
    }


def _lines(cells: list[Filled], out: Path) -> Iterable[str]:
    known = sum(cell.is_known for cell in cells)
    yield f"填了 {known} 格，{len(cells) - known} 格不知道，标了黄。写到 {out}。"
    columns = {cell.wanted.guess.label: cell for cell in cells}
    for label, cell in columns.items():
        yield f"{label}：{cell.reason}"
