"""One handover as its page shows it: items, signatures, and what the one who looks may do."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.handover import acts as handovers
from zhucun.dispatch.handover import matters, rules
from zhucun.dispatch.handover.forms import ItemForm
from zhucun.dispatch.handover.models import Handover, HandoverItem, HandoverSignature
from zhucun.dispatch.handover.rules import ItemKind, Side, State
from zhucun.dispatch.roster.linking import member_url, team_url
from zhucun.dispatch.roster.models import RoleSpell
from zhucun.dispatch.roster.rules import TeamRole
from zhucun.web.forms import ActForm


@dataclass(frozen=True)
class Line:
    """An item with the form to settle it, where the actor may; `back` takes it back."""

    item: HandoverItem
    moves: bool
    form: ItemForm | None = None
    back: ActForm | None = None


@dataclass(frozen=True)
class Signed:
    side: Side
    name: str  # who is to sign, where it is known
    signature: HandoverSignature | None
    back: ActForm | None = None


class HandoverPage:
    """Reads items, signatures and roles once; the row comes with its people and standing."""

    def __init__(self, row: Handover, actor: Actor) -> None:
        self.row, self.actor = row, actor
        self.is_open = row.state == State.OPEN
        self.is_party = handovers.is_party(row, actor)
        self.takes_part = actor.may(rules.HAND) and (
            self.is_party or handovers.may_lead(row, actor) or handovers.may_enter(row, actor)
        )

    @cached_property
    def items(self) -> list[HandoverItem]:
        return list(self.row.items.order_by("position"))

    @cached_property
    def signatures(self) -> dict[str, HandoverSignature]:
        return {one.side: one for one in self.row.signatures.all()}

    @property
    def listed(self) -> list[Line]:
        return [self._line(item) for item in self.items if item.kind == ItemKind.LISTED]

    @property
    def matters(self) -> list[Line]:
        return [self._line(item) for item in self.items if item.kind == ItemKind.MATTER]

    def _line(self, item: HandoverItem) -> Line:
        moves = matters.moves(item.source_kind)
        if not (self.is_open and self.takes_part):
            return Line(item, moves)
        if item.settled_on is None:
            return Line(item, moves, form=ItemForm(seen=item, auto_id=f"id_{item.pk}_%s"))
        may_take_back = not moves and not self.signatures
        return Line(item, moves, back=ActForm(seen=item) if may_take_back else None)

    @property
    def sides(self) -> list[Signed]:
        named = {
            Side.LEAVING: self.row.leaving.cadre.person.name,
            Side.INCOMING: self.row.incoming.cadre.person.name,
            Side.TOWNSHIP: "",
        }
        return [Signed(side, named[side], self.signatures.get(side), self._back(side)) for side in Side]

    def _back(self, side: Side) -> ActForm | None:
        signature = self.signatures.get(side)
        if signature is None or not self.actor.may(rules.HAND) or not (self.is_open or self._closed_today):
            return None
        own = signature.person_id is not None and signature.person_id == self.actor.person_id
        entered = signature.is_on_paper and signature.entered_by == self.actor.name
        return ActForm(seen=self.row) if own or entered else None

    @property
    def _closed_today(self) -> bool:
        return self.row.closed_on == self.actor.today

    @cached_property
    def own_side(self) -> Side | None:
        """Where the actor is one of the two and has not signed."""
        if not self.is_open or not self.is_party:
            return None
        is_leaving = self.row.leaving.cadre.person_id == self.actor.person_id
        side = Side.LEAVING if is_leaving else Side.INCOMING
        return None if side in self.signatures else side

    @property
    def own_verb(self) -> str:
        return {Side.LEAVING: "我已交清", Side.INCOMING: "我已接清"}.get(self.own_side, "")

    @property
    def unsettled(self) -> int:
        return sum(item.settled_on is None for item in self.items)

    @property
    def may_lead(self) -> bool:
        is_left = self.is_open and Side.TOWNSHIP not in self.signatures
        return is_left and not self.is_party and handovers.may_lead(self.row, self.actor)

    @property
    def may_enter(self) -> bool:
        is_left = self.is_open and len(self.signatures) < len(Side)
        return is_left and not self.is_party and handovers.may_enter(self.row, self.actor)

    @cached_property
    def _roles(self) -> dict[int, list[str]]:
        """What the one who leaves held to the last day, and what the successor holds with the seat."""
        found: dict[int, list[str]] = {}
        both = (self.row.leaving_id, self.row.incoming_id)
        for spell in RoleSpell.objects.filter(posting__in=both).order_by("since", "pk"):
            posting = self.row.leaving if spell.posting_id == self.row.leaving_id else self.row.incoming
            if posting.until is None or spell.until == posting.until:
                found.setdefault(spell.posting_id, []).append(TeamRole(spell.role).label)
        return found

    @property
    def people(self) -> list[dict[str, Any]]:
        row = self.row
        return [
            {
                "word": word,
                "posting": posting,
                "roles": "、".join(self._roles.get(posting.pk, [])),
                "url": member_url(posting, self.actor),
            }
            for word, posting in (("交", row.leaving), ("接", row.incoming))
        ]

    @property
    def team_url(self) -> str:
        return team_url(self.row.team, self.actor)
