"""Reading a table's rows by a mapping: values by column, faults by cell, and the questions that would settle doubts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.sheets.columns import Column, Sheet
from zhucun.sheets.faults import DOUBTFUL, REFUSED, Fault, Grade, shown_text
from zhucun.sheets.grid import Cell, is_blank, letter
from zhucun.sheets.mapping import ColumnMapping
from zhucun.sheets.tables import Table
from zhucun.sheets.values import Answer, Kind, Reading, Setting, doubtful

FILL_DOWN = "fill_down"


@dataclass
class Question:
    """One thing to be settled by a person; the same for all its cells. `details` are what it is about, listed.

    `wants` is "date" or "text" where something may be written instead of choosing an option.
    """

    id: str
    sentence: str
    options: list[tuple[str, str]]
    cells: list[str] = field(default_factory=list)  # C5, C9 …
    details: list[str] = field(default_factory=list)
    wants: str = ""

    def as_json(self) -> dict[str, Any]:
        options = [{"answer": key, "label": label} for key, label in self.options]
        told: dict[str, Any] = {"id": self.id, "question": self.sentence, "options": options, "cells": self.cells}
        return (
            told | ({"details": self.details} if self.details else {}) | ({"wants": self.wants} if self.wants else {})
        )


class RowValues(Mapping[str, Any]):
    """One row of a table that is kept by columns."""

    __slots__ = ("_at", "_values")

    def __init__(self, values: Mapping[str, list[Any]], at: int) -> None:
        self._values, self._at = values, at

    def __getitem__(self, key: str) -> Any:
        return self._values[key][self._at]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


@dataclass
class Rows:
    """`values` has a list for every column of the declaration, mapped or not; `numbers` are the file's own."""

    table: Table
    mapping: ColumnMapping
    numbers: list[int]
    values: dict[str, list[Any]]
    faults: dict[int, list[Fault]] = field(default_factory=dict)  # by position
    notes: dict[tuple[int, str], str] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.numbers)

    def __getitem__(self, at: int) -> RowValues:
        return RowValues(self.values, at)

    def __iter__(self) -> Iterator[RowValues]:
        return (RowValues(self.values, at) for at in range(len(self.numbers)))

    @property
    def sheet(self) -> Sheet:
        return self.mapping.sheet

    def cell_of(self, at: int, key: str) -> Cell:
        """The cell as it stands in the file."""
        index = self.mapping.indexes.get(key)
        return None if index is None else self.table.grid.rows[self.numbers[at] - 1][index]

    def fault(self, at: int, key: str, problem: str, grade: Grade = REFUSED, *, question: str = "") -> Fault:
        """Note a fault of a row at a column of the declaration, whether the file has it or not."""
        column = self.sheet.by_key[key]
        index = self.mapping.indexes.get(key)
        shown = shown_text(column.kind.shows(self.cell_of(at, key)))
        at_letter = "" if index is None else letter(index)
        sheet = self.table.grid.shown_name
        found = Fault(self.numbers[at], at_letter, self._label(column), shown, problem, grade, sheet, question)
        self.faults.setdefault(at, []).append(found)
        return found

    def forgive(self, at: int, key: str) -> None:
        """What a cell could not be read for does not matter after all."""
        where = letter(self.mapping.indexes[key])
        self.faults[at] = [fault for fault in self.faults.get(at, ()) if fault.letter != where]

    def doubt(self, at: int, key: str, reading: Reading) -> Fault:
        """Note a doubt and its question."""
        asked = self.ask(at, key, reading.asks, reading.answers, singly=reading.is_asked_singly)
        return self.fault(at, key, reading.problem, DOUBTFUL, question=asked)

    def ask(
        self,
        at: int,
        key: str,
        asks: str,
        answers: Sequence[Answer],
        *,
        singly: bool = False,
        sentence: str = "",
        detail: str = "",
        wants: str = "",
    ) -> str:
        """Add the cell to a question of its column, or of its own; returns the question's id."""
        column, number = self.sheet.by_key[key], self.numbers[at]
        asked = question_id(key, asks, number if singly else 0)
        question = self.questions.get(asked)
        if question is None:
            options = [(name, label) for name, label, _ in answers]
            said = sentence or f"{self._label(column)}：{_sentence(asks)}"
            question = self.questions[asked] = Question(asked, said, options, wants=wants)
        if detail and detail not in question.details:
            question.details.append(detail)
        index = self.mapping.indexes.get(key)
        question.cells.append(f"{letter(index) if index is not None else ''}{number}")
        return asked

    def _label(self, column: Column) -> str:
        index = self.mapping.indexes.get(column.key)
        return (self.table.head(index).label if index is not None else "") or column.label


def question_id(key: str, asks: str, row: int = 0) -> str:
    return f"{key}:{asks}:{row}" if row else f"{key}:{asks}"


SENTENCES = {
    "two_digit_year": "年份只有两位的，按哪个世纪？",
    "january_or_october": "是 1 月还是 10 月？",
    "age_not_birth": "填的是年龄，推不出出生年月，怎么办？",
    "year_only": "只有年份没有月份，怎么办？",
    "unusual_age": "年龄少见，照写吗？",
    "month_only": "只写到月的，按哪一天？",
    "long_name": "是一个人的姓名吗？",
    "several_numbers": "一格里有几个号码的，取哪一个？",
    FILL_DOWN: "有空着的格，接着上一行吗？",
}


def _sentence(asks: str) -> str:
    if asks.startswith("means:"):
        return f"“{asks.removeprefix('means:')}”指哪一个？"
    return SENTENCES.get(asks, "怎么办？")


def read_rows(table: Table, mapping: ColumnMapping, *, today: date, answers: Mapping[str, str] | None = None) -> Rows:
    """Every data row, whatever is wrong with it. `answers` are those to questions asked before, by their id."""
    positions = table.data_rows
    rows = Rows(table, mapping, [row + 1 for row in positions], {})
    for column in mapping.sheet.columns:
        index = mapping.indexes.get(column.key)
        if index is None:
            rows.values[column.key] = [None] * len(positions)
            continue
        _ColumnReader(rows, column, index, positions, today, answers or {}).read()
    return rows


def _multiplied(value: Any, times: int, cell: Cell) -> Any:
    """As the header says, unless the cell says so itself: 12.5万 under （万元）."""
    return value if value is None or "万" in str(cell) else value * times


@dataclass
class _ColumnReader:
    rows: Rows
    column: Column
    index: int
    positions: list[int]
    today: date
    answers: Mapping[str, str]

    def read(self) -> None:
        cells = self.rows.table.cells(self.index, self.positions)
        setting = self._setting(cells)
        kind = self.column.kind
        times = kind.times(self._header) if kind.times else 1
        known: dict[Any, Reading] = {}
        values: list[Any] = []
        odd: list[tuple[int, Reading]] = []
        for at, cell in enumerate(cells):
            mark = cell if cell.__class__ is str else (cell.__class__, cell)
            reading = known.get(mark)
            if reading is None:
                reading = known[mark] = kind.read(cell, setting)
            values.append(reading.value if times == 1 else _multiplied(reading.value, times, cell))
            if reading.grade or reading.note:
                odd.append((at, reading))
        self.rows.values[self.column.key] = values
        self._settle(odd, values)
        self._note_broken_formulas(values)
        self._look_for_blanks(cells, values)

    @property
    def _header(self) -> str:
        return next((one.label for one in self.rows.mapping.proposals if one.index == self.index), "")

    def _setting(self, cells: Sequence[Cell]) -> Setting:
        kind: Kind = self.column.kind
        return Setting(self.today, self.rows.table.grid.counts_from_1904, kind.learns(cells))

    def _settle(self, odd: Sequence[tuple[int, Reading]], values: list[Any]) -> None:
        key = self.column.key
        for at, reading in odd:
            if reading.note:
                self.rows.notes[at, key] = reading.note
            if reading.grade == DOUBTFUL and (answer := self._answer(at, reading)):
                reading = reading.settled(answer)
                values[at] = reading.value
            if reading.grade == DOUBTFUL:
                self.rows.doubt(at, key, reading)
            elif reading.grade:
                self.rows.fault(at, key, reading.problem)

    def _answer(self, at: int, reading: Reading) -> str:
        row = self.rows.numbers[at] if reading.is_asked_singly else 0
        return self.answers.get(question_id(self.column.key, reading.asks, row), "")

    def _look_for_blanks(self, cells: Sequence[Cell], values: list[Any]) -> None:
        """A required cell may be blank because the one above holds for several rows; a person must say so."""
        if not (self.column.is_required or self.column.repeats):
            return
        faulty = {at for at, faults in self.rows.faults.items() if any(f.letter == letter(self.index) for f in faults)}
        above: Any = None
        for at, value in enumerate(values):
            if value is not None or at in faulty:
                above = value if value is not None else above
            elif self.column.repeats and above is not None and is_blank(cells[at]):
                values[at] = self._filled_down(at, above)
            elif self.column.is_required:
                self.rows.fault(at, self.column.key, f"缺{self.column.label}。")

    def _filled_down(self, at: int, above: Any) -> Any:
        options = (("down", "空着的接上一行", above), ("blank", "就是空的", None))
        reading = doubtful("这一格空着，上一行有内容。", FILL_DOWN, *options)
        answer = self._answer(at, reading)
        if answer == "down":
            return above
        if answer == "blank":
            if self.column.is_required:
                self.rows.fault(at, self.column.key, f"缺{self.column.label}。")
            return None
        self.rows.doubt(at, self.column.key, reading)
        return None

    def _note_broken_formulas(self, values: list[Any]) -> None:
        broken = {row: why for (row, column), why in self.rows.table.grid.broken.items() if column == self.index}
        for at, row in enumerate(self.positions if broken else ()):
            if row in broken:
                values[at] = None
                kept = [f for f in self.rows.faults.get(at, []) if f.letter != letter(self.index)]
                self.rows.faults[at] = kept
                self.rows.fault(at, self.column.key, broken[row])
