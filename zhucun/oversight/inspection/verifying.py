"""A round that is done, recomputed from what is kept of it alone (R-INS-04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhucun.lib import lottery
from zhucun.lib.lottery import Place
from zhucun.oversight.inspection import documents
from zhucun.oversight.inspection.models import InspectionRound
from zhucun.oversight.inspection.rules import Kind


@dataclass(frozen=True)
class Checked:
    """What recomputing a round gives: every ticket with its key, and whether it all agrees with what was written."""

    places: Sequence[Place]
    seal_holds: bool
    halves_match: bool
    draw_agrees: bool
    closest: str

    @property
    def holds(self) -> bool:
        return self.seal_holds and self.halves_match and self.draw_agrees


def checked(row: InspectionRound) -> Checked:
    """Of a round that is done; from what is kept alone, the same that its document gives anybody (R-INS-04)."""
    document = document_of(row)
    return recomputed(document)


def document_of(row: InspectionRound) -> dict[str, object]:
    halves = [half.secret for half in row.halves.order_by("position")]
    by_lot = row.drawn.exclude(kind=Kind.REVISIT).order_by("position")
    return documents.revealed(row, halves, list(by_lot.values_list("team__number", flat=True)))


def recomputed(document: dict) -> Checked:
    sealed, halves = document["sealed"], document["halves"]
    places = documents.placed(sealed, halves, document["public_number"])
    drawn = [one.ticket.number for one in places if one.is_drawn]
    gap = lottery.closest(places)
    return Checked(
        places,
        seal_holds=lottery.fingerprint(sealed) == document["seal"],
        halves_match=[lottery.digest_of(half) for half in halves] == list(sealed["secret_hashes"]),
        draw_agrees=sorted(drawn) == sorted(document["drawn"]),
        closest=f"{Decimal(f'{gap:.1E}'):f}" if gap is not None else "",
    )
