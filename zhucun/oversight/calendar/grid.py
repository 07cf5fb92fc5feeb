"""The calendar's rows as one string: a row for each person, a heading for each township, the teams' names once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from zhucun.oversight.calendar.cells import Cells
from zhucun.oversight.calendar.people import OnTeam


@dataclass(frozen=True)
class Row:
    """A person's month: two letters a day, sums in columns of their own, the sheet's state and, in a list to be ticked,
    the key of its box (0: no box for this one)."""

    person: OnTeam
    letters: str
    sums: Sequence[str] = ()
    state: str = ""
    state_css: str = ""
    box: int | None = None
    is_ticked: bool = False


@dataclass(frozen=True)
class Town:
    """A township's heading: what is said of it at the right, marked safe."""

    name: str
    url: str
    said: str


def drawn(
    rows: Iterable[Row], towns: Mapping[str, Town], cells: Cells, *, query: str, wide: int, has_team: bool = True
) -> SafeString:
    """A body for each township. `query` is what every link keeps of the address; `wide` how many columns there are."""
    parts = []
    for code, body in _bodies(rows, cells, query, has_team):
        heading = _heading(towns[code], wide) if code in towns else ""
        parts.append(f"<tbody>{heading}{body}")
    return mark_safe("".join(parts))


def drawn_by_town(rows: Iterable[Row], cells: Cells, *, query: str) -> dict[str, SafeString]:
    """Township → its body, for tables of their own."""
    return {code: mark_safe(f"<tbody>{body}") for code, body in _bodies(rows, cells, query, has_team=True)}


def _bodies(rows: Iterable[Row], cells: Cells, query: str, has_team: bool) -> Iterator[tuple[str, str]]:
    people = reverse("oversight:days.person", args=[0]).removesuffix("0/")
    teams = reverse("oversight:days.team", args=[0]).removesuffix("0/")
    draw = _Rows(cells, people, teams, query, has_team)
    for code, found in groupby(rows, key=lambda row: row.person.township_code):
        yield code, "".join(draw.of(found))


def _heading(town: Town, wide: int) -> str:
    name = f'<a href="{escape(town.url)}">{escape(town.name)}</a>' if town.url else escape(town.name)
    return f"<tr class=town><th colspan={wide} scope=rowgroup>{name}<span class=note>{town.said}</span>"


@dataclass(frozen=True)
class _Rows:
    cells: Cells
    people: str
    teams: str
    query: str
    has_team: bool

    def of(self, rows: Iterable[Row]) -> Iterable[str]:
        team = 0
        for row in rows:
            yield self._row(row, is_first=row.person.team != team)
            team = row.person.team

    def _row(self, row: Row, *, is_first: bool) -> str:
        who = row.person
        name = f'<a href="{self.people}{who.cadre}/{self.query}">{escape(who.name)}</a>'
        team = f'<a href="{self.teams}{who.team}/{self.query}">{escape(who.village)}</a>' if is_first else ""
        sums = "".join(f"<td class=sum>{one}" for one in row.sums)
        state = f'<td class="state {row.state_css}">{row.state}' if row.state else ""
        first = " class=first" if is_first and self.has_team else ""
        before = f"{_box(row)}<th scope=row>{name}{f'<td class=team>{team}' if self.has_team else ''}"
        return f"<tr{first}>{before}{self.cells.row(row.letters)}{sums}{state}"


def _box(row: Row) -> str:
    if row.box is None:
        return ""
    if not row.box:
        return "<td class=pick>"
    checked = " checked" if row.is_ticked else ""
    label = escape(f"选中{row.person.name}")
    box = f'<input type=checkbox name=line value={row.box} aria-label="{label}"{checked}>'
    return f"<td class=pick><label>{box}</label>"
