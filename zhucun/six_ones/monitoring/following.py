"""A clue follows the record it came from: its words, its day, its household; gone with it, back with it."""

from collections.abc import Sequence
from datetime import timedelta

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.policy import in_force as policy
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones.monitoring import acts as clues
from zhucun.six_ones.monitoring import plain_words, rules
from zhucun.six_ones.monitoring.kinds import KIND, home_of
from zhucun.six_ones.monitoring.models import MonitoringClue
from zhucun.six_ones.monitoring.rules import State


def _of(records: Sequence[WorkRecord]) -> list[MonitoringClue]:
    keys = [one.pk for one in records if one.kind == KIND]
    return list(MonitoringClue.objects.filter(record__in=keys).order_by("pk")) if keys else []


@within("record.change")
def record_changes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for one in _of(records):
        follow(one, by=by)


@act("clue.follow", "线索跟着记录改", needs=WRITE)
def follow(clue: MonitoringClue, *, by: Actor) -> MonitoringClue:
    record = WorkRecord.objects.get(pk=clue.record_id)
    if clue.answered_on is not None and clue.answered_on < record.happened_on:
        raise Refused(f"乡镇 {clue.answered_on:%Y-%m-%d} 已经处理了，不能改到那以后。", field="happened_on")
    clue.text = plain_words.said(record.text, clues.SAY_WHAT)
    clue.household, clue.reported_on = home_of(record), record.happened_on
    clue.identify_by = record.happened_on + timedelta(days=policy.of(by).monitoring.identify_days)
    clue.save()
    return clue


@within("record.withdraw")
def record_goes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for one in _of(records):
        if one.state in rules.ANSWERED:
            raise Refused("这条线索乡镇已经处理了，不能撤回，只能更正。")
        if one.state != State.WITHDRAWN:
            leave(one, by=by)


@act("clue.leave", "线索跟着记录撤回", needs=WRITE)
def leave(clue: MonitoringClue, *, by: Actor) -> MonitoringClue:
    return clues.take_back(clue)


@within("record.restore")
def record_comes_back(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for one in _of(records):
        if one.state == State.WITHDRAWN:
            come_back(one, by=by)


@act("clue.come_back", "线索跟着记录恢复", needs=WRITE)
def come_back(clue: MonitoringClue, *, by: Actor) -> MonitoringClue:
    return clues.bring_back(clue)
