"""Items hang on the record of their meeting: its day is theirs, and it does not go while they stand."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones.customs.models import MonthlyFollowUp, MonthlyItem
from zhucun.six_ones.customs.rules import MONTHLY

FIRST_TAKE_BACK = "这次月列会登记了议题。先撤回议题，或者更正这一笔。"


def _of(records: Sequence[WorkRecord]) -> list[MonthlyItem]:
    rows = MonthlyItem.objects.standing().filter(meeting__record__in=[one.pk for one in records])
    return list(rows.select_related("meeting__record").order_by("pk"))


@within("record.withdraw")
@within("record.withdraw_in_village")
def record_goes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    if _of([one for one in records if one.kind == "meeting"]):
        raise Refused(FIRST_TAKE_BACK)


@within("record.change")
def record_changes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    for item in _of([one for one in records if one.kind == "meeting"]):
        if item.decided_on != item.meeting.record.happened_on:
            follow(item, on=item.meeting.record.happened_on, by=by)


@act("monthly.follow", "月列会议题跟着记录改日子", needs=WRITE)
def follow(item: MonthlyItem, *, on: date, by: Actor) -> MonthlyItem:
    if item.done_on is not None and item.done_on < on:
        raise Refused(f"会上定的“{item}” {item.done_on:%Y-%m-%d} 办结了，会不能改到那以后。", field="happened_on")
    if item.due_on is not None and item.due_on < on:
        raise Refused(f"会上定的“{item}”期限是 {item.due_on:%Y-%m-%d}，会不能改到那以后。", field="happened_on")
    item.decided_on = on
    item.save()
    MonthlyFollowUp.objects.filter(meeting=item.meeting).update(asked_on=on)
    return item


@within("meeting.set")
def meeting_is_something_else(meetings: Sequence[Meeting], *, by: Actor) -> None:
    for meeting in meetings:
        is_monthly = meeting.purposes.filter(purpose=MONTHLY).exists()
        if not is_monthly and MonthlyItem.objects.standing().filter(meeting=meeting).exists():
            raise Refused("这次会登记了月列会的议题，会议性质要留着“村月列会”。", field="answers")
