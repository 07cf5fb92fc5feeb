"""What the invented county consists of: plain values that the loader turns into acts."""

from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random
from typing import TypeVar

from zhucun.demo.invented_year import Work, Year

T = TypeVar("T")


class Dice:
    """Chance that falls the same way on every machine and every Python: only `random()` itself is promised to stay."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def below(self, count: int) -> int:
        return int(self._random.random() * count)

    def between(self, first: int, last: int) -> int:
        return first + self.below(last - first + 1)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, choices: "list[T] | tuple[T, ...]") -> T:
        return choices[self.below(len(choices))]

    def shuffled(self, things: "list[T] | tuple[T, ...]") -> list[T]:
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order


@dataclass(frozen=True)
class Place:
    """`kind` and `tag` values are those of `org.places`. Only townships have a point on the sketch."""

    code: str
    name: str
    kind: str
    parent: str
    x: int | None = None
    y: int | None = None


@dataclass(frozen=True)
class Tagging:
    place: str
    tag: str
    since: date
    basis: str


@dataclass(frozen=True)
class Unit:
    """`place_code` is the code of the unit's own level, so that 省直 and 市直 units are known as such."""

    name: str
    place_code: str
    kind: str
    head_name: str
    deputy_name: str
    staff_count: int | None = None


@dataclass(frozen=True)
class RuralSpell:
    where: str
    since: date
    until: date


@dataclass(frozen=True)
class Person:
    """A cadre with the facts of the roster (R-DOC-01); values are those of `org.people`."""

    name: str
    sex: str
    birth_month: date
    phone: str
    unit: Unit
    post: str
    rank: str
    employment: str
    education: int
    party_joined_on: date | None
    work_started_on: date
    rural_months: int
    skills: tuple[str, ...] = ()
    home: str = ""
    rural_spells: tuple[RuralSpell, ...] = ()


@dataclass(frozen=True)
class Size:
    """核定人数 from a day on; a lower one has its reason (R-SEL-11)."""

    since: date
    size: int
    basis: str
    reason: str = ""


@dataclass(frozen=True)
class Team:
    """The seat is the main place; `also` are the codes of other places served."""

    number: str
    seat: str
    also: tuple[str, ...]
    since: date
    basis: str
    backing_unit: Unit
    sizes: tuple[Size, ...]


@dataclass(frozen=True)
class End:
    last_day: date
    kind: str
    basis: str
    reason: str


@dataclass(frozen=True)
class Course:
    """How a change came about: who proposed it, what the other side said when, when it was decided; not yet, if None.

    `issued_on` is when the document went out, of a departure the day after the last.
    """

    kind: str
    ground: str
    reason: str
    proposed_by: str
    proposed_on: date
    said_on: date | None = None
    decided_on: date | None = None
    issued_on: date | None = None


@dataclass(frozen=True)
class Note:
    """A fact of somebody's service, entered by their township."""

    on: date
    kind: str
    sentence: str
    document: str = ""


@dataclass(frozen=True)
class Posting:
    """`succeeds` is the ended posting that this one follows; an addition 增派 follows nobody.

    `course` is the case by which it ended, or came as an addition, or is to end.
    """

    person: Person
    team: Team
    since: date
    kind: str
    basis: str
    roles: tuple[str, ...]
    reported_on: date
    succeeds: "Posting | None" = None
    end: End | None = None
    course: Course | None = None
    notes: tuple[Note, ...] = ()

    def runs_on(self, day: date) -> bool:
        return self.since <= day and (self.end is None or day <= self.end.last_day)


@dataclass(frozen=True)
class Office:
    """Somebody with an account who is on no team. A phone log-in is the phone number itself (R-SEC-01)."""

    name: str
    phone: str
    log_in: str
    kind: str
    role: str
    place_code: str
    unit: Unit | None = None


@dataclass(frozen=True)
class Household:
    """By head and group; `helper` is the posting of the member who looks after it."""

    village: str
    group: int
    head: str
    persons: int
    helper: Posting


@dataclass(frozen=True)
class StandIn:
    """Somebody of the township stands in for its secretary, who is on leave (until a day) or gone (R-ORG-13)."""

    place_code: str
    by_role: str
    kind: str
    since: date
    last_day: date | None
    basis: str


@dataclass(frozen=True)
class Suggestion:
    """意见建议 by the holder of an office, and the answer of the county's (R-BUR-06)."""

    role: str
    place_code: str
    on: date
    text: str
    answer: str = ""
    answered_on: date | None = None


@dataclass(frozen=True)
class PolicyVersion:
    """The county's own numbers, as proposed by its officer and approved by its leader."""

    title: str
    since: date
    basis: str
    values: dict[str, int]


@dataclass(frozen=True)
class Need:
    """What a village asks for; studied by the township on a day, or not yet."""

    place: str
    kinds: tuple[str, ...]
    note: str
    raised_on: date
    studied_on: date | None


@dataclass(frozen=True)
class Round:
    title: str
    opened_on: date
    since: date
    remark: str
    leavers: tuple[Posting, ...]
    needs: tuple[Need, ...]


@dataclass(frozen=True)
class County:
    code: str
    name: str
    office_name: str
    above: dict[str, str]
    founded_on: date
    stands_at: datetime
    places: tuple[Place, ...]
    tags: tuple[Tagging, ...]
    units: tuple[Unit, ...]
    teams: tuple[Team, ...]
    postings: tuple[Posting, ...]
    offices: tuple[Office, ...]
    groups: dict[str, int] = field(default_factory=dict)  # village → how many
    households: tuple[Household, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    policies: tuple[PolicyVersion, ...] = ()
    reserve: tuple[Person, ...] = ()  # in the pool, on no post
    round: Round | None = None
    unconfirmed: tuple[str, ...] = ()  # whose unit has not said yes; by name, each borne once
    is_screened: bool = False  # had its screening of June 2022
    year: Year | None = None
    work: Work | None = None
    tells_months: bool = False  # prompts, reviews and the county's rhythm
    people: tuple[Person, ...] = field(init=False)

    def __post_init__(self) -> None:
        posted = dict.fromkeys(posting.person for posting in self.postings)
        object.__setattr__(self, "people", (*posted, *self.reserve))
