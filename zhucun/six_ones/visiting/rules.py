"""Which rhythm holds for a household, and by when it is to be visited again (R-MON-06)."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from zhucun.acts.refused import Refused
from zhucun.policy.network_values import EVERY, VisitRhythm

MONITORED = "monitored"  # which another ledger says


def rhythm_for(kinds: Collection[str], rhythms: Iterable[VisitRhythm]) -> VisitRhythm:
    """Of several the one that comes round soonest; `every` holds for all."""
    found = [one for one in rhythms if one.key in kinds or one.key == EVERY]
    return min(found, key=lambda one: one.days)


def due_on(last_visit: date | None, since: date, days: int) -> date:
    """So many days after the last visit; of one never visited, after it came on the list."""
    return (last_visit or since) + timedelta(days=days)


def must_be_kept_here(kind: str, rhythms: Iterable[VisitRhythm]) -> None:
    if kind == MONITORED:
        raise Refused("监测户以全国系统导出的表为准，到“防返贫监测”里导入。", field="kind", rule="R-MON-07")
    if kind and kind not in {one.key for one in rhythms if one.key != EVERY}:
        raise Refused("没有这一类户。在列出来的里面选一个。", field="kind")
