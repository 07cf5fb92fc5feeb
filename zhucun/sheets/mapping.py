"""Which column of a table is which of a declaration: told, remembered, or proposed with a reason."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from zhucun.sheets.columns import SERIAL_WORDS, Column, Sheet
from zhucun.sheets.faults import Unreadable
from zhucun.sheets.grid import column_index, is_blank, letter
from zhucun.sheets.labels import label_forms, normal_label
from zhucun.sheets.tables import ColumnHead, Table
from zhucun.sheets.values import plain

SAMPLED = 80  # cells of a column
TOLD, REMEMBERED, SAME_LABEL, SYNONYM, PART_OF_LABEL, BY_CONTENT = 100, 99, 97, 92, 70, 60
AGREES, DISAGREES, SURE_BY_CONTENT = 0.6, 0.2, 0.9  # of the filled cells
IGNORE = ""


@cache
def serial_labels() -> frozenset[str]:
    return frozenset(map(normal_label, SERIAL_WORDS))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A column of the file, the key it is taken for (empty: not read), and why."""

    index: int
    label: str
    key: str
    reason: str
    confidence: int

    @property
    def letter(self) -> str:
        return letter(self.index)

    def as_json(self) -> dict[str, Any]:
        return {
            "column": self.letter,
            "label": self.label,
            "key": self.key or None,
            "reason": self.reason,
            "confidence": self.confidence,
        }


@dataclass
class ColumnMapping:
    sheet: Sheet
    proposals: list[Proposal]
    fingerprint: str
    indexes: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        self.indexes = {proposal.key: proposal.index for proposal in self.proposals if proposal.key}

    @property
    def missing(self) -> tuple[Column, ...]:
        """Required columns that no column of the file was taken for."""
        return tuple(column for column in self.sheet.required if column.key not in self.indexes)

    @property
    def ignored(self) -> list[Proposal]:
        return [proposal for proposal in self.proposals if not proposal.key]

    def remembered(self, table: Table) -> dict[str, str]:
        """What to keep for the next file with this fingerprint."""
        keys = {proposal.index: proposal.key for proposal in self.proposals}
        return {name: keys.get(column.index, IGNORE) for name, column in _named(table).items()}

    def as_json(self) -> list[dict[str, Any]]:
        return [proposal.as_json() for proposal in self.proposals]


def fingerprint(table: Table) -> str:
    """The same for every file with these columns in this order."""
    labels = "|".join(normal_label(column.label) for column in table.columns)
    return hashlib.sha256(labels.encode()).hexdigest()[:32]


def map_columns(
    sheet: Sheet,
    table: Table,
    *,
    remembered: Mapping[str, Mapping[str, str]] | None = None,
    told: Mapping[str, str] | None = None,
) -> ColumnMapping:
    """`remembered`: fingerprint → {column name: key}; `told`: {column name or letter: key}, an empty key is not read.

    Raises Unreadable where `told` names a column or key there is not.
    """
    mark = fingerprint(table)
    chosen: dict[int, Proposal] = {}
    for index, key in _told(sheet, table, told or {}).items():
        chosen[index] = _proposal(table.head(index), key, "你指明的", TOLD)
    for name, key in (remembered or {}).get(mark, {}).items():
        column = _named(table).get(name)
        if column is None or column.index in chosen or key in _keys(chosen):
            continue
        if key in sheet.by_key or key == IGNORE:
            chosen[column.index] = _proposal(column, key, "上次导入同样的表时确认过", REMEMBERED)
    for proposal in _proposed(sheet, table, chosen):
        chosen[proposal.index] = proposal
    for column in table.columns:
        if column.index not in chosen:
            chosen[column.index] = _proposal(column, IGNORE, _why_ignored(sheet, column, chosen), 0)
    return ColumnMapping(sheet, [chosen[column.index] for column in table.columns], mark)


def _proposal(column: ColumnHead, key: str, reason: str, confidence: int) -> Proposal:
    return Proposal(column.index, column.label, key, reason, confidence)


def _keys(chosen: Mapping[int, Proposal]) -> set[str]:
    return {proposal.key for proposal in chosen.values() if proposal.key}


def _named(table: Table) -> dict[str, ColumnHead]:
    """Columns by label; a label that is missing or occurs twice is completed by the letter."""
    names: dict[str, ColumnHead] = {}
    for column in table.columns:
        name = normal_label(column.label)
        names[name if name and name not in names else f"{name}@{column.letter}"] = column
    return names


# ── told ──


def _told(sheet: Sheet, table: Table, told: Mapping[str, str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for name, key in told.items():
        key = "" if key in ("", "ignore", "忽略", None) else _key(sheet, key)
        column = _column_called(table, name)
        if key and key in found.values():
            raise Unreadable(f"“{sheet.by_key[key].label}”指了两列。请只指一列。", reason="mapping")
        found[column.index] = key
    return found


def _key(sheet: Sheet, key: str) -> str:
    if key in sheet.by_key:
        return key
    for column in sheet.columns:
        if normal_label(key) == normal_label(column.label):
            return column.key
    listed = "、".join(column.label for column in sheet.columns)
    raise Unreadable(f"指明的“{key}”不是{sheet.title}的列。可以写：{listed}。", reason="mapping")


def _column_called(table: Table, name: str) -> ColumnHead:
    same = [c for c in table.columns if name.strip() in (c.label, *c.labels) or normal_label(name) in _forms(c)]
    if len(same) == 1:
        return same[0]
    if name.strip().isascii() and name.strip().isalpha() and len(name.strip()) <= 3:
        for column in table.columns:
            if column.index == column_index(name.strip()):
                return column
    if same:
        letters = "、".join(column.letter for column in same)
        raise Unreadable(f"指明的“{name}”在表里有几列（{letters}），请写列字母。", reason="mapping")
    raise Unreadable(f"指明的“{name}”在表里找不到。请写表里的列名或列字母。", reason="mapping")


# ── proposed ──


def _forms(column: ColumnHead) -> set[str]:
    """The ways the column may be called: whole, its lowest label, any of its labels joined with the lowest."""
    if not column.labels:
        return set()
    lowest = column.labels[-1]
    names = {column.label, lowest} | {f"{upper}{lowest}" for upper in column.labels[:-1]}
    return {form for name in names for form in label_forms(name)}


def _proposed(sheet: Sheet, table: Table, chosen: Mapping[int, Proposal]) -> list[Proposal]:
    """The most confident first; a column and a key are given once."""
    free = [column for column in table.columns if column.index not in chosen]
    samples = {column.index: _sample(table, column) for column in free}
    found = [
        proposal
        for column in free
        for wanted in sheet.columns
        if (proposal := _compared(wanted, column, samples[column.index]))
    ]
    found.sort(key=lambda proposal: (-proposal.confidence, proposal.index))
    taken, keys = set(), _keys(chosen)
    proposals = []
    for proposal in found:
        if proposal.index not in taken and proposal.key not in keys and not _is_tied(proposal, found):
            taken.add(proposal.index)
            keys.add(proposal.key)
            proposals.append(proposal)
    return proposals


def _is_tied(proposal: Proposal, found: Sequence[Proposal]) -> bool:
    """By content alone two columns may claim one key: then neither is taken."""
    if proposal.confidence != BY_CONTENT:
        return False
    return any(p.key == proposal.key and p.index != proposal.index and p.confidence == BY_CONTENT for p in found)


def _sample(table: Table, column: ColumnHead) -> list[str]:
    rows = table.data_rows
    step = max(1, len(rows) // SAMPLED)
    cells = (table.grid.rows[row][column.index] for row in rows[::step])
    return [plain(cell) for cell in cells if not is_blank(cell)]


def _share(wanted: Column, sample: Sequence[str]) -> float:
    return sum(map(wanted.kind.looks, sample)) / len(sample) if sample else 0.0


def _compared(wanted: Column, column: ColumnHead, sample: Sequence[str]) -> Proposal | None:
    forms = _forms(column)
    if forms & serial_labels() and not forms & wanted.words:
        return None
    share = _share(wanted, sample)
    shown = f"“{column.label}”"
    if normal_label(wanted.label) in forms:
        return _by_label(wanted, column, f"列名就是{shown}", SAME_LABEL, share, sample)
    if forms & wanted.words:
        return _by_label(wanted, column, f"列名{shown}就是{wanted.label}", SYNONYM, share, sample)
    if word := _word_within(wanted, forms, agrees=share >= AGREES):
        reason = f"列名{shown}里有“{word}”" + ("，内容也像" if share >= AGREES else "，请核对")
        return _proposal(column, wanted.key, reason, PART_OF_LABEL + min(len(word), 9) + 10 * (share >= AGREES))
    if wanted.kind.is_distinct and len(sample) > 1 and share >= SURE_BY_CONTENT and not (forms and wanted.kind.words):
        name = shown if column.label else "这一列没有列名"
        return _proposal(column, wanted.key, f"{name}，内容看着是{wanted.label}，请核对", BY_CONTENT)
    return None


def _word_within(wanted: Column, forms: set[str], *, agrees: bool) -> str:
    """The longest known word in the label; where the content says nothing, its end: 某某单位, not 单位电话."""
    if wanted.kind.tells and not agrees:
        return ""
    found = (
        word
        for word in wanted.words
        if len(word) > 1 and any(word in form if agrees else form.endswith(word) for form in forms)
    )
    return max(found, key=len, default="")


def _by_label(
    wanted: Column, column: ColumnHead, reason: str, confidence: int, share: float, sample: Sequence[str]
) -> Proposal:
    """A label is believed over a few odd cells, but said to be doubtful where hardly any cell agrees."""
    if wanted.kind.is_distinct and share >= SURE_BY_CONTENT:
        return _proposal(column, wanted.key, f"{reason}，内容也是", SAME_LABEL + 1)
    if wanted.kind.tells and len(sample) > 2 and share < DISAGREES:
        return _proposal(column, wanted.key, f"{reason}，但内容不太像，请核对", confidence - 30)
    return _proposal(column, wanted.key, reason, confidence)


def _why_ignored(sheet: Sheet, column: ColumnHead, chosen: Mapping[int, Proposal]) -> str:
    forms = _forms(column)
    if forms & serial_labels():
        return "序号，不用读"
    for wanted in sheet.columns:
        if forms & wanted.words and wanted.key in _keys(chosen):
            other = next(p for p in chosen.values() if p.key == wanted.key)
            return f"也像{wanted.label}，但已经取了 {other.letter} 列，这一列不读"
    return "不是要读的列" if column.labels else "没有列名，不读"
