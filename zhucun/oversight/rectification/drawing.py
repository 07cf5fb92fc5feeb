"""What the weekly draw knows of letters: what is open with a team makes it heavier, 现场再看 sends a group again."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Count

from zhucun.acts.scope import within_prefixes
from zhucun.oversight.inspection.weighing import Again, doubts_come_from, revisits_come_from
from zhucun.oversight.rectification.models import ItemQuerySet, RectificationItem
from zhucun.oversight.rectification.rules import State


def _open(county_code: str) -> ItemQuerySet:
    rows = RectificationItem.objects.standing().exclude(state=State.CLOSED)
    return rows.filter(within_prefixes("place_code", [county_code])).order_by()


@doubts_come_from
def open_items(county_code: str, day: date) -> Mapping[int, int]:
    counted = _open(county_code).filter(letter__issued_on__lte=day).values_list("team")
    return dict(counted.annotate(n=Count("pk")))


@revisits_come_from
def to_be_seen(county_code: str, day: date) -> Iterable[Again]:
    for item in _open(county_code).filter(to_be_seen=True).order_by("team", "pk"):
        yield Again(item.team_id, f"整改复核要现场再看：{item.problem}"[:200])
