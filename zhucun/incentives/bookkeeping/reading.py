"""A team's year and half-year put together from its lines."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from zhucun.dispatch.roster.models import Team
from zhucun.incentives.funds.models import FundEntry
from zhucun.incentives.funds.rules import half_said, half_span
from zhucun.lib.amounts import shown_fen
from zhucun.lib.periods import Span, year_of


@dataclass(frozen=True)
class Line:
    """One line with what was left after it."""

    row: FundEntry
    balance: int

    @property
    def amount(self) -> str:
        return shown_fen(self.row.fen)

    @property
    def left(self) -> str:
        return shown_fen(self.balance)

    @property
    def called(self) -> str:
        return self.row.called

    @property
    def may_be_corrected(self) -> bool:
        return not self.row.is_countered and self.row.counters_id is None


@dataclass(frozen=True)
class Statement:
    """The lines of a span, what was there before it and what was left."""

    span: Span
    opening_fen: int
    lines: Sequence[Line]

    @property
    def opening(self) -> str:
        return shown_fen(self.opening_fen)

    @property
    def income(self) -> str:
        return shown_fen(sum(one.row.fen for one in self.lines if one.row.is_income))

    @property
    def spent(self) -> str:
        return shown_fen(-sum(one.row.fen for one in self.lines if not one.row.is_income))

    @property
    def closing(self) -> str:
        return self.lines[-1].left if self.lines else self.opening

    @cached_property
    def sums(self) -> list[tuple[str, str]]:
        """By source and by purpose; a line and the one that takes it back come to nothing."""
        found: dict[tuple[bool, str], int] = defaultdict(int)
        for one in self.lines:
            found[not one.row.is_income, one.called] += one.row.fen
        return [
            (f"{'支出' if is_spent else '收入'}：{called}", shown_fen(abs(fen)))
            for (is_spent, called), fen in sorted(found.items())
            if fen
        ]


def statement(team: Team, span: Span) -> Statement:
    of_team = FundEntry.objects.filter(team=team)
    opening = of_team.filter(on__lt=span.since).total()
    rows = of_team.in_days(span.since, span.until).select_related("counters", "countered_by").order_by("on", "pk")
    return Statement(span, opening, _running(rows, opening))


def _running(rows: Iterable[FundEntry], balance: int) -> list[Line]:
    found = []
    for row in rows:
        balance += row.fen
        found.append(Line(row, balance))
    return found


def of_year(team: Team, year: int) -> Statement:
    return statement(team, year_of(date(year, 1, 1)))


def halves_over(today: date, years: Sequence[int]) -> list[tuple[str, str]]:
    """The half-years that have ended, the latest first, as they are kept and as they are said."""
    halves = [f"{year}-H{part}" for year in sorted(years, reverse=True) for part in (2, 1)]
    return [(half, half_said(half)) for half in halves if half_span(half).until <= today]
