"""What kind of table it is, and why: topics register what speaks for and against theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhucun.sheets.columns import Sheet, known_labels
from zhucun.sheets.header import Known, find_tables
from zhucun.sheets.labels import label_forms, normal_label, simplified
from zhucun.sheets.tables import ColumnHead, Table
from zhucun.sheets.values import Kind as ValueKind
from zhucun.sheets.values import plain

LOOKED_AT = 60
MOST = 0.8  # of the cells looked at


@dataclass(frozen=True)
class Sign:
    """A column that speaks for a kind: by its label, by a part of it, or by its content."""

    what: str
    labels: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    content: ValueKind | None = None

    def column_in(self, table: Table) -> ColumnHead | None:
        labels = {normal_label(label) for label in self.labels}
        parts = [normal_label(part) for part in self.parts]
        for column in table.columns:
            forms = _forms(column)
            if labels & forms or any(part in form for part in parts for form in forms):
                return column
        return next((c for c in table.columns if self.content and _is_filled_with(table, c, self.content)), None)


@dataclass(frozen=True)
class KindSignature:
    """A kind is recognised if every sign it needs is there and none against it; each further sign and title counts.

    Where the title alone says it (`title_words`), it may stand for the signs in `title_serves_for`.
    """

    key: str
    label: str
    needs: tuple[Sign, ...]
    speaks_for: tuple[Sign, ...] = ()
    speaks_against: tuple[Sign, ...] = ()
    title_words: tuple[str, ...] = ()
    title_serves_for: tuple[str, ...] = ()  # `what` of signs
    sheet: Sheet | None = None
    ledger: str = ""  # where such a table belongs, for the sentence that refuses it elsewhere


@dataclass(frozen=True)
class Verdict:
    """`signature` is None where no kind fits. `against` says of others why it is not they."""

    table: Table
    signature: KindSignature | None
    reasons: tuple[str, ...]
    against: dict[str, str] = field(default_factory=dict)
    score: int = 0

    @property
    def key(self) -> str:
        return self.signature.key if self.signature else "unknown"

    @property
    def label(self) -> str:
        return self.signature.label if self.signature else "认不出的表"

    @property
    def sentence(self) -> str:
        return f"这是{self.label}：{'；'.join(self.reasons)}。" if self.signature else f"{'；'.join(self.reasons)}。"

    def why_not(self, key: str) -> str:
        return self.against.get(key, "")

    def as_json(self) -> dict[str, Any]:
        return {"kind": self.key, "label": self.label, "reasons": list(self.reasons)}


_signatures: dict[str, KindSignature] = {}


def register_kind(signature: KindSignature) -> KindSignature:
    """Raises ValueError where the key is taken."""
    if signature.key in _signatures:
        raise ValueError(f"two kinds of table are called {signature.key}")
    _signatures[signature.key] = signature
    return signature


def registered_kinds() -> list[KindSignature]:
    return list(_signatures.values())


def kind_named(key: str) -> KindSignature:
    """Raises KeyError."""
    return _signatures[key]


def known_words(signatures: Iterable[KindSignature] | None = None) -> Known:
    """The labels that any of the kinds knows, for finding headers."""
    signatures = registered_kinds() if signatures is None else list(signatures)
    signs = [sign for s in signatures for sign in (*s.needs, *s.speaks_for, *s.speaks_against)]
    return known_labels([s.sheet for s in signatures if s.sheet], [label for sign in signs for label in sign.labels])


def recognised(
    book_name: str, grids: Sequence[Any], signatures: Iterable[KindSignature] | None = None
) -> list[Verdict]:
    """A verdict for every table of the sheets, in their order."""
    signatures = registered_kinds() if signatures is None else list(signatures)
    known = known_words(signatures)
    return [recognise(table, signatures, book_name) for grid in grids for table in find_tables(grid, known)]


def recognise(table: Table, signatures: Iterable[KindSignature] | None = None, book_name: str = "") -> Verdict:
    """The kind with the most evidence. `book_name` counts as a title."""
    signatures = registered_kinds() if signatures is None else list(signatures)
    if not table.has_header:
        return Verdict(table, None, ("没有找到表头。请在第一行写上列名，如“姓名”“单位”，或指明各列是什么",))
    found, against = [], {}
    for signature in signatures:
        score, sentences, problem = _weigh(signature, table, book_name)
        if problem:
            against[signature.key] = problem
        else:
            found.append((score, signature, sentences))
    if not found:
        return Verdict(table, None, (_unknown(table),), against)
    found.sort(key=lambda item: -item[0])
    score, signature, sentences = found[0]
    if len(found) > 1 and found[1][0] == score:
        rivals = "、".join(other.label for s, other, _ in found if s == score)
        return Verdict(table, None, (f"可能是{rivals}，看不准。请说明要导入哪一种",), against)
    for _, other, _ in found[1:]:
        against[other.key] = f"更像{signature.label}"
    return Verdict(table, signature, tuple(sentences), against, score)


def _unknown(table: Table) -> str:
    labels = "、".join(column.labels[-1] for column in table.columns[:8] if column.labels)
    return f"认不出是什么表。表里的列是：{labels}{'……' if len(table.columns) > 8 else ''}"


def _weigh(signature: KindSignature, table: Table, book_name: str) -> tuple[int, list[str], str]:
    """(score, reasons, why it is not this kind)."""
    title = _title_with(signature, table, book_name)
    served = set(signature.title_serves_for) if title else set()
    columns = {sign.what: sign.column_in(table) for sign in signature.needs}
    missing = [what for what, column in columns.items() if column is None and what not in served]
    if missing:
        return 0, [], f"没有{'、'.join(f'“{name}”' for name in missing)}列"
    for sign in signature.speaks_against:
        if column := sign.column_in(table):
            return 0, [], f"有“{column.labels[-1] if column.labels else column.letter}”列，是{sign.what}"
    more = [column for sign in signature.speaks_for if (column := sign.column_in(table))]
    present = [column for column in columns.values() if column]
    reasons = [f"有{_quoted([*present, *more])}列", *([f"标题里有“{title}”"] if title else [])]
    return 2 * len(present) + len(more) + 2 * bool(title), reasons, ""


def _quoted(columns: Sequence[ColumnHead]) -> str:
    labels = dict.fromkeys(column.labels[-1] if column.labels else column.letter for column in columns)
    return "".join(f"“{label}”" for label in labels)


def _title_with(signature: KindSignature, table: Table, book_name: str) -> str:
    titles = simplified("".join((*table.titles, table.grid.name, book_name))).replace(" ", "")
    return next((word for word in signature.title_words if word in titles), "")


def _forms(column: ColumnHead) -> set[str]:
    if not column.labels:
        return set()
    return {form for label in (*column.labels[-1:], "".join(column.labels)) for form in label_forms(label)}


def _is_filled_with(table: Table, column: ColumnHead, kind: ValueKind) -> bool:
    rows = table.data_rows[:LOOKED_AT]
    cells = [text for row in rows if (text := plain(table.grid.rows[row][column.index]))]
    return len(cells) > 0 and sum(map(kind.looks, cells)) >= MOST * len(cells)
