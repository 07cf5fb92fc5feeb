"""报线索 as a kind of record, read by few: how it was noticed; opens the clue, which goes to the township."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Household
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Asked, Opening, Side, record_kind
from zhucun.records.registry import Kind as RecordKind
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring.rules import REPORT, Source

KIND, SOURCE = "clue", "clue_source"
ONE_HOME = "一条线索写一户。几户的，一户记一笔。"


def opened(openings: Sequence[Opening], by: Actor) -> None:
    homes = homes_of([one.record for one in openings])
    clues.open_from.many((Told(one.record, _told(one, homes.get(one.record.pk, []))) for one in openings), by=by)


def _told(opening: Opening, homes: list[Household]) -> dict[str, Any]:
    return {"source": opening.one(SOURCE) or Source.VISIT, "household": _only(homes)}


def _only(homes: list[Household]) -> Household | None:
    if len(homes) > 1:
        raise Refused(ONE_HOME, field="households")
    return homes[0] if homes else None


def home_of(record: WorkRecord) -> Household | None:
    return _only(list(record.households.order_by("pk")))


def homes_of(records: Sequence[WorkRecord]) -> dict[int, list[Household]]:
    """Record → the households it names. Two queries."""
    links = WorkRecord.households.through.objects.filter(workrecord__in=[one.pk for one in records])
    pairs = list(links.values_list("workrecord", "household"))
    rows = Household.objects.in_bulk({home for _, home in pairs})
    found: dict[int, list[Household]] = defaultdict(list)
    for record, home in pairs:
        found[record].append(rows[home])
    return found


def _may_report(by: Actor, about: Any) -> bool:
    return by.may(REPORT)


CLUE = record_kind(
    RecordKind(
        KIND,
        "报线索",
        "alert-circle",
        65,
        (Side.TEAM,),
        asks=(Asked(SOURCE, "怎么发现的", "choice", Source.choices, "不选算“干部走访发现”"),),
        asks_households=True,
        opens=opened,
        is_restricted=True,
        goes_to=("乡镇的监测线索",),
        hint="家里出了什么事；不写得了什么病、身份证号、电话",
        is_for=_may_report,
    )
)
