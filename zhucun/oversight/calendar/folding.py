"""A whole county's month folded by township: the county's sum and a line for each, whose people open (screen G1)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.safestring import SafeString

from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.rules import State
from zhucun.oversight.calendar.cells import PLAIN, Look
from zhucun.oversight.calendar.everybody import CHIPS, FEW, Everybody
from zhucun.oversight.calendar.listing import TownLines
from zhucun.oversight.calendar.people import OnTeam
from zhucun.oversight.calendar.today import LATE, counted, in_village
from zhucun.oversight.calendar.words import days_of

ALL, OPEN = "all", "open"  # ?open=all: nobody is folded away


@dataclass(frozen=True)
class Number:
    """`label` stands once above the column, and beside the number where there is no column."""

    label: str
    value: str
    css: str = ""


@dataclass(frozen=True)
class Fold:
    """A township as one line, with its people in the grid and in words."""

    name: str
    numbers: Sequence[Number]
    rows: SafeString
    lines: TownLines


def is_folded(shown: Everybody) -> bool:
    """Whoever asked for some of them sees them; a township sees its own people at once."""
    get = shown.request.GET.get
    if len(shown.townships) < 2 or len(shown.people) <= FEW:
        return False
    return get(OPEN) != ALL and not any(get(name) for name in CHIPS)


def folds(shown: Everybody, rows: Mapping[str, SafeString], lines: Iterable[TownLines]) -> list[Fold]:
    heads = _Heads(shown)
    in_words = {one.code: one for one in lines}
    grouped = groupby(shown.people, key=lambda one: one.township_code)
    return [
        Fold(shown.townships.get(code, code), heads.of(list(people)), rows[code], in_words[code])
        for code, people in grouped
    ]


def sum_of(shown: Everybody) -> Sequence[Number]:
    """The county's line, above those of the townships."""
    return _Heads(shown).of(shown.people)


class _Heads:
    """The columns are the same in every line: where people are today or what the month holds, then the sheets."""

    def __init__(self, shown: Everybody) -> None:
        self._shown = shown
        self._has_sheets = any(shown.state(one) for one in shown.people)
        self._today = counted(shown, shown.people)

    def of(self, people: Sequence[OnTeam]) -> list[Number]:
        shown, day = self._shown, self._shown.asked.today
        days = days_of(sum(shown.months[one.posting].counted_to(day) for one in people))
        return [
            Number("队", str(len({one.team for one in people}))),
            Number("人", str(len(people))),
            *(self._now(people) if shown.asked.is_now else self._in_month(people)),
            Number("计入天数" if shown.asked.is_over else "到今天计入", days),
            *(self._sheets(people) if self._has_sheets else ()),
        ]

    def _now(self, people: Sequence[OnTeam]) -> Iterable[Number]:
        found = counted(self._shown, people)
        yield Number("今天在村", str(in_village(found)), "here")
        for look in self._elsewhere(self._today):
            yield _number(look, found[look])

    def _in_month(self, people: Sequence[OnTeam]) -> Iterable[Number]:
        """How many people the month says something else of: whose days these are opens below."""
        found = Counter(look for one in people for look in self._shown.said_of(one))
        for look in self._elsewhere(self._shown.key):
            yield _number(look, found[look])

    def _elsewhere(self, looks: Iterable[Look]) -> list[Look]:
        some = set(looks)
        return [look for look in self._shown.looks.values() if look in some and look.code not in (*PLAIN, "d")]

    def _sheets(self, people: Iterable[OnTeam]) -> Iterable[Number]:
        states = [state for one in people if (state := self._shown.state(one))]
        stated = sum(state != State.OPEN for state in states)
        locked = sum(state in rules.LOCKED for state in states)
        yield Number("属实", f"{stated}/{len(states)}")
        yield Number("锁定", str(locked), "" if locked == len(states) else "todo")


def _number(look: Look, count: int) -> Number:
    label = look.label.partition("，")[0]
    css = "late" if count and look.code in LATE else "nothing" if not count else ""
    return Number(label, str(count), css)
