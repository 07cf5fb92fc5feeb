"""A record of a meeting opens its meeting: what for, and who was there."""

from collections.abc import Sequence

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.people.models import Cadre
from zhucun.records.meetings import rules
from zhucun.records.meetings.models import Meeting, MeetingPurpose, SignIn
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import SEE, WRITE


@act("meeting.open", "记下会议", needs=SEE)
def open_meeting(
    record: WorkRecord, *, purposes: Sequence[str], cadres: Sequence[Cadre] = (), others: Sequence[str] = (), by: Actor
) -> Meeting:
    """Within the writing of its record, whose act says who may. `others` are 石有田（村书记）: whoever was there and is
    no stationed cadre."""
    return _open([Told(record, {"purposes": purposes, "cadres": cadres, "others": others})], by=by)[0]


@open_meeting.as_many
def _open(calls: Sequence[Told], *, by: Actor) -> list[Meeting]:
    each(calls, _judge)
    meetings = insert_many(Meeting(record=call.row) for call in calls)
    pairs = list(zip(meetings, calls, strict=True))
    insert_many(MeetingPurpose(meeting=m, purpose=one) for m, call in pairs for one in dict.fromkeys(_purposes(call)))
    insert_many(row for meeting, call in pairs for row in _present(meeting, call))
    return meetings


def _purposes(call: Told) -> Sequence[str]:
    return call.given["purposes"]


def _judge(call: Told) -> None:
    rules.must_be_for_something(_purposes(call), call.row.side)
    rules.must_not_be_too_many([*call.given["cadres"], *call.given["others"]])


def _present(meeting: Meeting, call: Told) -> list[SignIn]:
    known = [SignIn(meeting=meeting, cadre=cadre) for cadre in dict.fromkeys(call.given["cadres"])]
    others = [rules.name_and_capacity(said) for said in dict.fromkeys(call.given["others"])]
    return [*known, *(SignIn(meeting=meeting, name=name, capacity=what) for name, what in others if name)]


@act("meeting.set", "改会议性质和到会", needs=WRITE)
def set_meeting(
    meeting: Meeting, *, purposes: Sequence[str], cadres: Sequence[Cadre] = (), others: Sequence[str] = (), by: Actor
) -> Meeting:
    """What was entered wrongly or left out; the record's own rule says until when (R-LOG-01)."""
    if meeting.record.holds.exists():
        raise Refused("这次会已经作为佐证，到会的人不能再改。要更正的，更正记录，写明为什么。", rule="R-LOG-01")
    call = Told(meeting.record, {"purposes": purposes, "cadres": cadres, "others": others})
    _judge(call)
    meeting.purposes.all().delete()
    meeting.sign_ins.all().delete()
    insert_many(MeetingPurpose(meeting=meeting, purpose=one) for one in dict.fromkeys(purposes))
    insert_many(_present(meeting, call))
    return meeting
