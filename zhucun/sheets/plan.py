"""What a file would change, said before anything is written: every row in exactly one outcome, every fault by cell."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from zhucun.sheets.faults import DOUBTFUL, REFUSED, Fault, Unreadable
from zhucun.sheets.grid import text_of
from zhucun.sheets.kinds import Verdict
from zhucun.sheets.rows import Question, Rows
from zhucun.sheets.tables import ROW_KIND_LABELS, RowKind, Table


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    LEFT = "left"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    EXCLUDED = "excluded"


OUTCOME_LABELS = {
    Outcome.ADDED: "新增",
    Outcome.CHANGED: "更改",
    Outcome.LEFT: "没有变化",
    Outcome.DOUBTFUL: "要核对",
    Outcome.REFUSED: "不能接受",
    Outcome.EXCLUDED: "按要求不读",
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that the file says otherwise than the ledger."""

    key: str
    label: str
    old: Any
    new: Any

    @property
    def sentence(self) -> str:
        return f"{self.label}：{text_of(self.old) or '（空）'} → {text_of(self.new) or '（空）'}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row and what would become of it. `told` is what the file says; `target` is the row of the ledger it meets."""

    row: int
    outcome: Outcome
    who: str
    told: Mapping[str, Any]
    target: Any = None
    differences: tuple[Difference, ...] = ()
    faults: tuple[Fault, ...] = ()
    sheet: str = ""

    def as_json(self) -> dict[str, Any]:
        told: dict[str, Any] = {"row": self.row, "outcome": self.outcome.value, "who": self.who}
        if self.differences:
            told["changes"] = [
                {"field": d.key, "label": d.label, "old": text_of(d.old), "new": text_of(d.new)}
                for d in self.differences
            ]
        return told | ({"sheet": self.sheet} if self.sheet else {})


@dataclass(frozen=True, slots=True)
class Passed:
    """A row that is no data: total, header again, section title, note."""

    row: int
    kind: RowKind
    text: str
    sheet: str = ""


@dataclass
class Plan:
    """All of it is carried out or none. `absent` are rows of the ledger that the file does not have: said, not done."""

    file: str
    verdict: Verdict
    rows: list[Rows]
    entries: list[Entry]
    passed: list[Passed] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)  # of the file as a whole: a column that is missing
    absent: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    answers: Mapping[str, str] = field(default_factory=dict)
    deed: Any = None  # what carrying out needs besides the entries, as the kind's importer decided it

    def of(self, outcome: Outcome) -> list[Entry]:
        return [entry for entry in self.entries if entry.outcome == outcome]

    @property
    def counts(self) -> dict[Outcome, int]:
        counted = Counter(entry.outcome for entry in self.entries)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def may_be_carried_out(self) -> bool:
        """All or nothing: not while a row is refused or doubtful."""
        counts = self.counts
        return not (self.faults or counts[Outcome.REFUSED] or counts[Outcome.DOUBTFUL])

    @property
    def changes_nothing(self) -> bool:
        counts = self.counts
        return not (counts[Outcome.ADDED] or counts[Outcome.CHANGED])

    @property
    def cell_faults(self) -> list[Fault]:
        """Every refused or doubtful cell, in the file's order."""
        return [*self.faults, *(fault for entry in self.entries for fault in entry.faults)]

    @property
    def questions(self) -> list[Question]:
        """What is still to be settled: asked of a row that is read, once for all sheets."""
        open_ones = {fault.question for fault in self.cell_faults if fault.question}
        found: dict[str, Question] = {}
        for rows in self.rows:
            sheet = rows.table.grid.shown_name
            for question in rows.questions.values():
                if question.id in open_ones:
                    _add_to(found, question, f"{sheet}!" if sheet else "")
        return list(found.values())

    @property
    def sentences(self) -> list[str]:
        """What would happen, for a clerk."""
        return [self.verdict.sentence, *self.how_found, self._in_numbers(), *self.remarks, self._what_next()]

    @property
    def how_found(self) -> list[str]:
        found = ((rows.table.grid.shown_name, line) for rows in self.rows for line in rows.table.explained())
        return [f"“{sheet}”{line}" if sheet else line for sheet, line in found]

    def _in_numbers(self) -> str:
        parts = [f"{OUTCOME_LABELS[outcome]} {count} 行" for outcome, count in self.counts.items() if count]
        return f"共 {len(self.entries)} 行：{'，'.join(parts)}。" if parts else "没有一行数据。"

    def _what_next(self) -> str:
        wrong = len({(fault.sheet, fault.row) for fault in self.cell_faults if fault.grade == REFUSED})
        asked = len(self.questions)
        if wrong:
            also = f"，另有 {asked} 个问题要答" if asked else ""
            return f"有 {wrong} 行要改{also}；改好前什么都不写入。也可以指明不读这几行，其余照写。"
        if not self.may_be_carried_out:
            return f"有 {asked} 个问题要答，答好前什么都不写入。"
        if self.changes_nothing:
            return "和册上一样，没有要写的。"
        return "可以写入。"

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file,
            **self.verdict.as_json(),
            "mapping": [line for rows in self.rows for line in rows.mapping.as_json()],
            "counts": {outcome.value: count for outcome, count in self.counts.items()},
            "may_be_carried_out": self.may_be_carried_out,
            "summary": self.sentences,
            "faults": [fault.as_json() for fault in self.cell_faults],
            "questions": [question.as_json() for question in self.questions],
            "rows": [entry.as_json() for entry in self.entries],
            "passed_over": [
                {"row": p.row, "what": ROW_KIND_LABELS.get(p.kind, "空行"), "text": p.text} for p in self.passed
            ],
            "absent": self.absent,
        }


def _add_to(found: dict[str, Question], question: Question, before: str) -> None:
    """The same question of another sheet is asked once; its cells are named with their sheet."""
    asked = found.setdefault(question.id, replace(question, cells=[], details=[]))
    asked.cells.extend(f"{before}{cell}" for cell in question.cells)
    asked.details.extend(detail for detail in question.details if detail not in asked.details)


Decided = tuple[Outcome, Any, tuple[Difference, ...]]
LEAVE_OUT = re.compile(r"(\d+)(?:\s*[-–—~至到]\s*(\d+))?")


def rows_left_out(text: str) -> frozenset[int]:
    """12,15-20 → the file's own row numbers. Raises Unreadable for anything else."""
    numbers: set[int] = set()
    for part in re.split(r"[,，、;；\s]+", text.strip()):
        if not part:
            continue
        span = LEAVE_OUT.fullmatch(part)
        first, last = (int(span[1]), int(span[2] or span[1])) if span else (0, -1)
        if not 0 < first <= last <= 10_000_000:
            raise Unreadable(f"“{part}”不是行号。请写文件里的行号，如 12,15-20。", reason="leave_out")
        numbers |= set(range(first, last + 1))
    return frozenset(numbers)


def passed_rows(table: Table) -> list[Passed]:
    shown = ((row, why) for row, why in sorted(table.passed.items()) if why.kind != RowKind.BLANK)
    return [Passed(row + 1, why.kind, why.text, table.grid.shown_name) for row, why in shown]


def decide(
    rows: Rows,
    judge: Callable[[int], Decided],
    *,
    who: Callable[[Mapping[str, Any]], str],
    left_out: Collection[int] = (),
) -> list[Entry]:
    """An entry for every row. `judge` looks at a row by its position; faults it notes on `rows` decide first."""
    entries = []
    sheet = rows.table.grid.shown_name
    for at, number in enumerate(rows.numbers):
        told = rows[at]
        if number in left_out:
            entries.append(Entry(number, Outcome.EXCLUDED, who(told), told, sheet=sheet))
            continue
        outcome, target, differences = judge(at)
        faults = tuple(rows.faults.get(at, ()))
        outcome = _worst(faults) or outcome
        entries.append(Entry(number, outcome, who(told), told, target, differences, faults, sheet))
    return entries


def _worst(faults: Iterable[Fault]) -> Outcome | None:
    grades = {fault.grade for fault in faults}
    if REFUSED in grades:
        return Outcome.REFUSED
    return Outcome.DOUBTFUL if DOUBTFUL in grades else None


def differences(
    told: Mapping[str, Any], held: Mapping[str, Any], labels: Mapping[str, str], keys: Sequence[str]
) -> tuple[Difference, ...]:
    """Fields the file fills and says otherwise; an empty cell changes nothing."""
    return tuple(
        Difference(key, labels[key], held.get(key), told[key])
        for key in keys
        if told.get(key) not in (None, "") and told[key] != held.get(key)
    )


def missing_columns(rows: Rows) -> list[Fault]:
    """A required column the file does not have, as one fault of the header."""
    header = rows.table.header_rows[-1] + 1 if rows.table.header_rows else 1
    return [
        Fault(header, "", column.label, "", f"没有找到“{column.label}”这一列。请补上，或指明是哪一列。")
        for column in rows.mapping.missing
    ]
