"""A year's rows as they stand: settled, as they were frozen; else out of the ledgers now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Team
from zhucun.oversight.yearly.columns import NOTHING, Asked, Column, Said, columns_for, said_by
from zhucun.oversight.yearly.models import YearAccount, YearLine
from zhucun.oversight.yearly.rules import State


@dataclass(frozen=True)
class Year:
    """`said`: column → team → cell. `lines` are those that were settled, by team."""

    number: int
    columns: Sequence[Column]
    said: Mapping[str, Mapping[int, Said]]
    account: YearAccount | None
    lines: Mapping[int, YearLine]

    @property
    def days(self) -> tuple[date, date]:
        return date(self.number, 1, 1), date(self.number + 1, 1, 1)

    @property
    def is_settled(self) -> bool:
        return self.account is not None and self.account.state == State.SETTLED

    @cached_property
    def empty_columns(self) -> list[Column]:
        """Of which no team of this list has anything, such as a quarter that was not assessed."""
        return [one for one in self.columns if not any(said.value for said in self.said.get(one.key, {}).values())]

    def of(self, team: int) -> list[tuple[str, Said]]:
        return [(one.label, self.cell(one.key, team)) for one in self.columns]

    def cell(self, column: str, team: int) -> Said:
        return self.said.get(column, {}).get(team, NOTHING)


def teams_of(actor: Actor, year: int) -> Any:
    """Those that were there on some day of the year."""
    return Team.objects.visible_to(actor).overlapping(date(year, 1, 1), date(year + 1, 1, 1))


def year_of(actor: Actor, number: int, teams: Sequence[int]) -> Year:
    account = YearAccount.objects.visible_to(actor).filter(year=number).first()
    columns = columns_for(actor)
    lines: dict[int, YearLine] = {}
    if account is not None and account.state == State.SETTLED:
        seen = YearLine.objects.visible_to(actor).filter(account=account, team__in=teams)
        lines = {line.team_id: line for line in seen}
        return Year(number, columns, _frozen(columns, lines), account, lines)
    asked = Asked(actor, actor.county_code, number, actor.today, teams)
    return Year(number, columns, said_by(columns, asked), account, lines)


def _frozen(columns: Sequence[Column], lines: Mapping[int, YearLine]) -> dict[str, dict[int, Said]]:
    return {
        one.key: {team: Said(**line.said[one.key]) for team, line in lines.items() if one.key in line.said}
        for one in columns
    }
