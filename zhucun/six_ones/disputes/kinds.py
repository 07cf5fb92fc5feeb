"""调解 as a kind of record, read by few: which kind, and whether it is settled already; opens the dispute."""

from collections.abc import Sequence
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.records.registry import Asked, Kind, Opening, Side, record_kind
from zhucun.six_ones.disputes import acts as disputes
from zhucun.six_ones.disputes import rules

KIND, SETTLED = "dispute_kind", "settled"
NOT_YET = "not_yet"


def opened(openings: Sequence[Opening], by: Actor) -> None:
    disputes.open_from.many((Told(one.record, _told(one)) for one in openings), by=by)


def _told(opening: Opening) -> dict[str, Any]:
    kind = opening.one(KIND) or rules.Kind.OTHER
    return {"kind": kind, "is_settled": opening.one(SETTLED) != NOT_YET}


DISPUTE = record_kind(
    Kind(
        "dispute",
        "调解",
        "scale",
        25,
        (Side.TEAM,),
        asks=(
            Asked(KIND, "哪一类", "choice", rules.Kind.choices, "不选算“其他”"),
            Asked(SETTLED, "调解好了没有", "choice", (("yes", "调解好了"), (NOT_YET, "还没有")), "不选算调解好了"),
        ),
        opens=opened,
        is_restricted=True,
        goes_to=("矛盾纠纷台账",),
        hint="为了什么、怎么解决的；不写身份证号、电话",
    )
)
