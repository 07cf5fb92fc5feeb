"""A matter follows the record it came from: its words, its day, its household; gone with it, back with it."""

from collections.abc import Sequence

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.lib.private_numbers import without_numbers
from zhucun.policy import in_force as policy
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones.matters import acts as matters
from zhucun.six_ones.matters import rules, writing
from zhucun.six_ones.matters.kinds import homes_of
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import State, Step

AT_FIRST = (Step.RAISED, Step.DONE, Step.CHANGED, Step.WITHDRAWN, Step.RESTORED)


OPENING = ("practical", "visit")


def words_of(matter: UrgentMatter) -> str:
    """The record's own; of a visit what was heard on it, which is another thing than what the visit was."""
    return matter.text if matter.record.kind == "visit" else without_numbers(matter.record.text)


def _of(records: Sequence[WorkRecord], by: Actor) -> list[UrgentMatter]:
    rows = UrgentMatter.objects.filter(record__in=[one.pk for one in records if one.kind in OPENING])
    return list(rows.select_related("record").order_by("pk"))


def has_gone_on(matter: UrgentMatter) -> bool:
    """Something was done about it beyond what the record itself said."""
    return matter.done_on not in (None, matter.raised_on) or _was_worked_on(matter)


@within("record.change")
def record_changes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    homes = homes_of(records)
    for matter in _of(records, by):
        named = homes.get(matter.record_id, [])
        home = named[0] if len(named) == 1 else None
        now = (words_of(matter), matter.record.happened_on, home and home.pk)
        if now != (matter.text, matter.raised_on, matter.household_id):
            follow(matter, by=by)


@act("matter.follow", "实事跟着记录改", needs=WRITE)
def follow(matter: UrgentMatter, *, by: Actor) -> UrgentMatter:
    """What was done on the day of the record was done on its new day; what was done later stays later."""
    record, before = WorkRecord.objects.get(pk=matter.record_id), matter.raised_on
    homes = homes_of([record]).get(record.pk, [])
    matter.text, matter.household = words_of(matter), homes[0] if len(homes) == 1 else None
    matter.raised_on = record.happened_on
    if matter.done_on == before and not _was_worked_on(matter):
        matter.done_on = record.happened_on
        matters.falls_due(matter, policy.of(by).matters)
    if matter.done_on is not None and matter.done_on < record.happened_on:
        raise Refused(f"这一笔开的实事 {matter.done_on:%Y-%m-%d} 办结了，不能改到那以后。", field="happened_on")
    rules.must_be_ahead(matter.promised_on, matter.raised_on)
    matter.save()
    writing.write_steps([writing.step_of(matter, Step.CHANGED, by.today, by, text="跟着记录改")])
    return matter


def _was_worked_on(matter: UrgentMatter) -> bool:
    return matter.steps.exclude(kind__in=AT_FIRST).exists()


@within("record.withdraw")
def record_goes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for matter in _of(records, by):
        if has_gone_on(matter):
            raise Refused("这一笔开的实事已经往下办了，不能撤回，只能更正。")
        if matter.state != State.WITHDRAWN:
            leave(matter, by=by)


@act("matter.leave", "实事跟着记录撤回", needs=WRITE)
def leave(matter: UrgentMatter, *, by: Actor) -> UrgentMatter:
    return matters.take_back(matter, "记录撤回了", by)


@within("record.restore")
def record_comes_back(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for matter in _of(records, by):
        if matter.state == State.WITHDRAWN:
            come_back(matter, by=by)


@act("matter.come_back", "实事跟着记录恢复", needs=WRITE)
def come_back(matter: UrgentMatter, *, by: Actor) -> UrgentMatter:
    return matters.bring_back(matter, by)
