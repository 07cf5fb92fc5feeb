"""What is sealed before a draw and what is shown after it, as one plain document that anybody can keep (R-INS-04)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from zhucun.acts.refused import Refused
from zhucun.lib import lottery
from zhucun.lib.lottery import Place, Ticket
from zhucun.oversight.inspection import rules
from zhucun.oversight.inspection.models import InspectionRound

Document = Mapping[str, Any]


def sealed(row: InspectionRound, tickets: Sequence[Ticket], digests: Sequence[str]) -> dict[str, Any]:
    """Numbers, strata and weights; no names. Strata are drawn in the order of their keys."""
    return {
        "county": row.county_code,
        "week": row.week,
        "plan": row.plan_document,
        "list": [[one.number, one.stratum, one.weight] for one in tickets],
        "sizes": rules.sizes(tickets, row.size),
        "secret_hashes": list(digests),
        "public": {"name": row.public_name, "source": row.public_source, "at": _moment(row)},
    }


def _moment(row: InspectionRound) -> str:
    return timezone.localtime(row.public_at).isoformat(timespec="minutes")


def revealed(row: InspectionRound, halves: Sequence[str], numbers: Sequence[str]) -> dict[str, Any]:
    """The whole of it, to recompute: what was sealed, the halves, the public number, who was drawn."""
    shown = {"halves": list(halves), "public_number": row.public_number, "drawn": list(numbers)}
    return {"sealed": row.sealed, "seal": row.seal_hash, **shown}


def must_match(document: Document, halves: Sequence[str]) -> None:
    if [lottery.digest_of(half) for half in halves] != list(document["secret_hashes"]):
        raise Refused("两半密码和封签时的摘要对不上：放进去的不是这两半。这一轮不能抽。", rule="R-INS-04")


def placed(document: Document, halves: Sequence[str], public_number: str) -> list[Place]:
    tickets = [Ticket(*one) for one in document["list"]]
    sizes = dict(sorted(document["sizes"].items()))
    return lottery.placed(tickets, sizes, lottery.seed_of(halves, public_number))


def drawn(document: Document, halves: Sequence[str], public_number: str) -> list[Ticket]:
    return [one.ticket for one in placed(document, halves, public_number) if one.is_drawn]
