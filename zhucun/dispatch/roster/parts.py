"""Cards that topics above add to the pages below them: a team's page, a member's file, a place's,
a township's, a unit's page.

A source says what it has to show for this reader, or nothing; the page knows only where the cards stand.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.life import MemberFile
from zhucun.dispatch.roster.team_page import TeamPage
from zhucun.org.places.models import Place


@dataclass(frozen=True)
class Part:
    """A card: its partial, which gets `context` as `it`; `order` among the others, in the wide column or aside.

    `styles` are the stylesheets it needs. What `is_button` stands among the page's buttons instead, what `is_head`
    among the facts at the head of a person's file.
    """

    template: str
    context: Mapping[str, Any]
    order: int = 50
    is_aside: bool = False
    is_button: bool = False
    is_head: bool = False
    styles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Parts:
    """What was found for one page."""

    found: Sequence[Part] = field(default_factory=tuple)

    @property
    def wide(self) -> list[Part]:
        return [part for part in self.found if not (part.is_aside or part.is_button or part.is_head)]

    @property
    def aside(self) -> list[Part]:
        return [part for part in self.found if part.is_aside]

    @property
    def buttons(self) -> list[Part]:
        return [part for part in self.found if part.is_button]

    @property
    def head(self) -> list[Part]:
        return [part for part in self.found if part.is_head]

    @property
    def styles(self) -> list[str]:
        return list(dict.fromkeys(style for part in self.found for style in part.styles))


def head_fact(label: str, value: str, *, order: int, url: str = "") -> Part:
    """A number at the head of a person's file, which leads to what it rests on."""
    context = {"label": label, "value": value, "url": url}
    return Part("dispatch/roster/pages/_head_fact.html", context, order=order, is_head=True)


OfTeam = Callable[[TeamPage], Iterable[Part]]
OfMember = Callable[[MemberFile], Iterable[Part]]
OfPlace = Callable[[Place, Actor], Iterable[Part]]
OfUnits = Callable[[Collection[int], Actor], Iterable[Part]]

_of_team: list[OfTeam] = []
_of_member: list[OfMember] = []
_of_place: list[OfPlace] = []
_of_township: list[OfPlace] = []
_of_units: list[OfUnits] = []


def team_page_parts_come_from(source: OfTeam) -> OfTeam:
    """Register cards of a team's page on a day (screen P3); the page has the postings it shows."""
    _of_team.append(source)
    return source


def member_page_parts_come_from(source: OfMember) -> OfMember:
    """Register cards of a person's file (screen P5)."""
    _of_member.append(source)
    return source


def place_page_parts_come_from(source: OfPlace) -> OfPlace:
    """Register cards of a place's page (screen P12)."""
    _of_place.append(source)
    return source


def township_page_parts_come_from(source: OfPlace) -> OfPlace:
    """Register cards of a township's page, which are on its own first page too (screen H2)."""
    _of_township.append(source)
    return source


def unit_page_parts_come_from(source: OfUnits) -> OfUnits:
    """Register cards of a unit's page and of its own first page, where somebody may answer for several (screen H2)."""
    _of_units.append(source)
    return source


def parts_of_team(shown: TeamPage) -> Parts:
    return _gathered(source(shown) for source in _of_team)


def parts_of_member(file: MemberFile) -> Parts:
    return _gathered(source(file) for source in _of_member)


def parts_of_place(place: Place, actor: Actor) -> Parts:
    return _gathered(source(place, actor) for source in _of_place)


def parts_of_township(township: Place, actor: Actor) -> Parts:
    return _gathered(source(township, actor) for source in _of_township)


def parts_of_units(units: Collection[int], actor: Actor) -> Parts:
    return _gathered(source(units, actor) for source in _of_units)


def _gathered(found: Iterable[Iterable[Part]]) -> Parts:
    return Parts(sorted((part for parts in found for part in parts), key=lambda part: part.order))
