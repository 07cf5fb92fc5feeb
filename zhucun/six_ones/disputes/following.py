"""A dispute follows the record it came from: its words and its day; gone with it, back with it."""

from collections.abc import Sequence

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones import plain_text
from zhucun.six_ones.disputes import acts as disputes
from zhucun.six_ones.disputes.models import Dispute
from zhucun.six_ones.disputes.rules import Level, State


def _of(records: Sequence[WorkRecord]) -> list[Dispute]:
    keys = [one.pk for one in records if one.kind == "dispute"]
    return list(Dispute.objects.filter(record__in=keys).order_by("pk")) if keys else []


@within("record.change")
def record_changes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for one in _of(records):
        follow(one, by=by)


@act("dispute.follow", "矛盾纠纷跟着记录改", needs=WRITE)
def follow(dispute: Dispute, *, by: Actor) -> Dispute:
    record, before = WorkRecord.objects.get(pk=dispute.record_id), dispute.raised_on
    dispute.text, dispute.raised_on = plain_text.without_private(record.text), record.happened_on
    if dispute.closed_on == before:
        dispute.closed_on = record.happened_on
    if dispute.closed_on is not None and dispute.closed_on < dispute.raised_on:
        raise Refused(f"这一起 {dispute.closed_on:%Y-%m-%d} 了结了，不能改到那以后。", field="happened_on")
    dispute.save()
    return dispute


@within("record.withdraw")
def record_goes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for one in _of(records):
        if one.outcome or one.level != Level.VILLAGE:
            raise Refused("这一笔开的调解已经往下办了，不能撤回，只能更正。")
        if one.state != State.WITHDRAWN:
            leave(one, by=by)


@act("dispute.leave", "矛盾纠纷跟着记录撤回", needs=WRITE)
def leave(dispute: Dispute, *, by: Actor) -> Dispute:
    return disputes.take_back(dispute)


@within("record.restore")
def record_comes_back(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for one in _of(records):
        if one.state == State.WITHDRAWN:
            come_back(one, by=by)


@act("dispute.come_back", "矛盾纠纷跟着记录恢复", needs=WRITE)
def come_back(dispute: Dispute, *, by: Actor) -> Dispute:
    return disputes.bring_back(dispute)
