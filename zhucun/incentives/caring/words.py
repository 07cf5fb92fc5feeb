"""What is owed in plain words: amounts, months, sums of several lines. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhucun.incentives.benefits.due import Line, Standing
from zhucun.lib.amounts import shown_fen
from zhucun.policy.benefit_values import BENEFITS, INSURANCE, OF_TEAMS, PAYERS, PER

STATES = {
    Standing.DONE: "done",
    Standing.MISSING: "overdue",
    Standing.COMING: "soon",
    Standing.WAITING: "todo",
    Standing.CLAIMED: "done",
}


def called(period: str) -> str:
    """2022-06 → 2022年6月; 2022 → 2022年."""
    year, _, month = period.partition("-")
    return f"{year}年{int(month)}月" if month else f"{year}年"


def amount(line: Line, value: int) -> str:
    """1260 元, 1 次, 12 天."""
    if line.is_money:
        return shown_fen(value)
    return f"{value} {'天' if line.what == INSURANCE else '次'}"


@dataclass(frozen=True)
class Shown:
    """A line as a page draws it."""

    line: Line
    name: str = ""

    @property
    def what(self) -> str:
        return BENEFITS[self.line.what]

    @property
    def period(self) -> str:
        return called(self.line.period)

    @property
    def payer(self) -> str:
        return PAYERS[self.line.payer]

    @property
    def due(self) -> str:
        return "—" if self.line.standing is Standing.WAITING else amount(self.line, self.line.due)

    @property
    def given(self) -> str:
        return amount(self.line, self.line.given)

    @property
    def state(self) -> str:
        return STATES[self.line.standing]

    @property
    def word(self) -> str:
        return word_of(self.line)


def word_of(line: Line) -> str:
    """What a line is called that says how it stands; of cover and visits nothing is paid."""
    if line.standing is Standing.MISSING and not line.is_money:
        return "没有保" if line.what == INSURANCE else "没做"
    if line.standing is Standing.COMING and line.what == INSURANCE:
        return "快到期"
    return line.standing.value


@dataclass(frozen=True)
class Sum:
    """One promise over many lines: how much is due, given and missing, and how many lines lack."""

    what: str
    payers: Sequence[str]
    due: int
    given: int
    missing: int
    lacking: int
    done: int
    of: int

    @property
    def label(self) -> str:
        return BENEFITS[self.what]

    @property
    def is_money(self) -> bool:
        return self.what in PER

    @property
    def unit(self) -> str:
        return "队" if self.what in OF_TEAMS else "人月" if self.is_money else "人"

    @property
    def sentence(self) -> str:
        """生活补助 3780 元（3 人月）; 意外伤害险 2 人."""
        if self.is_money:
            return f"{self.label} {shown_fen(self.missing)}（{self.lacking} {self.unit}）"
        return f"{self.label} {self.lacking} 人"

    @property
    def shown(self) -> tuple[str, str, str]:
        """Due, given, missing."""
        if self.is_money:
            return shown_fen(self.due), shown_fen(self.given), shown_fen(self.missing) if self.missing else "—"
        return f"{self.of} 人", f"{self.done} 人", f"{self.lacking} 人" if self.lacking else "—"


def sums_of(lines: Iterable[Line]) -> list[Sum]:
    """By promise, in the order of the policy."""
    by_what: dict[str, list[Line]] = {}
    for line in lines:
        by_what.setdefault(line.what, []).append(line)
    return [_sum(what, by_what[what]) for what in BENEFITS if what in by_what]


def _sum(what: str, lines: Sequence[Line]) -> Sum:
    missing = [line for line in lines if line.standing is Standing.MISSING]
    payers = list(dict.fromkeys(PAYERS[line.payer] for line in lines))
    due, given = sum(line.due for line in lines), sum(line.given for line in lines)
    done = sum(_is_given(line) for line in lines)
    return Sum(what, payers, due, given, sum(line.missing for line in missing), len(missing), done, len(lines))


def _is_given(line: Line) -> bool:
    """A cover that ends soon is one all the same."""
    return line.standing is Standing.DONE or (line.what == INSURANCE and line.standing is Standing.COMING)


def owed_sentence(lines: Iterable[Line]) -> str:
    """生活补助 3780 元（3 人月）；意外伤害险 2 人. Empty where nothing is owed."""
    return "；".join(one.sentence for one in sums_of(lines) if one.lacking)


def first_due(lines: Iterable[Line]) -> date | None:
    days = [line.due_on for line in lines if line.standing is Standing.MISSING and line.due_on]
    return min(days, default=None)


def paid_until(lines: Iterable[Line], what: str) -> str:
    """The last month up to which nothing of a monthly promise is missing: 发到 6 月; empty where none was."""
    done = ""
    for line in sorted((one for one in lines if one.what == what), key=lambda one: one.period):
        if line.standing is not Standing.DONE:
            break
        done = line.period
    return called(done)[5:] if done else ""


def by_month(lines: Iterable[Line]) -> Mapping[tuple[str, str], list[Line]]:
    """Missing allowances by month and promise: what one voucher pays."""
    found: dict[tuple[str, str], list[Line]] = {}
    for line in sorted(lines, key=lambda one: (one.period, one.what)):
        if line.standing is Standing.MISSING and line.is_money and line.posting is not None:
            found.setdefault((line.period, line.what), []).append(line)
    return found
