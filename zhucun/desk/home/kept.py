"""Parts of a first page that are drawn once and shown again until somebody does something (H1, H2, H3).

Drawn parts are derived: the next act drops them, and a process that starts has none.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.unchanged import mark

MOST = 64
Parts = Mapping[str, Any]
_drawn: OrderedDict[Hashable, Parts] = OrderedDict()


def kept(name: str, actor: Actor, draw: Callable[[], Parts], *more: Hashable) -> Parts:
    """Who asks, what they hold, their day and `more` tell apart what is shown; nothing in it may depend on the hour."""
    key = (name, actor.account_id, actor.grants, actor.persons, actor.county_code, actor.today, *more, mark())
    if key not in _drawn:
        _drawn[key] = draw()
        while len(_drawn) > MOST:
            _drawn.popitem(last=False)
    return _drawn[key]


def forget() -> None:
    _drawn.clear()
