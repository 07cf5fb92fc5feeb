"""A value that is a list of rows: what a column of a row may hold, how it is typed, judged and said. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from enum import Enum
from functools import cache
from typing import Any, ClassVar, Self

from zhucun.lib import amounts
from zhucun.lib.amounts import shown_half_days

LONGEST_CELL = 40
THEN = re.compile(r"\s*(?:→|->|>|＞|再)\s*")
TOGETHER = re.compile(r"[、，,+＋和\s]+")
YEARLY, ONCE = re.compile(r"(\d{1,2})-(\d{1,2})"), re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
LONGEST_MONTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Holds(Enum):
    """What stands in a column."""

    TEXT = "text"
    COUNT = "count"
    HALF_DAYS = "half_days"  # typed as days; nothing typed is no limit, kept as 0
    MONEY = "money"  # typed as yuan, kept as fen; nothing typed is no amount, kept as 0
    FLAG = "flag"
    CHOICE = "choice"
    STEPS = "steps"  # one after another, each of them several at once: 派出单位、乡镇党委书记 → 县驻村办
    DAY = "day"  # 07-01 is a day of every year, 2022-07-01 one day


@dataclass(frozen=True)
class Cell:
    """A column: `read` raises ValueError with a sentence, `shown` is what one would type."""

    name: str
    label: str
    holds: Holds
    choices: Mapping[str, str]
    hint: str
    may_be_empty: bool

    def read(self, typed: str) -> Any:
        return _READ[self.holds](self, typed.strip())

    def shown(self, kept: Any) -> str:
        if self.holds is Holds.HALF_DAYS:
            return shown_half_days(kept).removesuffix(" 天") if kept else ""
        if self.holds is Holds.MONEY:
            return amounts.shown_fen(kept).removesuffix(" 元") if kept else ""
        if self.holds is Holds.STEPS:
            return said_steps(kept, self.choices)
        return str(kept)

    def problem(self, kept: Any) -> str:
        """What is wrong with a value as a version keeps it; empty where nothing is."""
        if not _FITS[self.holds](self, kept):
            return f"“{self.label}”填得不对。"
        return ""


def cell(
    label: str,
    holds: Holds = Holds.TEXT,
    *,
    choices: Mapping[str, str] | None = None,
    hint: str = "",
    may_be_empty: bool = False,
    default: Any = MISSING,
) -> Any:
    """Declare a column of a row."""
    told = {"label": label, "holds": holds, "choices": choices or {}, "hint": hint, "may_be_empty": may_be_empty}
    return field(default=default, metadata=told)


@dataclass(frozen=True)
class PolicyRow:
    """One line of a list that a county edits. Rows with a `key` are known by it to the program and to ledgers."""

    NEEDED: ClassVar[frozenset[str]] = frozenset()  # keys that the program itself speaks of: they stay

    @classmethod
    def of_json(cls, given: "PolicyRow | Mapping[str, Any]") -> Self:
        """Raises TypeError for a field too many or too few."""
        if isinstance(given, cls):
            return given
        return cls(**{name: _as_tuples(one) for name, one in dict(given).items()})

    def as_json(self) -> dict[str, Any]:
        return {name: _as_lists(one) for name, one in asdict(self).items()}

    @property
    def short(self) -> str:
        """Where many stand in one line."""
        return self.sentence

    @property
    def sentence(self) -> str:
        raise NotImplementedError

    @classmethod
    def order(cls, row: Any) -> Any:
        """What a list is sorted by when it was edited; by default it stays in the order in which it was written."""
        return 0

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        """What is wrong with the list as a whole; empty where nothing is."""
        return ""


@cache
def cells_of(rows_of: type[PolicyRow]) -> tuple[Cell, ...]:
    """The columns that people fill in: all but the key."""
    return tuple(Cell(name=one.name, **one.metadata) for one in fields(rows_of) if one.name != "key")


def problem_of(rows_of: type[PolicyRow], given: Any) -> str:
    """What is wrong with a list of rows as it was sent, in a sentence; empty where nothing is."""
    if not isinstance(given, (list, tuple)):
        return "要一行一行填。"
    try:
        rows = tuple(rows_of.of_json(one) for one in given)
    except (TypeError, ValueError):
        return "有一行没有填全。"
    in_cells = (one.problem(getattr(row, one.name)) for row in rows for one in cells_of(rows_of))
    return next(filter(None, in_cells), "") or _key_problem(rows_of, rows) or rows_of.problem_of_all(rows)


def _key_problem(rows_of: type[PolicyRow], rows: tuple[PolicyRow, ...]) -> str:
    keys = [getattr(row, "key", None) for row in rows]
    if None in keys:
        return ""
    if len(set(keys)) < len(keys) or not all(isinstance(key, str) and key for key in keys):
        return "有两行的标识一样。"
    return "有一行是系统要用的，不能去掉。" if rows_of.NEEDED - set(keys) else ""


def said_steps(steps: Iterable[Iterable[str]], choices: Mapping[str, str]) -> str:
    """派出单位、乡镇党委书记 → 县驻村办."""
    return " → ".join("、".join(choices.get(one, one) for one in together) for together in steps)


def _read_text(of: Cell, typed: str) -> str:
    if len(typed) > LONGEST_CELL or (not typed and not of.may_be_empty):
        raise ValueError(f"“{of.label}”写 1 到 {LONGEST_CELL} 个字。")
    return typed


def _read_count(of: Cell, typed: str) -> int:
    if not typed.isdecimal():
        raise ValueError(f"“{of.label}”填整数。")
    return int(typed)


def _read_money(of: Cell, typed: str) -> int:
    found = amounts.fen(typed) if typed else 0
    if found < 0 or (not found and not of.may_be_empty):
        raise ValueError(f"“{of.label}”填金额，单位是元，比如 60 或者 0.80。")
    return found


def _read_half_days(of: Cell, typed: str) -> int:
    found = re.fullmatch(r"(\d{1,3})(?:\.([05]))?\s*天?", typed) if typed else None
    if typed and found is None:
        raise ValueError(f"“{of.label}”填天数，可以有半天，比如 9.5；空着是不限。")
    return 2 * int(found[1]) + (found[2] == "5") if found else 0


def _read_choice(of: Cell, typed: str) -> str:
    if typed not in of.choices:
        raise ValueError(f"“{of.label}”选其中一种：{'、'.join(of.choices.values())}。")
    return typed


def _read_steps(of: Cell, typed: str) -> tuple[tuple[str, ...], ...]:
    known = {label: key for key, label in of.choices.items()}
    steps = [[part for part in TOGETHER.split(together) if part] for together in THEN.split(typed) if together]
    if not steps and not of.may_be_empty:
        raise ValueError(f"“{of.label}”写出由谁办：{'、'.join(known)}。")
    if odd := [part for together in steps for part in together if part not in known]:
        raise ValueError(f"“{of.label}”里没有“{odd[0]}”，写其中的：{'、'.join(known)}。先后用 → 隔开，同时办的用顿号。")
    return tuple(tuple(known[part] for part in together) for together in steps)


def _read_day(of: Cell, typed: str) -> str:
    if not _is_day(of, typed):
        raise ValueError(f"“{of.label}”写成 07-01（每年）或 2022-07-01。")
    return typed


def _is_day(of: Cell, kept: Any) -> bool:
    if not kept and of.may_be_empty:
        return kept == ""
    found = YEARLY.fullmatch(str(kept)) or ONCE.fullmatch(str(kept))
    if found is None:
        return False
    month, day = map(int, found.groups()[-2:])
    return 1 <= month <= 12 and 1 <= day <= LONGEST_MONTHS[month - 1]


def _is_text(of: Cell, kept: Any) -> bool:
    return isinstance(kept, str) and len(kept) <= LONGEST_CELL and (bool(kept.strip()) or of.may_be_empty)


def _is_count(_of: Cell, kept: Any) -> bool:
    return isinstance(kept, int) and not isinstance(kept, bool) and kept >= 0


def _are_steps(of: Cell, kept: Any) -> bool:
    if not isinstance(kept, tuple) or not (kept or of.may_be_empty):
        return False
    return all(isinstance(together, tuple) and together and set(together) <= set(of.choices) for together in kept)


_READ = {
    Holds.TEXT: _read_text,
    Holds.COUNT: _read_count,
    Holds.HALF_DAYS: _read_half_days,
    Holds.MONEY: _read_money,
    Holds.FLAG: lambda of, typed: bool(typed),
    Holds.CHOICE: _read_choice,
    Holds.STEPS: _read_steps,
    Holds.DAY: _read_day,
}
_FITS = {
    Holds.TEXT: _is_text,
    Holds.COUNT: _is_count,
    Holds.HALF_DAYS: _is_count,
    Holds.MONEY: _is_count,
    Holds.FLAG: lambda of, kept: isinstance(kept, bool),
    Holds.CHOICE: lambda of, kept: isinstance(kept, str) and kept in of.choices,
    Holds.STEPS: _are_steps,
    Holds.DAY: _is_day,
}


def _as_tuples(given: Any) -> Any:
    return tuple(map(_as_tuples, given)) if isinstance(given, (list, tuple)) else given


def _as_lists(kept: Any) -> Any:
    return list(map(_as_lists, kept)) if isinstance(kept, (list, tuple)) else kept
