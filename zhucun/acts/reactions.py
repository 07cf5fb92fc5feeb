"""From an act to what follows it: `@within` inside its transaction, `@after` by the clock."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from zhucun.acts.actor import Actor

Within = Callable[..., None]
Handler = Callable[..., None]
_within: dict[str, list[Within]] = defaultdict(list)
_after: dict[str, dict[str, Handler]] = defaultdict(dict)


def within(verb: str) -> Callable[[Within], Within]:
    """Keep an invariant inside the act's transaction: `f(rows, *, by)`. If it is refused, all of it is."""

    def register(function: Within) -> Within:
        _within[verb].append(function)
        return function

    return register


def after(verb: str) -> Callable[[Handler], Handler]:
    """A notice or outside call, `f(line)`, carried out later with retries; it must bear being run twice."""

    def register(function: Handler) -> Handler:
        _after[verb][f"{function.__module__}.{function.__qualname__}"] = function
        return function

    return register


def run_within(verb: str, rows: Sequence[Any], by: "Actor") -> None:
    for function in _within[verb]:
        function(rows, by=by)


def handlers(verb: str) -> dict[str, Handler]:
    return _after[verb]
