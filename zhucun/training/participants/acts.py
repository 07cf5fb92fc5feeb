"""Somebody comes onto the list of those who learn along, is corrected, leaves it."""

from collections.abc import Sequence
from datetime import date

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.org.places.models import Place
from zhucun.training.participants import rules
from zhucun.training.participants.models import Participant

Known = set[tuple[int, str, str]]


@act("participant.add", "登记参训的人", needs=rules.KEEP, undo="participant.leave", remote=True)
def add(
    place: Place, *, name: str, kind: str, duty: str = "", told_apart_by: str = "", since: date | None = None, by: Actor
) -> Participant:
    """Once per name and place; a second of the name says by what they are told apart."""
    told = {"name": name, "kind": kind, "duty": duty, "told_apart_by": told_apart_by, "since": since}
    return _add([Told(place, told)], by=by)[0]


@add.as_many
def _add(calls: Sequence[Told], *, by: Actor) -> list[Participant]:
    known = _known({call.row.pk for call in calls})
    return insert_many(each(calls, lambda call: _new(call, known, by)))


def _known(places: set[int]) -> Known:
    rows = Participant.objects.there().filter(place__in=places)
    return set(rows.values_list("place_id", "name", "told_apart_by"))


def _new(call: Told, known: Known, by: Actor) -> Participant:
    place, given = call.row, call.given
    row = Participant(place=place, place_code=place.code, since=given["since"] or by.today, kind=given["kind"])
    _say(row, given["name"], given["duty"], given["told_apart_by"])
    _must_be_alone(row, known)
    return row


def _say(row: Participant, name: str, duty: str, told_apart_by: str) -> None:
    rules.must_belong(row.kind, row.place_code)
    row.name, row.duty, row.told_apart_by = rules.must_have_name(name), duty.strip(), told_apart_by.strip()
    row._refuse_too_long()


def _must_be_alone(row: Participant, known: Known) -> None:
    key = row.place_id, row.name, row.told_apart_by
    if key in known:
        sentence = f"{row.place}已经有一位{row}。是同一个人就不用再登记；是两个人，写一个能分开的，比如“三组”。"
        raise Refused(sentence, field="told_apart_by")
    known.add(key)


@act("participant.correct", "更正参训的人", needs=rules.KEEP, remote=True)
def correct(
    row: Participant, *, name: str, kind: str, duty: str = "", told_apart_by: str = "", by: Actor
) -> Participant:
    _must_be_there(row)
    row.kind = kind
    _say(row, name, duty, told_apart_by)
    others = Participant.objects.there().filter(place=row.place_id).exclude(pk=row.pk)
    _must_be_alone(row, set(others.values_list("place_id", "name", "told_apart_by")))
    row.save()
    return row


@act("participant.leave", "不再列入参训的人", needs=rules.KEEP, remote=True)
def leave(row: Participant, *, by: Actor) -> Participant:
    """What they attended stays; one entered today by mistake is over tomorrow."""
    _must_be_there(row)
    row.until = max(by.today, date.fromordinal(row.since.toordinal() + 1))
    row.save()
    return row


def _must_be_there(row: Participant) -> None:
    if row.until is not None:
        raise Refused("已经不在参训的名单上了。")
