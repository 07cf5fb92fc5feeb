"""The kinds of long work: a topic registers a function under a name, so that another process finds it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from zhucun.acts.jobs.context import Context

Work = Callable[[Context], Any]


@dataclass(frozen=True)
class Kind:
    name: str
    label: str
    work: Work


_kinds: dict[str, Kind] = {}


def job(name: str, label: str) -> Callable[[Work], Work]:
    """Register long work. What it returns is kept as the job's result, so it is plain data; a text is shown.

    A worker may die and the job be done again, so it either writes in one transaction or sends its acts by
    `context.carry_out`, which does each of them once.
    """

    def register(work: Work) -> Work:
        known = _kinds.get(name)
        if known is not None and known.work.__qualname__ != work.__qualname__:
            raise ValueError(f"two jobs are called {name}")
        _kinds[name] = Kind(name, label, work)
        return work

    return register


def kind(name: str) -> Kind:
    return _kinds[name]
