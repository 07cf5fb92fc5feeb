"""Cells that hold money: yuan as people write them, read as fen without a float in between."""

import re

from zhucun.lib.amounts import fen, shown_hundredths
from zhucun.sheets.grid import Cell
from zhucun.sheets.values import BLANK, Kind, Reading, Setting, bare, refused

WAN = 10_000
WAN_HEADER = re.compile(r"万元?\s*[）)]?\s*$")


def money() -> Kind:
    """1260, 1,260.50, 1.2万, 1260元 → fen; nothing and 0 are nothing."""
    return Kind(
        "money",
        _read,
        "金额（元），如 1260 或 1260.50",
        "1260",
        _looks_like_money,
        writes=_written,
        is_text=False,
        times=_times,
    )


def _times(header: str) -> int:
    """Ten thousand where the header of the column says that its sums are in 万元, else one."""
    return WAN if WAN_HEADER.search(header) else 1


def _read(cell: Cell, _setting: Setting) -> Reading:
    found = bare(cell).removeprefix("¥").removeprefix("￥")
    if not found:
        return BLANK
    try:
        return Reading(fen(_rounded(cell, found)) or None)
    except ValueError as error:
        return refused(str(error))


def _rounded(cell: Cell, found: str) -> str:
    """A sum that a table program worked out bears the dust of its arithmetic: 1290.0000000002."""
    return f"{cell:.2f}" if isinstance(cell, float) and abs(round(cell, 2) - cell) < 1e-6 else found


def _looks_like_money(found: str) -> bool:
    try:
        return fen(found) > 0
    except ValueError:
        return False


def _written(value: int) -> str:
    return shown_hundredths(value)
