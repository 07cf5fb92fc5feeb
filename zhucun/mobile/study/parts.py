"""What stands under 学习: each part a template with its context, in a fixed order; a part with nothing is not there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from zhucun.acts.actor import Actor


@dataclass(frozen=True)
class Part:
    template: str
    context: dict[str, Any]


Shows = Callable[[Actor], Part | None]
_parts: list[tuple[int, Shows]] = []


def part(order: int) -> Callable[[Shows], Shows]:
    """Register a part: tests to sit 10, practice 20, mentors 25, one's own training 30."""

    def register(shows: Shows) -> Shows:
        _parts.append((order, shows))
        _parts.sort(key=lambda one: one[0])
        return shows

    return register


def parts_for(actor: Actor) -> list[Part]:
    return [found for _, shows in _parts if (found := shows(actor))]
