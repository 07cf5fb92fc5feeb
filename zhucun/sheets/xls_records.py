"""A first look into an old .xls: its records say whether it is locked, how far it reaches, and what is in error."""

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

import olefile

from zhucun.sheets.contents import SAVE_AS, encrypted
from zhucun.sheets.extents import must_be_few, must_fit
from zhucun.sheets.faults import Unreadable

BEGIN, END, LOCKED, EPOCH, SHEET = 0x0809, 0x000A, 0x002F, 0x0022, 0x0085
FORMULA, ERROR, SEVERAL_NUMBERS = 0x0006, 0x0205, 0x00BD
CELLS = frozenset((FORMULA, ERROR, SEVERAL_NUMBERS, 0x0203, 0x027E, 0x00FD, 0x0204, 0x00D6))
ERROR_NAMES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
WORKSHEET = 0


@dataclass
class XlsLook:
    counts_from_1904: bool = False
    broken: list[dict[tuple[int, int], str]] = field(default_factory=list)  # by worksheet, in order


def look_into(data: bytes) -> XlsLook:
    """Raises Unreadable for what is locked, damaged or too large."""
    stream = _workbook_stream(data)
    look, offsets = XlsLook(), []
    for kind, body in _records(stream, 0):
        if kind == LOCKED:
            raise encrypted()
        if kind == EPOCH:
            look.counts_from_1904 = body[:1] == b"\x01"
        if kind == SHEET and len(body) > 5 and body[5] == WORKSHEET:
            offsets.append(struct.unpack_from("<I", body)[0])
    must_be_few(len(offsets))
    look.broken = [_look_at(stream, offset, f"第 {n} 张表") for n, offset in enumerate(offsets, 1)]
    return look


def _workbook_stream(data: bytes) -> bytes:
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            name = "Workbook" if container.exists("Workbook") else "Book"
            return container.openstream(name).read()
    except (OSError, ValueError, IndexError, struct.error) as error:
        raise Unreadable(f"文件损坏，打不开，可能没有传完整。{SAVE_AS}", reason="damaged") from error


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """Records of one part, from its BOF to its EOF; parts within (charts) are passed over."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, offset)
        depth += (kind == BEGIN) - (kind == END)
        if depth <= 1:
            yield kind, stream[offset + 4 : offset + 4 + size]
        if depth <= 0:
            return
        offset += 4 + size


def _look_at(stream: bytes, offset: int, name: str) -> dict[tuple[int, int], str]:
    rows = columns = 0
    broken = {}
    for kind, body in _records(stream, offset):
        if kind not in CELLS or len(body) < 4:
            continue
        row, column = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0] if kind == SEVERAL_NUMBERS else column
        rows, columns = max(rows, row + 1), max(columns, last + 1)
        if (code := _error_code(kind, body)) is not None:
            broken[row, column] = f"这一格的公式出错（{ERROR_NAMES.get(code, '#ERR')}）。请改好公式或填上数值。"
    must_fit(name, rows, columns)
    return broken


def _error_code(kind: int, body: bytes) -> int | None:
    if kind == ERROR and len(body) >= 8 and body[7] == 1:
        return body[6]
    if kind == FORMULA and len(body) >= 14 and body[12:14] == b"\xff\xff" and body[6] == 2:
        return body[8]
    return None
