"""A village in a list of a ledger: with its township for whoever has several, and without for whoever has one."""

from collections.abc import Callable
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.permissions import Permission
from zhucun.web.tables import Cell

TOWNSHIP_DIGITS = 9


def village_cell(actor: Actor, needs: Permission) -> Callable[[Any], Cell]:
    has_several = any(len(code) < TOWNSHIP_DIGITS for code in actor.scope(needs).place)

    def cell(row: Any) -> Cell:
        return Cell(row.place.name, sub=(row.township or "") if has_several else "")

    return cell
