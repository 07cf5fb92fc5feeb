"""The part of a new version that is a list of rows: those in force, each kept, changed or taken out; blank lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from zhucun.policy.profile import Declared
from zhucun.policy.rows import Cell, Holds, PolicyRow, cells_of

BLANKS = 2
NUMBERS = (Holds.COUNT, Holds.HALF_DAYS, Holds.MONEY)
LONGEST_TYPED = 120


@dataclass(frozen=True)
class RowTable:
    """As the page draws it. A line begins with its box 留用, which a blank one has not."""

    label: str
    rule: str
    heads: list[tuple[str, str]]
    lines: list[tuple[forms.BoundField | None, list[tuple[str, forms.BoundField]]]]


def add_fields(form: forms.Form, entry: Declared, now: Sequence[PolicyRow]) -> None:
    for at in range(len(now) + BLANKS):
        row = now[at] if at < len(now) else None
        words = f"{entry.label}第 {at + 1} 行" if row else f"{entry.label}新加第 {at - len(now) + 1} 行"
        if row is not None:
            kept = forms.BooleanField(label=f"{words}，留用", required=False, initial=True)
            form.fields[_name(entry, at, "kept")] = kept
        for cell in _cells(entry):
            form.fields[_name(entry, at, cell.name)] = _field(cell, row, f"{words}：{cell.label}")


def _field(cell: Cell, row: PolicyRow | None, label: str) -> forms.Field:
    """None of them is required: a blank line stays blank, and what a line lacks is said by its cell."""
    kept = getattr(row, cell.name) if row is not None else None
    if cell.holds is Holds.FLAG:
        return forms.BooleanField(label=label, required=False, initial=bool(kept))
    if cell.holds is Holds.CHOICE:
        first = [] if row is not None else [("", "—")]
        choices = [*first, *cell.choices.items()]
        return forms.ChoiceField(label=label, required=False, initial=kept or "", choices=choices)
    shown = cell.shown(kept) if row is not None else ""
    return forms.CharField(label=label, required=False, initial=shown, max_length=LONGEST_TYPED)


def drawn(form: forms.Form, entry: Declared, now: Sequence[PolicyRow]) -> RowTable:
    lines = []
    for at in range(len(now) + BLANKS):
        kept = form[_name(entry, at, "kept")] if at < len(now) else None
        lines.append((kept, [(cell.label, form[_name(entry, at, cell.name)]) for cell in _cells(entry)]))
    return RowTable(entry.label, entry.rule, [(cell.label, cell.hint) for cell in _cells(entry)], lines)


def rows_told(form: forms.Form, entry: Declared, now: Sequence[PolicyRow]) -> list[PolicyRow]:
    """The list as it would be. A cell that cannot be read becomes an error of its field."""
    told: list[PolicyRow] = []
    for at in range(len(now) + BLANKS):
        old = now[at] if at < len(now) else None
        if old is not None and not form.cleaned_data.get(_name(entry, at, "kept")):
            continue
        if old is not None or _is_begun(form, entry, at):
            cells = {cell.name: _read(form, entry, at, cell) for cell in _cells(entry)}
            told.append(_row(entry, old, cells, [*now, *told]))
    return _in_order(entry, told)


def _in_order(entry: Declared, told: list[PolicyRow]) -> list[PolicyRow]:
    assert entry.rows_of is not None
    return sorted(told, key=entry.rows_of.order)


def _is_begun(form: forms.Form, entry: Declared, at: int) -> bool:
    return any(form.cleaned_data.get(_name(entry, at, cell.name)) for cell in _cells(entry))


def _read(form: forms.Form, entry: Declared, at: int, cell: Cell) -> Any:
    name = _name(entry, at, cell.name)
    given = form.cleaned_data.get(name)
    if cell.holds is Holds.FLAG:
        return bool(given)
    try:
        return cell.read(given or "")
    except ValueError as problem:
        form.add_error(name, str(problem))
        return () if cell.holds is Holds.STEPS else 0 if cell.holds in NUMBERS else ""


def _row(entry: Declared, old: PolicyRow | None, cells: dict[str, Any], others: Sequence[PolicyRow]) -> PolicyRow:
    """A new row that is known by a key gets one of its own."""
    assert entry.rows_of is not None
    if "key" not in entry.rows_of.__dataclass_fields__:
        return entry.rows_of(**cells)
    taken = {getattr(one, "key", "") for one in others}
    own = next(f"own{n}" for n in range(1, len(taken) + 2) if f"own{n}" not in taken)
    return entry.rows_of(**cells, key=getattr(old, "key", own))  # type: ignore[call-arg]


def _cells(entry: Declared) -> tuple[Cell, ...]:
    assert entry.rows_of is not None
    return cells_of(entry.rows_of)


def _name(entry: Declared, at: int, cell: str) -> str:
    return f"{entry.key}_{at}_{cell}"
