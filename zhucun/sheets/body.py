"""What each row below a header is: data, blank, total, the header again, a section title or a note."""

import re
from collections.abc import Sequence

from zhucun.sheets.grid import Cell, Grid, Row, is_blank, text_of
from zhucun.sheets.labels import normal_label
from zhucun.sheets.tables import ColumnHead, PassedOver, RowKind

TOTAL = re.compile(r"(?:本页|本表|全县|全镇|全乡|全区|总)?(?:合计|总计|小计|共计|累计)(?:$|[\d人名户个]|约)")
NOTE = re.compile(
    r"(?:填表人?|填报人?|填表日期|填报日期|填报时间|填表单位|填报单位|报送单位|制表人?|制表日期|审核人?|复核人?"
    r"|单位负责人|主要负责人|分管领导|负责人|经办人|联系人|附注|备注|说明|注|填表说明|填写说明)\s*\d?\s*[:：].*"
    r"|[※*].+|注\s*\d\s*[.、].*",
    re.DOTALL,
)
LABEL_COLUMNS = 5  # a total names itself in one of the first columns
WIDE = 3  # a text merged over this many columns is a title
SERIAL = frozenset(("序号", "编号", "序", "号", "no", "行号", "id"))


def is_note(text: str) -> bool:
    return bool(NOTE.fullmatch(text.strip()))


def is_total(text: str) -> bool:
    return bool(TOTAL.match(re.sub(r"[\s:：（(]", "", text)))


def body_of(grid: Grid, columns: Sequence[ColumnHead], first: int, end: int) -> tuple[dict[int, PassedOver], int]:
    """(rows that are no data, the last row of the body); what stands behind it is blank."""
    reader = _BodyReader(grid, columns, first, end)
    kinds: dict[int, RowKind] = {row: kind for row in range(first, end) if (kind := reader.kind(row)) != RowKind.DATA}
    reader.reconsider(kinds)
    passed = {row: PassedOver(kind, reader.text(row)) for row, kind in kinds.items()}
    last = end - 1
    while last >= first and last in kinds and kinds[last] == RowKind.BLANK:
        del passed[last]
        last -= 1
    return passed, last


class _BodyReader:
    def __init__(self, grid: Grid, columns: Sequence[ColumnHead], first: int, end: int) -> None:
        self.grid, self.first, self.end = grid, first, end
        self.indexes = [column.index for column in columns]
        self.is_whole = self.indexes == list(range(grid.width))
        self.lead = self.indexes[:LABEL_COLUMNS]
        self.labels = {c.index: {normal_label(label) for label in c.labels} for c in columns if c.labels}
        self.serial = next((c.index for c in columns[:2] if SERIAL & {normal_label(x) for x in c.labels}), None)
        self.wide = {
            region.top: region
            for region in grid.regions(first, end - 1)
            if region.width >= WIDE and region.left <= self.indexes[-1] and region.right >= self.indexes[0]
        }
        self.totals: dict[str, bool] = {}

    def cells(self, row: int) -> Row:
        cells = self.grid.rows[row]
        return cells if self.is_whole else [cells[c] for c in self.indexes]

    def text(self, row: int) -> str:
        return " ".join(text_of(cell) for cell in self.cells(row) if not is_blank(cell))

    def kind(self, row: int) -> RowKind:
        cells = self.cells(row)
        if not any(cells) and all(map(is_blank, cells)):
            return RowKind.BLANK
        if self._names_a_total(self.grid.rows[row]):
            return RowKind.TOTAL
        if cells.count(None) <= len(cells) * 0.6 and not self._may_repeat_header(row):
            return RowKind.DATA
        return self._kind_of_sparse(row, [(c, cell) for c, cell in zip(self.indexes, cells, strict=True)])

    def _names_a_total(self, cells: Row) -> bool:
        for column in self.lead:
            cell = cells[column]
            if cell.__class__ is str and len(cell) < 16 and self._is_total(cell):
                return True
        return False

    def _is_total(self, text: str) -> bool:
        known = self.totals.get(text)
        if known is None:
            known = self.totals[text] = "计" in text and is_total(text)
        return known

    def _may_repeat_header(self, row: int) -> bool:
        cells = self.grid.rows[row]
        for column in self.lead:
            cell = cells[column]
            if cell.__class__ is str and normal_label(cell) in self.labels.get(column, ()):
                return True
        return False

    def _kind_of_sparse(self, row: int, cells: list[tuple[int, Cell]]) -> RowKind:
        filled = [(c, text_of(cell)) for c, cell in cells if not is_blank(cell)]
        if not filled:
            return RowKind.BLANK
        equal = sum(normal_label(text) in self.labels.get(c, ()) for c, text in filled)
        if equal >= 2 and equal >= 0.6 * len(filled):
            return RowKind.HEADER_AGAIN
        if self.labels and not self.labels.keys() & {c for c, _ in filled}:
            return RowKind.NOTE
        if len(filled) == 1 and self._is_title(row, *filled[0]):
            return RowKind.SECTION
        return RowKind.DATA

    def _is_title(self, row: int, column: int, text: str) -> bool:
        """A single text over many columns, or one where a serial number would stand."""
        if row in self.wide and len(self.indexes) > WIDE:
            return True
        return column == self.serial and not text.replace(".", "").isdigit()

    def reconsider(self, kinds: dict[int, RowKind]) -> None:
        """Only below the last row of data is a line that begins like a note one; a person may be a remark's owner."""
        for row in range(self.end - 1, self.first - 1, -1):
            kind = kinds.get(row, RowKind.DATA)
            text = next((text_of(cell) for cell in self.cells(row) if not is_blank(cell)), "")
            if kind == RowKind.DATA and not is_note(text):
                return
            if kind == RowKind.DATA or (kind == RowKind.SECTION and text.startswith(("注", "备注", "说明"))):
                kinds[row] = RowKind.NOTE
