"""Whether a row of a file is somebody on file: by ID number, else phone and name, else name, unit and birth month, else
name, unit and place, else it is asked. What is not sure is never guessed. Pure: keyed hashes stand for the numbers."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhucun.sheets.matching import compared


@dataclass(frozen=True, slots=True)
class Traits:
    """By what somebody is known."""

    name: str
    id_hash: str = ""
    phone_hash: str = ""
    birth_month: date | None = None
    unit: int | str | None = None
    place: int | None = None


@dataclass(frozen=True, slots=True)
class HeldPerson:
    """Somebody on file; `facts` are the columns a file may differ in, `shown` how a question names them."""

    key: int
    traits: Traits
    facts: Mapping[str, Any] = field(default_factory=dict)
    shown: str = ""
    posting: Any = None


@dataclass(frozen=True, slots=True)
class Match:
    """`found` where it is sure, `rivals` where a person must say, `clash` where two facts contradict each other."""

    found: HeldPerson | None = None
    rivals: tuple[HeldPerson, ...] = ()
    clash: str = ""


class PersonMatcher:
    """The people on file, found by each of the four ways."""

    def __init__(self, held: Iterable[HeldPerson]) -> None:
        self.by_id: dict[str, HeldPerson] = {}
        self.by_phone: dict[tuple[str, str], list[HeldPerson]] = defaultdict(list)
        self.by_name: dict[str, list[HeldPerson]] = defaultdict(list)
        for person in held:
            traits, name = person.traits, compared(person.traits.name)
            if traits.id_hash:
                self.by_id[traits.id_hash] = person
            if traits.phone_hash:
                self.by_phone[traits.phone_hash, name].append(person)
            self.by_name[name].append(person)

    def find(self, told: Traits) -> Match:
        name = compared(told.name)
        if told.id_hash and (person := self.by_id.get(told.id_hash)):
            return Match(person)
        namesakes = [held for held in self.by_name.get(name, ()) if not _has_other_id(told, held.traits)]
        for sieve in (self._by_phone, _by_birth_month, _by_place):
            found = [held for held in namesakes if sieve(told, held)]
            if len(found) == 1:
                return Match(found[0])
            if found:
                return Match(rivals=tuple(found))
        return Match(rivals=tuple(held for held in namesakes if not _is_somebody_else(told, held.traits)))

    def _by_phone(self, told: Traits, held: HeldPerson) -> bool:
        return bool(told.phone_hash) and told.phone_hash == held.traits.phone_hash


def _by_birth_month(told: Traits, held: HeldPerson) -> bool:
    month = told.birth_month
    return month is not None and month == held.traits.birth_month and _same(told.unit, held.traits.unit)


def _by_place(told: Traits, held: HeldPerson) -> bool:
    return _same(told.place, held.traits.place) and _same(told.unit, held.traits.unit)


def _same(one: Any, other: Any) -> bool:
    return one is not None and one == other


def _has_other_id(told: Traits, held: Traits) -> bool:
    return bool(told.id_hash and held.id_hash) and told.id_hash != held.id_hash


def _is_somebody_else(told: Traits, held: Traits) -> bool:
    """A namesake of another birth month is another person; without it nothing short of the ID number is certain."""
    return bool(told.birth_month and held.birth_month) and told.birth_month != held.birth_month


@dataclass(frozen=True, slots=True)
class Twin:
    """An earlier row that is, or may be, the same person."""

    row: int
    sheet: str
    place: int | None
    is_sure: bool
    by: str  # id, phone, name


class InFile:
    """Who stands in the rows read so far, so that nobody comes in twice."""

    def __init__(self) -> None:
        self._by_id: dict[str, Twin] = {}
        self._by_phone: dict[str, list[tuple[str, Twin]]] = defaultdict(list)
        self._by_name: dict[str, list[tuple[Traits, Twin]]] = defaultdict(list)

    def meet(self, traits: Traits, row: int, sheet: str) -> Twin | None:
        """The earlier row this one repeats, if any; then this one is known too."""
        name = compared(traits.name)
        twin = self._twin(traits, name)
        own = Twin(row, sheet, traits.place, True, "")
        if traits.id_hash:
            self._by_id.setdefault(traits.id_hash, own)
        if traits.phone_hash:
            self._by_phone[traits.phone_hash].append((name, own))
        self._by_name[name].append((traits, own))
        return twin

    def _twin(self, traits: Traits, name: str) -> Twin | None:
        if traits.id_hash and (found := self._by_id.get(traits.id_hash)):
            return _as(found, is_sure=True, by="id")
        for other, found in sorted(self._by_phone.get(traits.phone_hash, ()), key=lambda pair: pair[0] != name)[:1]:
            return _as(found, is_sure=other == name, by="phone")
        for other_traits, found in self._by_name.get(name, ()):
            if (likeness := _likeness(traits, other_traits)) is not None:
                return _as(found, is_sure=likeness, by="name")
        return None


def _as(found: Twin, *, is_sure: bool, by: str) -> Twin:
    return Twin(found.row, found.sheet, found.place, is_sure, by)


def _likeness(one: Traits, other: Traits) -> bool | None:
    """True: the same; False: perhaps; None: two people of one name."""
    if _has_other_id(one, other) or _is_somebody_else(one, other) or not _same(one.unit, other.unit):
        return None
    return _same(one.birth_month, other.birth_month) and not _other_phone(one, other)


def _other_phone(one: Traits, other: Traits) -> bool:
    return bool(one.phone_hash and other.phone_hash) and one.phone_hash != other.phone_hash


def changed_facts(told: Mapping[str, Any], held: Mapping[str, Any], keys: Sequence[str]) -> dict[str, Any]:
    """Only what the file fills and says otherwise; an empty cell changes nothing."""
    return {key: told[key] for key in keys if told.get(key) not in (None, "") and told[key] != held.get(key)}
