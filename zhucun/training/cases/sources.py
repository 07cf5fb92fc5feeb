"""Where a case may come from: a work record, a speech at an exchange; topics above register theirs (`case_source`).

case_source(Source("rectification", "整改过的问题", offers=kinds_with_counts, draft=of_kind))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhucun.acts.actor import Actor


@dataclass(frozen=True)
class Draft:
    """What stands in the form before anybody writes. `said` names the source to whoever may see it."""

    title: str
    what: str
    place_code: str
    said: str
    shape: str = "experience"
    aspect: str = ""
    url: str = ""


@dataclass(frozen=True)
class Source:
    """`offers`: (key, sentence) of what this reader may begin from; `draft` gives None for what they do not reach."""

    key: str
    label: str
    order: int
    offers: Callable[[Actor], Sequence[tuple[str, str]]]
    draft: Callable[[str, Actor], Draft | None]


_sources: dict[str, Source] = {}


def case_source(source: Source) -> Source:
    if source.key in _sources:
        raise ValueError(f"two sources of cases are called {source.key}")
    return _sources.setdefault(source.key, source)


def all_sources() -> list[Source]:
    return sorted(_sources.values(), key=lambda one: one.order)


def draft_from(key: str, row: str, by: Actor) -> Draft | None:
    return _sources[key].draft(row, by) if key in _sources else None
