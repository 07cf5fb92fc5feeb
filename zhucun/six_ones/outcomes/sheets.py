"""六个一成果 as a file: each number with its unit and days, then the townships side by side."""

from collections.abc import Iterable, Mapping
from typing import Any

from zhucun.lib.figure import Answer, named
from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.values import text, whole
from zhucun.six_ones.outcomes.asking import Asked
from zhucun.six_ones.outcomes.by_township import COLUMNS, columns, counted_in


def sheet() -> Sheet:
    """One line a township; the columns are those of the page."""
    numbers = (Column(f"n{at}", COLUMNS[name], whole(), width=14) for at, name in enumerate(columns()))
    return Sheet("six_ones", "六个一成果", (Column("name", "哪里", text(), width=18), *numbers))


def rows(asked: Asked, answers: Mapping[str, Answer]) -> Iterable[dict[str, Any]]:
    counted = counted_in(asked, answers)
    for code, name in asked.below.items():
        yield {"name": name, **{f"n{at}": counted.get(one, {}).get(code, 0) for at, one in enumerate(columns())}}
    yield {"name": "合计", **{f"n{at}": answers[one].value for at, one in enumerate(columns())}}


def told(answers: Mapping[str, Answer]) -> str:
    """All that the cards say, in one line above the table."""
    return "；".join(f"{named(name).label} {named(name).shown(answer.value)}" for name, answer in answers.items())
