"""从派到用: what happened to a person, by measure, as one drawing and as one list (screen P5). Plain data only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

MOST_LISTED = 12  # months


class Lane(Enum):
    """The four measures in the slogan's order: the word on the tile, the class that colours it."""

    DISPATCH = "派", "dispatch"
    TRAINING = "训", "training"
    OVERSIGHT = "管", "oversight"
    INCENTIVES = "用", "incentives"

    @property
    def word(self) -> str:
        return self.value[0]

    @property
    def colour(self) -> str:
        return self.value[1]


class Look(Enum):
    """How a thing is drawn."""

    RING = "ring"  # a ring on its day with a few words beside it
    BOX = "box"  # a small box around the words
    FULL_BOX = "full-box"  # the same, filled
    PILL = "pill"  # a rounded one: what was decided
    BAR = "bar"  # what lasts, from `on` to before `until`; dotted from today on
    WORDS = "words"  # of a day to come


@dataclass(frozen=True)
class Thing:
    """One thing with its record. `short` is drawn, `sentence` is listed and read aloud."""

    lane: Lane
    on: date
    sentence: str
    short: str = ""
    url: str = ""
    look: Look = Look.RING
    until: date | None = None
    document: str = ""

    @property
    def when(self) -> str:
        return f"{self.on:%Y-%m-%d}"


@dataclass(frozen=True)
class MonthDays:
    """Days on post in a month, as the ledger has them; `is_short` of fewer than were asked."""

    first: date
    days: str
    tenths: int
    is_short: bool = False
    is_open: bool = False  # not locked yet
    url: str = ""

    @property
    def label(self) -> str:
        return f"{self.first.year % 100}.{self.first.month}"

    @property
    def sentence(self) -> str:
        said = f"{self.first.year}年{self.first.month}月驻村 {self.days} 天"
        return f"{said}，还没锁定" if self.is_open else f"{said}，没有达到要求" if self.is_short else said


@dataclass(frozen=True)
class Life:
    """All that was found for one person, in the order it happened."""

    things: Sequence[Thing] = field(default_factory=tuple)
    months: Sequence[MonthDays] = field(default_factory=tuple)

    @classmethod
    def of(cls, found: Iterable[Thing | MonthDays]) -> "Life":
        found = list(found)
        things = sorted((one for one in found if isinstance(one, Thing)), key=lambda one: one.on)
        months = sorted((one for one in found if isinstance(one, MonthDays)), key=lambda one: one.first)
        return cls(things, months)

    @property
    def latest_months(self) -> list[MonthDays]:
        """A year and what runs, the newest first: as much as a phone has room for."""
        return [*reversed(self.months)][:MOST_LISTED]

    def in_lane(self, lane: Lane) -> list[Thing]:
        return [thing for thing in self.things if thing.lane is lane]

    def newest_first(self, today: date) -> list[Thing]:
        """What has happened, for the list; the spans are told by what began them."""
        told = (one for one in self.things if one.on <= today and one.sentence)
        return sorted(told, key=lambda one: one.on, reverse=True)
