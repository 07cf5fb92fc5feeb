"""From a file to a Plan: which table is meant, how its columns are read, what the kind's importer decides of its rows.

Every door (page, API, command line) goes through `read_case` and an Importer, so that all say the same of a file.
Deciding reads; carrying out goes through acts.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from zhucun.acts.act import Act
from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.acts.refused import Refused, SomeRefused
from zhucun.sheets.faults import Fault, Unreadable
from zhucun.sheets.grid import Grid, Workbook
from zhucun.sheets.header import find_tables
from zhucun.sheets.kinds import KindSignature, Verdict, known_words, recognise, registered_kinds
from zhucun.sheets.labels import normal_label
from zhucun.sheets.mapping import map_columns
from zhucun.sheets.plan import Entry, Plan, missing_columns, passed_rows
from zhucun.sheets.reading import read_bytes
from zhucun.sheets.rows import Rows, read_rows
from zhucun.web.models import RememberedMapping


@dataclass(frozen=True)
class Choices:
    """What a person settled about a file. Rows left out are named `12`, or `东岭镇!12` among several sheets."""

    kind: str = ""
    sheet: str = ""
    encoding: str = ""
    mapping: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()

    def left_out_of(self, sheet: str) -> frozenset[int]:
        named = (row.rpartition("!") for row in self.left_out)
        return frozenset(int(number) for of, _, number in named if of in ("", sheet))

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "sheet": self.sheet,
            "encoding": self.encoding,
            "mapping": dict(self.mapping),
            "answers": dict(self.answers),
            "left_out": sorted(self.left_out),
        }

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Choices":
        return cls(**{**told, "left_out": frozenset(told.get("left_out", ()))})


class WrongKind(Unreadable):
    """The table is something else than was asked for; `verdict` says what."""

    def __init__(self, sentence: str, verdict: Verdict) -> None:
        super().__init__(sentence, reason="kind")
        self.verdict = verdict


@dataclass
class Case:
    """A file as read for one kind, and by whom. `others` are tables beside it that are something else."""

    file: str
    book: Workbook
    verdict: Verdict
    rows: list[Rows]
    others: list[Verdict]
    choices: Choices
    by: Actor

    @property
    def answers(self) -> Mapping[str, str]:
        return self.choices.answers

    @property
    def faults(self) -> list[Fault]:
        return [fault for rows in self.rows for fault in missing_columns(rows)]

    def left_out_of(self, rows: Rows) -> Collection[int]:
        return self.choices.left_out_of(rows.table.grid.shown_name)

    def plan(self, entries: list[Entry], *, remarks: Iterable[str] = (), absent: Iterable[str] = ()) -> Plan:
        passed = [row for rows in self.rows for row in passed_rows(rows.table)]
        told = [*self._about_others(), *remarks]
        return Plan(self.file, self.verdict, self.rows, entries, passed, self.faults, list(absent), told, self.answers)

    def _about_others(self) -> list[str]:
        hidden = [f"隐藏的工作表“{name}”没有读。" for name in self.book.hidden_names]
        return hidden + [f"{_where(other)}{other.sentence[:-1]}，这次没有读。" for other in self.others]


def _where(verdict: Verdict) -> str:
    table = verdict.table
    sheet = f"工作表“{table.grid.name}”" if table.grid.shown_name else ""
    return f"{sheet}{table.span} 列："


@dataclass(frozen=True)
class TakesBack:
    """What a file of the kind wrote may be withdrawn as a whole: by which act, and which of the rows still stand."""

    act: Act
    standing: Callable[[QuerySet], QuerySet]


@dataclass(frozen=True)
class Importer:
    """How one kind of table is taken in: deciding says what would happen, carrying out does it through acts."""

    kind: KindSignature
    needs: Permission
    decide: Callable[[Case], Plan]
    carry_out: Callable[[Plan, Actor], dict[str, int]]
    route: str = ""  # the page on which one sees the result
    also_called: tuple[str, ...] = ()  # short names, for the command line
    order: int = 50  # among the kinds a page offers
    # What points to the kept file itself, once it is kept: opening values.
    afterwards: Callable[[Plan, Any, Actor], None] | None = None
    takes_back: TakesBack | None = None
    # Labels of columns of which nothing may be kept, not even with the file: they are emptied before it is.
    withholds: Callable[[str], bool] | None = None

    @property
    def key(self) -> str:
        return self.kind.key

    @property
    def name(self) -> str:
        """The one name by which it is called where people write it themselves."""
        return self.also_called[0] if self.also_called else self.key


_importers: dict[str, Importer] = {}


def imports(importer: Importer) -> Importer:
    """Register. Raises ValueError where the kind has one already."""
    if importer.key in _importers:
        raise ValueError(f"two importers for {importer.key}")
    _importers[importer.key] = importer
    return importer


def importers() -> list[Importer]:
    return sorted(_importers.values(), key=lambda one: one.order)


def importer_for(key: str) -> Importer:
    """By key, the key with hyphens, or the label. Raises Unreadable."""
    wanted = normal_label(key)
    for importer in _importers.values():
        names = (importer.key, importer.kind.label, importer.kind.ledger, *importer.also_called)
        if wanted in map(normal_label, names):
            return importer
    known = "、".join(f"{one.name}（{one.kind.label}）" for one in importers())
    raise Unreadable(f"不认识表的种类“{key}”。可以写：{known}。", reason="kind")


# ── reading ──


def read_case(data: bytes, name: str, choices: Choices, *, by: Actor) -> Case:
    """Raises Unreadable with the sentence for people."""
    book = read_bytes(data, name, encoding=choices.encoding)
    signatures = registered_kinds()
    known = known_words(signatures)
    grids = _grids(book, choices.sheet)
    verdicts = [recognise(table, signatures, book.name) for grid in grids for table in find_tables(grid, known)]
    chosen = _chosen(verdicts, choices)
    kept = remembered(by.county_code, chosen[0].key)
    rows = [_read(verdict, number, choices, kept, by) for number, verdict in enumerate(chosen, 1)]
    read = {id(verdict.table) for verdict in chosen}
    others = [verdict for verdict in verdicts if id(verdict.table) not in read]
    return Case(name, book, chosen[0], rows, others, choices, by)


def _grids(book: Workbook, sheet: str) -> list[Grid]:
    if not sheet:
        if not book.shown:
            raise Unreadable("工作表都是隐藏的。请取消隐藏再导入。", reason="empty")
        return book.shown
    found = [grid for grid in book.filled if grid.name == sheet]
    if not found:
        names = "、".join(grid.name for grid in book.filled)
        raise Unreadable(f"没有叫“{sheet}”的工作表。有内容的是：{names}。", reason="sheet")
    return found


def _chosen(verdicts: list[Verdict], choices: Choices) -> list[Verdict]:
    """The tables of the kind asked for; without one, of the kind that most rows are. Raises Unreadable."""
    if choices.kind:
        return _of_kind(verdicts, importer_for(choices.kind), bool(choices.mapping))
    recognised = [verdict for verdict in verdicts if verdict.signature]
    if not recognised:
        raise WrongKind(verdicts[0].sentence, verdicts[0])
    main = max(recognised, key=lambda verdict: len(verdict.table.data_rows))
    return [verdict for verdict in recognised if verdict.key == main.key]


def _of_kind(verdicts: list[Verdict], wanted: Importer, is_told: bool) -> list[Verdict]:
    """A table that nothing recognises is read as the kind asked for, if a mapping says how."""
    found = [verdict for verdict in verdicts if verdict.key == wanted.key]
    if found:
        return found
    unknown = next((verdict for verdict in verdicts if verdict.signature is None), None)
    if is_told and unknown:
        return [Verdict(unknown.table, wanted.kind, ("按你指明的列读",))]
    raise _why_not(verdicts, wanted)


def _why_not(verdicts: list[Verdict], wanted: Importer) -> WrongKind:
    """What it is, why it is not what was asked for, and where it belongs."""
    first = max(verdicts, key=lambda verdict: (verdict.signature is not None, len(verdict.table.data_rows)))
    if not first.table.has_header:
        return WrongKind(first.sentence, first)
    why = first.why_not(wanted.key)
    not_it = f"不是{wanted.kind.label}" + (f"（{why}）" if why else "")
    if first.signature is None:
        return WrongKind(f"{first.sentence}{not_it}。没有读进任何一行。", first)
    offer = f"可以改按“{first.label}”导入，记进{first.signature.ledger}。"
    return WrongKind(f"{first.sentence[:-1]}；{not_it}。没有读进任何一行。{offer}", first)


def _read(verdict: Verdict, number: int, choices: Choices, kept: Mapping[str, Mapping[str, str]], by: Actor) -> Rows:
    sheet = verdict.signature.sheet
    mapping = map_columns(sheet, verdict.table, remembered=kept, told=_told_of(choices.mapping, number))
    return read_rows(verdict.table, mapping, today=by.today, answers=choices.answers)


def _told_of(mapping: Mapping[str, str], number: int) -> dict[str, str]:
    """`2!B` is told of the second table alone, `B` and `单位` of all."""
    parted = ((of, column, key) for name, key in mapping.items() for of, _, column in (name.rpartition("!"),))
    return {column: key for of, column, key in parted if of in ("", str(number))}


def remembered(county_code: str, kind: str) -> dict[str, dict[str, str]]:
    kept = RememberedMapping.objects.filter(county_code=county_code, kind=kind)
    return dict(kept.values_list("fingerprint", "mapping"))


def remember(plan: Plan, county_code: str) -> None:
    """How the columns were read, for the next file with these columns; once it has been confirmed."""
    for rows in plan.rows:
        RememberedMapping.objects.update_or_create(
            county_code=county_code,
            kind=plan.verdict.key,
            fingerprint=rows.mapping.fingerprint,
            defaults={"mapping": rows.mapping.remembered(rows.table)},
        )


def digest(plan: Plan) -> str:
    """The same as long as the file would do the same: what was looked at is what is written."""
    summed = hashlib.sha256()
    for entry in plan.entries:
        changes = ";".join(difference.sentence for difference in entry.differences)
        summed.update(f"{entry.sheet}|{entry.row}|{entry.outcome}|{entry.who}|{changes}\n".encode())
    for sentence in (*plan.remarks, *plan.absent):
        summed.update(sentence.encode())
    return summed.hexdigest()


@contextmanager
def refused_by_row(entries: Sequence[Entry]) -> Iterator[None]:
    """A bulk act says which of its calls it refuses; people are told the row of the file."""
    try:
        yield
    except SomeRefused as refusal:
        index, first = refusal.lines[0]
        entry = entries[index]
        row = f"“{entry.sheet}”第 {entry.row} 行" if entry.sheet else f"第 {entry.row} 行"
        more = f"另有 {len(refusal.lines) - 1} 行也不行。" if len(refusal.lines) > 1 else ""
        raise Refused(f"{row}：{first.sentence}{more}什么都没有写入。", rule=first.rule) from refusal


def chunks(things: Sequence[Any], size: int = 1000) -> Iterable[Sequence[Any]]:
    """So many at a time: a bulk act keeps all it was given in memory."""
    for start in range(0, len(things), size):
        yield things[start : start + size]
