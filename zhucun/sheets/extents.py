"""How far a sheet reaches, so that nobody allocates a rectangle for two cells in opposite corners."""

from zhucun.sheets.faults import Unreadable

MOST_ROWS = 200_000
MOST_COLUMNS = 400
MOST_CELLS = 12_000_000
MOST_SHEETS = 120


def fits(rows: int, columns: int) -> bool:
    return columns <= MOST_COLUMNS and rows <= MOST_ROWS and rows * columns <= MOST_CELLS


def must_fit(sheet: str, rows: int, columns: int) -> None:
    if columns > MOST_COLUMNS:
        raise Unreadable(
            f"“{sheet}”有 {columns} 列，最多读 {MOST_COLUMNS} 列。请删去用不到的列再导入。", reason="too_big"
        )
    if rows > MOST_ROWS:
        raise Unreadable(
            f"“{sheet}”有 {rows} 行，最多读 {MOST_ROWS} 行。请分成几个文件，或删去表底的空行再导入。", reason="too_big"
        )
    if rows * columns > MOST_CELLS:
        raise Unreadable(
            f"“{sheet}”有 {rows} 行 {columns} 列，太大了。请删去用不到的行和列，或分成几个文件。", reason="too_big"
        )


def must_be_few(sheets: int) -> None:
    if sheets > MOST_SHEETS:
        raise Unreadable(f"这个工作簿有 {sheets} 张表，最多读 {MOST_SHEETS} 张。请分成几个文件。", reason="too_big")
