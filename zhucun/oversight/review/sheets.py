"""调度表 as a sheet: a column for each ledger, and what each township says."""

from collections.abc import Callable, Iterable
from typing import Any

from zhucun.oversight.review.table import Line, Sheet
from zhucun.sheets.columns import Column
from zhucun.sheets.columns import Sheet as Declared
from zhucun.sheets.values import text, whole

MOST = 1_000_000
NARROW, WIDE = 10, 40
TOTAL = "合计"


def sheet_for(sheet: Sheet, title: str) -> tuple[Declared, Iterable[Line]]:
    def number(at: int) -> Callable[[Line], Any]:
        return lambda line: line.numbers[at].value

    columns = (
        Column("township", "乡镇", text(), width=14, value=lambda line: line.name),
        *(
            Column(f"n{at}", label, whole(0, MOST), width=NARROW, value=number(at))
            for at, label in enumerate(sheet.labels)
        ),
        Column("problems", "问题", text(), width=WIDE, value=lambda line: line.said.problems if line.said else ""),
        Column("asks", "请县里定的", text(), width=WIDE, value=lambda line: line.said.asks if line.said else ""),
    )
    return Declared("review", title, columns), [*sheet.lines, Line("", TOTAL, sheet.totals, None)]
