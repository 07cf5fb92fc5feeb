"""Sheet and Column: one declaration reads a file, writes one, makes the blank form and explains it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhucun.sheets.header import Known
from zhucun.sheets.labels import normal_label
from zhucun.sheets.values import Kind


@dataclass(frozen=True)
class Column:
    """`synonyms` are other labels in use. `repeats`: often written once for several rows, so blanks are asked."""

    key: str
    label: str
    kind: Kind
    synonyms: tuple[str, ...] = ()
    is_required: bool = False
    repeats: bool = False
    help: str = ""
    width: int = 12
    value: Callable[[Any], Any] | None = None  # for writing: from a row to the cell
    is_in_form: bool = True  # stands in the blank form and in exports; others are only read

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(normal_label(word) for word in (self.label, *self.synonyms))

    @property
    def explained(self) -> str:
        parts = ["必填" if self.is_required else "", self.kind.help, self.help]
        return "；".join(part for part in parts if part)


@dataclass(frozen=True)
class Sheet:
    """A ledger's columns in the order in which they are written."""

    key: str
    title: str
    columns: tuple[Column, ...]
    note: str = ""

    def __post_init__(self) -> None:
        keys = [column.key for column in self.columns]
        if len(set(keys)) != len(keys):
            raise ValueError(f"two columns of {self.key} have one key")

    @cached_property
    def by_key(self) -> dict[str, Column]:
        return {column.key: column for column in self.columns}

    @property
    def required(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_required)

    @property
    def in_form(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_in_form)


SERIAL_WORDS = ("序号", "编号", "序", "号", "No", "NO.", "行号", "顺序号")


def known_labels(sheets: Iterable[Sheet], more: Iterable[str] = ()) -> Known:
    """What the header finder may recognise as labels."""
    words = set(map(normal_label, (*SERIAL_WORDS, *more)))
    for sheet in sheets:
        for column in sheet.columns:
            words |= column.words
    return Known(frozenset(words))
