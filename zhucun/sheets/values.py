"""From a cell to a value: what a kind of column reads, doubts and refuses, in sentences that say what to do."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.sheets.faults import DOUBTFUL, REFUSED
from zhucun.sheets.grid import Cell, text_of
from zhucun.sheets.labels import normal_label

Answer = tuple[str, str, Any]  # (key, label for people, the value it gives)

DASHES = frozenset(("/", "\\", "-", "--", "—", "——", "－", "―", "…", "......", "*", "."))
NOTHING = DASHES | {
    "无",
    "暂无",
    "空",
    "不详",
    "未知",
    "待定",
    "待补",
    "没有",
    "n/a",
    "na",
    "#n/a",
    "null",
    "none",
    "nan",
}
DOCUMENT_YEAR = re.compile(r"[\[(【〔{](\d{4})[\])】〕}]")
JOINTS = re.compile(r"[\s、，,;；/兼和及与+&()（）【】\[\]]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says, or why that cannot be known. A doubt names its question and what each answer would give."""

    value: Any = None
    problem: str = ""
    grade: str = ""
    asks: str = ""
    answers: tuple[Answer, ...] = ()
    is_asked_singly: bool = False  # one answer cannot hold for every cell of the column
    note: str = ""  # what stood beside the value: 张三（队长） → 队长

    def settled(self, answer: str) -> "Reading":
        return next((Reading(value, note=self.note) for key, _, value in self.answers if key == answer), self)


BLANK = Reading()


def refused(problem: str) -> Reading:
    return Reading(problem=problem, grade=REFUSED)


def doubtful(problem: str, asks: str, *answers: Answer, singly: bool = False, note: str = "") -> Reading:
    return Reading(None, problem, DOUBTFUL, asks, answers, singly, note)


@dataclass(frozen=True)
class Setting:
    """What reading a column rests on besides its cells."""

    today: date
    counts_from_1904: bool = False
    habits: frozenset[str] = frozenset()  # what the column as a whole shows about its writer


def _no_habits(_cells: Sequence[Cell]) -> frozenset[str]:
    return frozenset()


def nothing_looks_like_it(_text: str) -> bool:
    return False


@dataclass(frozen=True)
class Kind:
    """How the cells of a column are read; `looks` is evidence that a column without a known label is of this kind."""

    name: str
    read: Callable[[Cell, Setting], Reading]
    help: str
    example: str = ""
    looks: Callable[[str], bool] = nothing_looks_like_it
    learns: Callable[[Sequence[Cell]], frozenset[str]] = _no_habits
    shows: Callable[[Cell], str] = text_of  # a cell as it may be quoted in a fault
    writes: Callable[[Any], str] = str
    words: Mapping[Any, str] = field(default_factory=dict)  # value → label, for writing and for a list to choose from
    is_text: bool = True  # written as text: never a formula, a number or a link
    is_distinct: bool = False  # its content alone says what it is
    times: Callable[[str], int] | None = None  # header → by how much what is read is multiplied

    @property
    def tells(self) -> bool:
        """Content says something for or against this kind."""
        return self.looks is not nothing_looks_like_it


def plain(cell: Cell) -> str:
    """Half-width, without blanks around and line breaks within."""
    if cell.__class__ is not str:
        return text_of(cell)
    if cell.isascii() and "\n" not in cell:
        return cell.strip()
    return re.sub(r"\s*\n\s*", " ", unicodedata.normalize("NFKC", cell)).strip()


def bare(cell: Cell) -> str:
    """Plain, and empty for what people write where there is nothing."""
    found = plain(cell).removeprefix("'").strip()
    return "" if found.lower() in NOTHING else found


# ── text ──


def text(most: int = 200, *, example: str = "") -> Kind:
    def read(cell: Cell, _setting: Setting) -> Reading:
        found = re.sub(r"\s*\n\s*", " ", text_of(cell)).strip()
        if not found or found in DASHES:
            return BLANK
        if len(found) > most:
            return refused(f"太长，有 {len(found)} 个字，最多 {most} 个。请缩短，或分到备注。")
        return Reading(found)

    return Kind("text", read, f"文字，最多 {most} 字", example)


def listed(most: int = 200, *, example: str = "") -> Kind:
    """Several names a cell, parted by 、 or by lines."""

    def read(cell: Cell, _setting: Setting) -> Reading:
        found = "、".join(part.strip() for part in text_of(cell).splitlines() if part.strip())
        if not found or found in DASHES:
            return BLANK
        if len(found) > most:
            return refused(f"太长，有 {len(found)} 个字，最多 {most} 个。请只写名称。")
        return Reading(found)

    return Kind("listed", read, "名称，几个的用顿号隔开", example)


def one_line(most: int, help: str, example: str = "") -> Kind:
    """Names of places and units: blanks within say nothing."""

    def read(cell: Cell, _setting: Setting) -> Reading:
        found = re.sub(r"\s+", "", bare(cell)).strip("、，,;；。")
        if len(found) > most:
            return refused(f"太长，有 {len(found)} 个字，最多 {most} 个。请写全称，不要写说明。")
        return Reading(found) if found else BLANK

    return Kind("line", read, help, example)


def document_number() -> Kind:
    """宁组发[2021]5号 → 宁组发〔2021〕5号 (R-DOC-24). A reason that stands there instead is left as it was written."""

    def read(cell: Cell, _setting: Setting) -> Reading:
        found = re.sub(r"\s+", "", bare(cell))
        if found and not DOCUMENT_YEAR.search(found):
            return Reading(text_of(cell).strip()[:120])
        found = DOCUMENT_YEAR.sub(r"〔\1〕", found)
        return Reading(found[:120]) if found else BLANK

    def looks(found: str) -> bool:
        return bool(re.search(r"[〔\[(【]\d{4}[〕\])】]\s*第?\d+号", found))

    return Kind("document_number", read, "文号，如 东组发〔2021〕5号", "东组发〔2021〕5号", looks, is_distinct=True)


# ── numbers and codes ──

COUNTED = re.compile(r"(-?\d+)(?:\.0*)?\s*(?:[人户名个次元亩岁年月天日]|人次)?")


def whole(least: int = 0, most: int = 10**12, *, help: str = "整数", example: str = "12") -> Kind:
    def read(cell: Cell, _setting: Setting) -> Reading:
        found = bare(cell).replace(",", "")
        if not found:
            return BLANK
        counted = COUNTED.fullmatch(found)
        if counted is None:
            return refused(f"“{text_of(cell)}”不是整数。请只写数字。")
        number = int(counted[1])
        if not least <= number <= most:
            return refused(f"{number} 不在 {least} 到 {most} 之间。请核对。")
        return Reading(number)

    return Kind("whole", read, help, example, lambda found: bool(COUNTED.fullmatch(found)), is_text=False)


def code(lengths: Sequence[int], help: str, example: str) -> Kind:
    """Digits that are no quantity."""
    shown = "、".join(map(str, lengths))

    def read(cell: Cell, _setting: Setting) -> Reading:
        found = re.sub(r"\s+", "", bare(cell)).removesuffix(".0")
        if not found:
            return BLANK
        if re.fullmatch(r"\d(?:\.\d+)?[eE]\+?\d+", found):
            return refused("代码被表格软件变成了科学计数，后几位已经丢失。请把这一列设成“文本”格式重填。")
        if not found.isdigit() or len(found) not in lengths:
            return refused(f"代码应为 {shown} 位数字，现在是“{found}”。")
        return Reading(found)

    def looks(found: str) -> bool:
        return found.isdigit() and len(found) in lengths

    return Kind("code", read, help, example, looks, is_distinct=True)


# ── words to choose from ──

YES = frozenset(("是", "有", "√", "✓", "✔", "y", "yes", "1", "true", "已", "对", "∨", "v", "已购", "已买", "已办"))
NO = frozenset(("否", "无", "没有", "×", "✗", "✘", "x", "n", "no", "0", "false", "未", "不是", "未购", "未买", "未办"))


def yes_no(*, yes: Collection[str] = (), no: Collection[str] = ()) -> Kind:
    """With the words of one column of its own beside the usual ones."""

    def read(cell: Cell, _setting: Setting) -> Reading:
        found = re.sub(r"\s+", "", plain(cell)).lower().rstrip("。.")
        if not found or found in DASHES:
            return BLANK
        if found in YES or found in yes:
            return Reading(True)
        if found in NO or found in no:
            return Reading(False)
        return refused(f"“{text_of(cell)}”看不出是“是”还是“否”。请写“是”或“否”。")

    def looks(found: str) -> bool:
        return found.lower() in YES or found.lower() in NO or found in yes or found in no

    return Kind("yes_no", read, "是 或 否", "是", looks, words={True: "是", False: "否"})


def choice(labels: Mapping[Any, str], words: Mapping[str, Any], what: str, *, distinct: bool = False) -> Kind:
    """One of a list. A word that stands for several values (a tuple) is asked, once for the column."""
    table = {normal_label(label): value for value, label in labels.items()}
    table |= {normal_label(word): value for word, value in words.items()}
    listed = "、".join(dict.fromkeys(labels.values()))

    def read(cell: Cell, _setting: Setting) -> Reading:
        found = bare(cell)
        if not found:
            return BLANK
        value = table.get(normal_label(found), BLANK)
        if value is BLANK:
            return refused(f"认不出{what}“{found}”。可以写：{listed}。")
        if isinstance(value, tuple):
            answers = [(str(one), labels[one], one) for one in value]
            return doubtful(f"“{found}”可能是{'、'.join(a[1] for a in answers)}。", f"means:{found}", *answers)
        return Reading(value)

    def looks(found: str) -> bool:
        return normal_label(found) in table

    return Kind("choice", read, listed, next(iter(labels.values())), looks, words=labels, is_distinct=distinct)


def several(labels: Mapping[Any, str], words: Mapping[str, Any], what: str, *, around: Sequence[str] = ()) -> Kind:
    """Any of a list in one cell: 第一书记兼工作队队长. Values in the list's order; `around` are words of no weight."""
    table = {normal_label(word): value for word, value in [*((b, a) for a, b in labels.items()), *words.items()]}
    pattern = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    listed = "、".join(dict.fromkeys(labels.values()))
    weightless = re.compile("|".join(map(re.escape, sorted(around, key=len, reverse=True))) or "$^")

    def values(found: str) -> tuple[tuple[Any, ...], str]:
        held: set[Any] = set()
        rest = []
        for part in JOINTS.split(found):
            part = normal_label(part)
            held |= {table[word] for word in pattern.findall(part)}
            rest.append(weightless.sub("", pattern.sub("", part)))
        return tuple(value for value in labels if value in held), "".join(rest)

    def read(cell: Cell, _setting: Setting) -> Reading:
        found = bare(cell)
        if not found:
            return BLANK
        held, rest = values(found)
        if not held or rest:
            return refused(f"认不出{what}“{found}”。可以写：{listed}；兼任的写在一起。")
        return Reading(held)

    def looks(found: str) -> bool:
        held, rest = values(found)
        return bool(held) and not rest

    return Kind(
        "several", read, f"{listed}；兼任的写在一起", next(iter(labels.values())), looks, words=labels, is_distinct=True
    )
