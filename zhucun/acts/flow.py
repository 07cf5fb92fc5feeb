"""Flow: the table of moves of a procedure, which is documentation, guard, buttons and to-do list in one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db import models

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.acts.scope import ScopedQuerySet


@dataclass(frozen=True)
class Move:
    """From these states to those. `needs` is who is expected to make it; `duty=False` means may, not should. `said`
    has the sentence of a state from which it cannot be made."""

    of: tuple[str, ...]
    to: tuple[str, ...]
    needs: str | None
    duty: bool
    said: Mapping[str, str] = field(default_factory=dict)


def move(
    of: str | Sequence[str],
    *,
    to: str | Sequence[str],
    needs: str | None = None,
    duty: bool = True,
    said: Mapping[str, str] | None = None,
) -> Move:
    return Move(_tuple(of), _tuple(to), needs, duty and needs is not None, said or {})


def _tuple(states: str | Sequence[str]) -> tuple[str, ...]:
    return (states,) if isinstance(states, str) else tuple(states)


class Flow:
    """The moves of one kind of row, by verb."""

    def __init__(self, name: str, moves: Mapping[str, Move]) -> None:
        self.name, self.moves = name, dict(moves)

    def step(self, row: models.Model, verb: str, *, to: str | None = None) -> None:
        """Set `row.state`: the only way it changes. Raises Refused where the table has no such move."""
        self.must_allow(row, verb)
        allowed = self.moves[verb]
        target = to if to is not None else allowed.to[0]
        if target not in allowed.to:
            raise ValueError(f"{self.name}.{verb} does not lead to {target}")
        row.state = target

    def must_allow(self, row: models.Model, verb: str) -> None:
        allowed = self.moves[verb]
        if row.state not in allowed.of:
            raise Refused(allowed.said.get(row.state) or f"现在是“{_label(row, row.state)}”，这一步不能办了。")

    def possible(self, row: models.Model, actor: Actor) -> list[str]:
        """The verbs this actor could use on the row now: its buttons."""
        return [
            verb
            for verb, allowed in self.moves.items()
            if row.state in allowed.of and (allowed.needs is None or actor.may(allowed.needs))
        ]

    def waiting(self, rows: ScopedQuerySet, actor: Actor) -> ScopedQuerySet:
        """The rows that wait for this person, by duty; computed, never stored."""
        waiting = rows.none()
        for allowed in self.moves.values():
            if allowed.duty and actor.may(allowed.needs):
                waiting |= rows.visible_to(actor, allowed.needs).filter(state__in=allowed.of)
        return waiting.distinct()


def _label(row: models.Model, state: str) -> str:
    return dict(row._meta.get_field("state").flatchoices).get(state, state)
