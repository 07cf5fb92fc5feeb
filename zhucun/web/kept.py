"""Parts of a page that are drawn once and shown again until a table they were drawn from is written (H1, H2, H3, M11).

Drawn parts are derived, as what figures said (zhucun.acts.keeping): the next commit that writes one of their tables
drops them, and a process that starts has none.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from copy import copy
from dataclasses import dataclass, replace
from typing import Any

from django.utils import timezone

from zhucun.acts import written
from zhucun.acts.actor import Actor

MOST = 64
Parts = Mapping[str, Any]


@dataclass(frozen=True)
class Drawn:
    marks: Mapping[str, int | None]
    parts: Parts

    def holds(self, now: written.Marks, pending: set[str]) -> bool:
        return not (pending & self.marks.keys()) and all(now.get(name) == mark for name, mark in self.marks.items())


_drawn: OrderedDict[Hashable, Drawn] = OrderedDict()


def kept(name: str, actor: Actor, draw: Callable[[Actor], Parts], *more: Hashable) -> Parts:
    """Who asks, what they hold, their day and `more` tell apart what is shown; nothing in it may depend on the hour.

    Drawn for an actor who has looked up nothing yet, so that all that it rests on is read while one listens.
    """
    if (there := kept_already(name, actor, *more)) is not None:
        return there
    key, watch = _key(name, actor, more), written.watch_of()
    now = watch.marks()
    with watch.reading() as read:
        parts = draw(replace(copy(actor), memo={}))  # a page's actor is looked up when first asked for
    tables = (read & written.marked_tables()) | {written.ALL}
    _drawn.pop(key, None)
    unseen = read & written.unmarked_tables()  # whose writes leave no mark
    if not (unseen or tables & watch.pending):
        _drawn[key] = Drawn({one: now.get(one) for one in tables}, parts)
    while len(_drawn) > MOST:
        _drawn.popitem(last=False)
    return parts


def kept_already(name: str, actor: Actor, *more: Hashable) -> Parts | None:
    """What was drawn before and still holds: for a page that would not wait for it."""
    watch, known = written.watch_of(), _drawn.get(_key(name, actor, more))
    return known.parts if known is not None and known.holds(watch.marks(), watch.pending) else None


def _key(name: str, actor: Actor, more: tuple[Hashable, ...]) -> Hashable:
    who = (actor.account_id, actor.grants, actor.persons, actor.county_code, actor.today, timezone.localdate())
    return (name, *who, *more)


def forget() -> None:
    _drawn.clear()
