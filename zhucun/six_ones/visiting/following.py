"""A visit that was taken back was no step of the matter it was for: that is said there, since steps are only added."""

from collections.abc import Sequence

from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.lib.private_numbers import without_numbers
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.matters import handing
from zhucun.six_ones.matters.models import LINE, UrgentMatter
from zhucun.six_ones.matters.rules import KEEP, UNDER_WAY, Step
from zhucun.six_ones.visiting.due import VISIT


@within("record.withdraw")
def visit_goes(records: Sequence[WorkRecord], *, by: Actor) -> None:
    """The step is known by its day and words."""
    visits = [record for record in records if record.kind == VISIT and record.team_id is not None and by.may(KEEP)]
    for record in visits:
        words = without_numbers(record.text)[:LINE]
        under_way = UrgentMatter.objects.visible_to(by, KEEP).filter(team=record.team_id, state__in=UNDER_WAY)
        of_it = under_way.filter(steps__kind=Step.WORKED, steps__happened_on=record.happened_on, steps__text=words)
        for matter in of_it.distinct():
            day = f"{record.happened_on.month}月{record.happened_on.day}日"
            handing.work(matter, text=f"{day}那次走访的记录撤回了", by=by)
