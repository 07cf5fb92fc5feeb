"""Clues open with one who leaves: the successor learns how many."""

from collections.abc import Sequence
from datetime import date

from zhucun.dispatch.handover.matters import Found, handover_items_come_from
from zhucun.dispatch.roster.models import Posting
from zhucun.six_ones.monitoring.models import MonitoringClue
from zhucun.six_ones.open_with_leavers import counted

CLUES = "six_ones.monitoringclue"


@handover_items_come_from(CLUES)
def clues_open(leaving: Sequence[Posting], day: date) -> Found:
    yield from counted(MonitoringClue.objects.with_township(), leaving, CLUES, "条监测线索乡镇还没有处理")
