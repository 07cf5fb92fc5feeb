"""The books of the teams' work money: what came in, what it went on, the half-years that were shown.

Kept by the townships' organisers for their teams; each line bears its own day.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.demo.hands import Hands
from zhucun.demo.invented import Dice
from zhucun.demo.invented_funds import (
    ALWAYS_LATE,
    BY_FINANCE,
    BY_UNITS,
    LEFT_OUT,
    MONTHS,
    MORE,
    MORE_THAN_LEAST,
    NOT_SHOWN,
    NOT_YET,
    PER_YEAR,
    SHOWN_ON,
    SPENDS,
    SPENT,
    WHERE,
    WITHOUT_BOOK,
    WRONG,
    WRONG_BECAUSE,
    YUAN,
)
from zhucun.dispatch.roster.models import Team, TeamBacking
from zhucun.incentives.funds import acts as funds
from zhucun.incentives.funds.models import FundEntry
from zhucun.incentives.funds.rules import Ledger, Promise, Source, half_span
from zhucun.org.places.models import Place

SEED, TOWNSHIP_DIGITS, LAST_DAY_OF_MONTH = 23, 9, 27
Call = tuple[Team, dict[str, Any], Actor]


class Funding:
    """Comes before the year's accounts are drawn up, which say what came in."""

    def __init__(self, home: Place, hands: Hands, last: date) -> None:
        self._home, self._hands, self._last = home, hands, last

    def bring_in(self) -> None:
        self._teams = list(Team.objects.filter(county_code=self._home.code).order_by("place_code", "pk"))
        self._late = self._backed_by(ALWAYS_LATE)
        income = sorted(self._income(), key=_by_day)
        spent = sorted(self._spent(income), key=_by_day)
        house = self._hands.house(self._home.code, self._last)
        self._hands.carry(funds.receive, income, by=house)
        self._hands.carry(funds.spend, spent, by=house)
        self._take_back()
        for half in SHOWN_ON:
            self._hands.carry(funds.publish, list(self._shown(half)), by=house)

    def _backed_by(self, names: tuple[str, ...]) -> set[int]:
        rows = TeamBacking.objects.as_of(self._last).filter(unit__name__in=names, unit__county_code=self._home.code)
        return set(rows.values_list("team", flat=True))

    def _organiser(self, team: Team, day: date) -> Actor:
        return self._hands.of("township_organiser", team.place_code[:TOWNSHIP_DIGITS], day)

    def _call(self, team: Team, on: date, **told: Any) -> Call:
        return team, {"on": on, **told}, self._organiser(team, on)

    # ── in ──

    def _income(self) -> Iterator[Call]:
        for n, team in enumerate(self._teams):
            for year, day in BY_FINANCE.items():
                is_left_out = year == self._last.year and n % LEFT_OUT == LEFT_OUT - 1
                day = _once_there(team, day)
                if self._is_in(day, year) and not is_left_out:
                    told = {"source": Source.COUNTY, "promise": Promise.FIRST_SECRETARY, "what": "县财政拨付"}
                    yield self._call(team, day, fen=PER_YEAR, voucher="收01", **told)
                if (came := self._by_unit(n, team, year)) is not None:
                    fen = MORE if n % MORE_THAN_LEAST == 0 else PER_YEAR
                    told = {"source": Source.UNIT, "promise": Promise.TEAM, "what": "后盾单位转来"}
                    yield self._call(team, came, fen=fen, voucher="收02", **told)

    def _by_unit(self, n: int, team: Team, year: int) -> date | None:
        """The day on which the unit behind the team paid its year's."""
        is_late = n % NOT_YET == NOT_YET - 1 or team.pk in self._late
        day = _once_there(team, BY_UNITS[year][n % len(BY_UNITS[year])])
        return day if self._is_in(day, year) and not (year == self._last.year and is_late) else None

    def _is_in(self, day: date, year: int) -> bool:
        return day.year == year and day <= self._last

    # ── out ──

    def _spent(self, income: list[Call]) -> Iterator[Call]:
        ledgers = {team.pk: Ledger() for team in self._teams}
        for team, told, _ in income:
            ledgers[team.pk].add(told["on"], told["fen"])
        for n, team in enumerate(self._teams):
            if team.name in WITHOUT_BOOK:
                continue
            yield from self._of_team(team, ledgers[team.pk], Dice(SEED + n))

    def _of_team(self, team: Team, ledger: Ledger, dice: Dice) -> Iterator[Call]:
        """One thing in most months, as far as the money goes."""
        numbers: dict[int, int] = {}
        for month in MONTHS:
            purpose, what, least, most = dice.pick(SPENT)
            on = month + timedelta(days=dice.below(LAST_DAY_OF_MONTH))
            fen = dice.between(least, most) * YUAN + (dice.below(10) * 10 if dice.chance(30) else 0)
            if not dice.chance(SPENDS) or not team.since <= on <= self._last or ledger.lowest_from(on)[0] < fen:
                continue
            ledger.take(on, fen)
            numbers[on.year] = number = numbers.get(on.year, 0) + 1
            yield self._call(team, on, fen=fen, voucher=f"支{number:02}", purpose=purpose, what=what)

    def _take_back(self) -> None:
        """Of a few teams the first line of this year, found out before the half-year was shown."""
        chosen = [team.pk for team in self._teams[::WRONG]]
        rows = FundEntry.objects.filter(team__in=chosen, voucher="支01", year=self._last.year).select_related("team")
        for row in rows.order_by("team", "pk"):
            by = self._organiser(row.team, min(row.on + timedelta(days=3), self._last))
            funds.correct(row, reason=WRONG_BECAUSE, by=by)

    # ── shown ──

    def _shown(self, half: str) -> Iterator[Call]:
        span = half_span(half)
        kept = set(FundEntry.objects.in_days(span.since, span.until).values_list("team", flat=True))
        day = SHOWN_ON[half]
        for n, team in enumerate(self._teams):
            if team.pk in kept and n % NOT_SHOWN[half] and team.name not in WITHOUT_BOOK:
                told = {"half": half, "published_on": day, "where": WHERE[n % len(WHERE)]}
                yield team, told, self._organiser(team, day)


def _once_there(team: Team, day: date) -> date:
    """A team that came later is paid three weeks on."""
    return max(day, team.since + timedelta(days=21))


def _by_day(call: Call) -> date:
    return call[1]["on"]
