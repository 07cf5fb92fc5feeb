"""The records of a restated month as a sheet."""

from collections.abc import Iterable
from typing import Any

from zhucun.reports.restating.months import Record
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text

LEDGER = Sheet(
    "restated",
    "补改记录",
    (
        Column("on", "哪天登记的", text(), width=14),
        Column("who", "谁", text(), width=12),
        Column("did", "办了什么", text(), width=20),
        Column("row", "记录", text(), width=40),
        Column("changes", "改了什么", text(), width=40),
        Column("moved", "动了哪些数", text(), width=50),
    ),
)


def ledger_rows(records: Iterable[Record]) -> list[dict[str, Any]]:
    return [
        {
            "on": one.entry.on,
            "who": one.entry.who,
            "did": f"{one.entry.did}（{one.entry.about}）" if one.entry.about else one.entry.did,
            "row": f"{one.row.text} {one.row.sub}".strip(),
            "changes": one.entry.changes,
            "moved": one.labels,
        }
        for one in records
    ]
