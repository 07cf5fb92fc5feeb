"""Text tables: which encoding, which separator, which rows."""

import csv
import io
import re
from collections import Counter

from zhucun.lib.later import Later
from zhucun.sheets.contents import TAKEN
from zhucun.sheets.extents import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, must_fit
from zhucun.sheets.faults import DoubtfulEncoding, Unreadable
from zhucun.sheets.grid import Grid, Row

charset_normalizer = Later("charset_normalizer")

MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
GUESSABLE = ("gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be")
SAMPLE = 64 * 1024
CLEAR_LEAD = 0.1  # by which the likelier reading must be the less chaotic one
FAMILIAR = re.compile("姓名|序号|序號|单位|單位|电话|電話|性别|性別|编号|編號|名称|名稱|乡镇|鄉鎮|[村镇鎮]名|备注|備註")
PRIVATE_USE = re.compile("[\ue000-\uf8ff\ufffd]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
SEPARATORS = (",", "\t", ";", "|", "，", "；")
LONGEST_CELL = 32_767  # what Excel holds
MOST_LINES_IN_A_CELL = 100
STOPS, SHORTEST_SENTENCE, SEARCHED = ("。", "！", "？", "；", "."), 12, 60


def decoded(data: bytes, encoding: str = "") -> tuple[str, str]:
    """(text, encoding). By what is asked for, byte order mark, strict UTF-8, then the likeliest; a tie is asked."""
    if encoding:
        return _decoded_as_told(data, encoding), encoding
    for mark, name in MARKS:
        if data.startswith(mark):
            return _decoded_as_told(data, name), name
    text = _strictly(data, "utf-8")
    if text is not None:
        return text, "utf-8"
    return _likeliest(data)


def _decoded_as_told(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise Unreadable(f"不认识编码“{encoding}”。常用的有 utf-8、gb18030、big5。", reason="encoding") from error
    except UnicodeError as error:
        raise Unreadable(
            f"按 {encoding} 读不出文字，编码不对或文件损坏。请换一个编码，或另存为 .xlsx 再导入。", reason="encoding"
        ) from error


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeError:
        return None


def _likeliest(data: bytes) -> tuple[str, str]:
    """A strict GB18030 decode alone also accepts Big5 and would load rubbish, so both are weighed."""
    readings = _readings(data)
    if not readings:
        raise Unreadable("看不出文字编码，或者这不是文本表格。请用 WPS 另存为 .xlsx 再导入。", reason="encoding")
    familiar = {name: text for name, (text, _) in readings.items() if FAMILIAR.search(text[:4000])}
    if len(familiar) == 1:
        name, text = next(iter(familiar.items()))
        return text, name
    (first, (text, chaos)), *others = sorted(readings.items(), key=lambda item: item[1][1])
    if not others or others[0][1][1] - chaos >= CLEAR_LEAD:
        return text, first
    raise DoubtfulEncoding({name: text[:24].strip() for name, (text, _) in readings.items()})


def _readings(data: bytes) -> dict[str, tuple[str, float]]:
    """Encoding → (text, chaos) of those that read the whole file without a private or broken character."""
    sample = data[:SAMPLE]
    if len(data) > SAMPLE:
        sample = sample[: sample.rfind(b"\n") + 1] or sample
    found: dict[str, tuple[str, float]] = {}
    for match in charset_normalizer.from_bytes(sample, cp_isolation=list(GUESSABLE)):
        name = "big5" if match.encoding.startswith("big5") else match.encoding
        text = _strictly(data, "big5hkscs" if name == "big5" else name)
        if text is not None and name not in found and not PRIVATE_USE.search(text) and "\x00" not in text:
            found[name] = (text, match.chaos)
    return found


def read_text_table(data: bytes, name: str, encoding: str = "") -> tuple[Grid, str]:
    """Raises Unreadable for what is no table of text, DoubtfulEncoding where a person must say."""
    text, encoding = decoded(data, encoding)
    text = text.rstrip("\x00\x1a")
    if "\x00" in text or len(CONTROLS.findall(text[:100_000])) > 20:
        raise Unreadable(f"这不是表格，像是程序或图片一类的文件。{TAKEN}", reason="wrong_type")
    if text.count("\n") > 3 * MOST_ROWS:
        must_fit(name, text.count("\n"), 1)
    rows = _rows(text, separator_of(text), name)
    width = max(map(len, rows), default=0)
    must_fit(name, len(rows), width)
    if is_prose(rows):
        raise Unreadable(f"这不是表格，是一段文字。{TAKEN}", reason="wrong_type")
    return Grid(name, [row + [None] * (width - len(row)) for row in rows]), encoding


def is_prose(rows: list[Row]) -> bool:
    """Sentences and no head: a third of the lines end like one, and none names columns."""
    filled = [cells for row in rows[:SEARCHED] if (cells := [str(cell) for cell in row if cell])]
    sentences = sum(cells[-1].endswith(STOPS) and sum(map(len, cells)) >= SHORTEST_SENTENCE for cells in filled)
    return sentences * 3 >= max(1, len(filled)) and not any(map(_names_columns, filled))


def _names_columns(cells: list[str]) -> bool:
    return bool(FAMILIAR.search("".join(cells))) and all(len(cell) <= SHORTEST_SENTENCE for cell in cells)


def separator_of(text: str) -> str:
    """The one that cuts most of the first lines into the same number of parts."""
    lines = [line for line in text[:SAMPLE].splitlines() if line.strip()][:50]

    def evenness(separator: str) -> tuple[int, int]:
        parts = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1)
        width, times = parts.most_common(1)[0] if parts else (0, 0)
        return times, width

    try:
        return max(SEPARATORS, key=evenness)
    except csv.Error:
        return ","


def _rows(text: str, separator: str, name: str) -> list[Row]:
    rows: list[Row] = []
    width = 0
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            width = max(width, len(record))
            if len(rows) >= MOST_ROWS or width > MOST_COLUMNS or len(rows) * width > MOST_CELLS:
                must_fit(name, len(rows) + 1, width)
            rows.append([_cell(value, len(rows) + 1) for value in record])
    except csv.Error as error:
        raise Unreadable(
            f"第 {len(rows) + 1} 行的引号不成对，后面的内容读不出来。请改好再导入。", reason="damaged"
        ) from error
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _cell(value: str, row: int) -> str | None:
    if len(value) > 300 and (len(value) > LONGEST_CELL or value.count("\n") > MOST_LINES_IN_A_CELL):
        raise Unreadable(f"第 {row} 行有一格特别长，多半是引号不成对。请改好再导入。", reason="damaged")
    return value or None
