"""Opinions follow the record of their forum: it does not go while there are any, and its day is theirs."""

from collections.abc import Sequence

from zhucun.acts.act import act
from zhucun.acts.actor import Actor
from zhucun.acts.reactions import within
from zhucun.acts.refused import Refused
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import WRITE
from zhucun.six_ones.talents.forums import is_forum
from zhucun.six_ones.talents.models import ForumOpinion


@within("record.withdraw")
def a_forum_with_opinions_stays(records: Sequence[WorkRecord], *, by: Actor) -> None:
    """An opinion is never left without its forum."""
    said = ForumOpinion.objects.standing().filter(meeting__record__in=[one.pk for one in records])
    if count := said.count():
        raise Refused(f"这次座谈会上记了 {count} 条意见。先撤回意见，再撤回这一笔。")


@within("meeting.set")
def it_stays_a_forum(meetings: Sequence[Meeting], *, by: Actor) -> None:
    for meeting in meetings:
        if not is_forum(meeting) and meeting.opinions.standing().exists():
            raise Refused("这次会上记了座谈意见，会议性质里要留着“乡贤座谈会”。", field="purposes")


@within("record.change")
def opinions_follow_the_day(records: Sequence[WorkRecord], *, by: Actor) -> None:
    rows = ForumOpinion.objects.filter(meeting__record__in=[one.pk for one in records])
    for opinion in rows.select_related("meeting__record").order_by("pk"):
        if opinion.held_on != opinion.meeting.record.happened_on:
            follow(opinion, by=by)


@act("opinion.follow", "意见跟着座谈会改日子", needs=WRITE)
def follow(opinion: ForumOpinion, *, by: Actor) -> ForumOpinion:
    day = WorkRecord.objects.get(meeting=opinion.meeting_id).happened_on
    if opinion.replied_on is not None and opinion.replied_on < day:
        raise Refused(f"有意见在 {opinion.replied_on:%Y-%m-%d} 就答复了，不能改到那以后。", field="happened_on")
    opinion.held_on = day
    opinion.save()
    return opinion
