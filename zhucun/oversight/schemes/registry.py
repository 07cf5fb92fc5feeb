"""What ledgers say of whoever is assessed: sources of scores, facts of 一票否决, voices by tally. Topics register."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from zhucun.acts.actor import Actor
from zhucun.lib.evidence import Evidence
from zhucun.lib.periods import Span
from zhucun.oversight.schemes.rules import ObjectKind


class Member(NamedTuple):
    """A posting within the period, as sources need it."""

    posting: int
    cadre: int
    team: int
    unit: int
    place_code: str


@dataclass(frozen=True)
class Asked:
    """Whom a cycle assesses. `members` are the postings behind them: of persons they themselves, of a team its people,
    of a unit those it sends. `by` is who collects; what sources read is that county's. `memo` is theirs to share."""

    kind: ObjectKind
    county_code: str
    period: str
    span: Span
    day: date
    by: Actor
    members: Sequence[Member]
    keys: Sequence[int]
    memo: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def members_of(self) -> Mapping[int, list[Member]]:
        """Subject → the postings behind it."""
        if "members" not in self.memo:
            found: dict[int, list[Member]] = {key: [] for key in self.keys}
            for member in self.members:
                if (key := self.key_of(member)) in found:
                    found[key].append(member)
            self.memo["members"] = found
        return self.memo["members"]

    def key_of(self, member: Member) -> int:
        if self.kind == ObjectKind.PERSON:
            return member.posting
        return member.team if self.kind == ObjectKind.TEAM else member.unit


@dataclass(frozen=True)
class Found:
    """What the records say: hundredths of a point out of 100, why in a sentence, where the records are.

    `hundredths` None says that there is nothing to go by: the indicator is then left out, not scored zero.
    """

    hundredths: int | None
    sentence: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Fact:
    """How often, or how long, something happened that sets a ceiling."""

    count: int
    sentence: str
    evidence: tuple[Evidence, ...] = ()


Says = Callable[[Asked], Mapping[int, Found]]
Counts = Callable[[Asked], Mapping[int, Fact]]


@dataclass(frozen=True)
class Source:
    key: str
    label: str
    of: tuple[ObjectKind, ...]
    says: Says


@dataclass(frozen=True)
class FactKind:
    """`counts` None is a fact that people enter on the sheet with its document."""

    key: str
    label: str
    unit: str
    counts: Counts | None = None


Voices = Mapping[int, Mapping[str, tuple[int, int]]]  # subject → rater by tally → (hundredths, how many slips)
VoicesOf = Callable[[Asked], Voices]

_sources: dict[str, Source] = {}
_voices: list[VoicesOf] = []
_facts: dict[str, FactKind] = {}


def indicator_source(key: str, label: str, *, of: Sequence[ObjectKind] = tuple(ObjectKind)) -> Callable[[Says], Says]:
    """Register a ledger that scores subjects: `f(asked) -> {subject key: Found}`, all of a county in a few queries."""

    def register(says: Says) -> Says:
        _sources[key] = Source(key, label, tuple(of), says)
        return says

    return register


def ceiling_fact(key: str, label: str, *, unit: str) -> Callable[[Counts], Counts]:
    """Register what may set a ceiling (R-ASS-09): `f(asked) -> {subject key: Fact}`, those with none left out."""

    def register(counts: Counts) -> Counts:
        _facts[key] = FactKind(key, label, unit, counts)
        return counts

    return register


def entered_fact(key: str, label: str) -> None:
    """A fact that no ledger here holds: it is entered on a sheet, with its document."""
    _facts[key] = FactKind(key, label, "次")


def voices_come_from(function: VoicesOf) -> VoicesOf:
    """Register where secret ratings and surveys are counted; one number for a subject and group (R-ASS-12)."""
    _voices.append(function)
    return function


def voices_of(asked: Asked) -> dict[int, dict[str, tuple[int, int]]]:
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for function in _voices:
        for key, groups in function(asked).items():
            found.setdefault(key, {}).update(groups)
    return found


def sources_of(kind: str) -> dict[str, Source]:
    return {key: one for key, one in _sources.items() if kind in one.of}


def all_facts() -> Mapping[str, FactKind]:
    return _facts


entered_fact("falsified_ledger", "台账作假")
entered_fact("badly_handled_incident", "群体性事件处置不当")
