"""The rows of a plan as a page lists them: rows that lack the same are one line with their span."""

from collections.abc import Iterable
from typing import Any

from zhucun.sheets.faults import in_spans

MOST_NAMED = 8
Drawn = dict[str, Any]  # a row as plan_drawing keeps it


def lines_of(rows: Iterable[Drawn]) -> list[Drawn]:
    same: dict[Any, list[Drawn]] = {}
    for row in rows:
        causes = tuple(map(tuple, row["faults"]))
        same.setdefault((row["sheet"], causes or row["row"]), []).append(row)
    return [_line(together) for together in same.values()]


def _line(rows: list[Drawn]) -> Drawn:
    first, spans = rows[0], in_spans(row["row"] for row in rows)
    key = spans.replace("–", "-").replace("、", ",")
    faults = [
        {"column": column, "value": value, "problem": problem, "asked": asked}
        for column, value, problem, _, asked in first["faults"]
    ]
    return {
        **first,
        "row": spans,
        "count": len(rows),
        "who": _who([row["who"] for row in rows]),
        "key": f"{first['sheet']}!{key}" if first["sheet"] else key,
        "faults": faults,
    }


def _who(names: list[str]) -> str:
    shown = "、".join(names[:MOST_NAMED])
    return shown if len(names) <= MOST_NAMED else f"{shown}等 {len(names)} 行"
