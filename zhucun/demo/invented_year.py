"""What happened to everybody from July 2021 on, as values: leave, trips, duty, what villages said otherwise.

People are named by their name, which each of the county bears once; half-days are those of `lib.halves`.
"""

from dataclasses import dataclass
from datetime import date

FIRST_DAY = date(2021, 7, 1)  # from when days are kept; what was before came in as totals
LAST_DAY = date(2022, 7, 11)


@dataclass(frozen=True)
class Change:
    """变动 by the member's own word, said on a day."""

    who: str
    category: str
    since: int
    until: int
    said_on: date
    reason: str = ""
    place: str = ""


@dataclass(frozen=True)
class LeaveTaken:
    """`granted` False: it still waits. `back_on` None: nobody reported back; `back` is the half-day of the return."""

    who: str
    kind: str
    since: int
    until: int
    asked_on: date
    reason: str
    going_to: str
    covered_by: str | None
    granted: bool = True
    back_on: date | None = None
    back: int | None = None


@dataclass(frozen=True)
class Otherwise:
    """Village or township said of a span that it was not so; `settled` is what the township then held to be true."""

    who: str
    by: str  # village_secretary or township_organiser
    category: str
    since: int
    until: int
    said_on: date
    reason: str
    settled_on: date | None = None
    settled: str = ""
    why: str = ""


@dataclass(frozen=True)
class Fixed:
    """更正 of a locked month: proposed by the township, approved by the county's office, or not yet."""

    who: str
    month: str
    category: str
    since: int
    until: int
    proposed_on: date
    reason: str
    approved_on: date | None = None


@dataclass(frozen=True)
class Year:
    changes: tuple[Change, ...] = ()
    leaves: tuple[LeaveTaken, ...] = ()
    otherwise: tuple[Otherwise, ...] = ()
    fixed: tuple[Fixed, ...] = ()
    first_day: date = FIRST_DAY
    silent: tuple[tuple[str, str], ...] = ()  # who has not stated which month yet
    unsigned: tuple[str, ...] = ()  # villages that have not confirmed June
    unlocked: tuple[str, ...] = ()  # townships that have not verified June
    unread: tuple[str, ...] = ()  # townships whose June the county has not reviewed


@dataclass(frozen=True)
class Note:
    """记一笔 of a member; of a meeting `purposes` and everybody of the team who was in it."""

    who: str
    kind: str
    on: date
    text: str
    next_step: str = ""
    names_households: bool = False
    purposes: tuple[str, ...] = ()
    others: str = ""


@dataclass(frozen=True)
class Held:
    """A township's meeting with its teams; a talk of its secretary with one of them names whom."""

    township: str
    kind: str
    on: date
    text: str
    purposes: tuple[str, ...] = ()
    whom: str = ""


@dataclass(frozen=True)
class OfUnit:
    """A unit heard its members, or its head was in the village of the team it stands behind."""

    unit: str
    kind: str
    on: date
    text: str
    seat: str


@dataclass(frozen=True)
class Work:
    notes: tuple[Note, ...] = ()
    held: tuple[Held, ...] = ()
    of_units: tuple[OfUnit, ...] = ()
