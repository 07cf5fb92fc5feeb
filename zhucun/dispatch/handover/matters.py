"""Open matters that move to the successor: topics register what they have; where none has, nothing is shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.evidence import Evidence


@dataclass(frozen=True)
class Passing:
    """From whom to whom, and from which day the matter is the successor's."""

    leaving: Posting
    incoming: Posting
    since: date


Found = Iterable[tuple[int, Evidence]]  # the leaver's posting, and what is open with them
Find = Callable[[Sequence[Posting], date], Found]
Move = Callable[[int, Passing, Actor], None]


@dataclass(frozen=True)
class Source:
    """`move` makes the matter the successor's; without it the successor only learns of it, and ticks that."""

    kind: str
    find: Find
    move: Move | None


_sources: dict[str, Source] = {}


def handover_items_come_from(kind: str, *, move: Move | None = None) -> Callable[[Find], Find]:
    """Register `find(leaving postings, day)`: sentences that may be read by everybody who sees the handover."""

    def register(find: Find) -> Find:
        _sources[kind] = Source(kind, find, move)
        return find

    return register


def matters_of(leaving: Sequence[Posting], day: date) -> Mapping[int, list[Evidence]]:
    found: dict[int, list[Evidence]] = {}
    for source in _sources.values():
        for posting, evidence in source.find(leaving, day):
            found.setdefault(posting, []).append(evidence)
    return found


def moves(kind: str) -> bool:
    """Whether to settle such a matter changes who has it."""
    source = _sources.get(kind)
    return source is not None and source.move is not None


def move(kind: str, key: int, passing: Passing, by: Actor) -> None:
    source = _sources.get(kind)
    if source is not None and source.move is not None:
        source.move(key, passing, by)
