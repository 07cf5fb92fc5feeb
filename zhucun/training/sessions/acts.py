"""A session is announced, corrected, called off; whoever came is entered, and taken out where that was a mistake."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Max

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Posting
from zhucun.org.places.models import Place
from zhucun.training.participants.models import Participant
from zhucun.training.sessions import rules
from zhucun.training.sessions.models import SessionAttendance, SessionSpeaker, TrainingSession
from zhucun.training.sessions.rules import KEEP, Kind, Lasting, Mode

Numbers = dict[tuple[str, int, str], int]
SAID = ("kind", "title", "theme", "organiser", "hosts", "venue")


@act("session.announce", "登记培训班", needs=KEEP, remote=True)
def announce(
    place: Place,
    *,
    kind: str,
    mode: str,
    title: str,
    organiser: str,
    first_day: date,
    last_day: date,
    halfdays: int,
    theme: str = "",
    hosts: str = "",
    venue: str = "",
    speakers: str = "",
    by: Actor,
) -> TrainingSession:
    """Its number is the next of the year among those of its mode; `speakers` are lines of 谁：讲什么."""
    told = {name: value for name, value in locals().items() if name not in ("place", "by")}
    return _announce([Told(place, told)], by=by)[0]


@announce.as_many
def _announce(calls: Sequence[Told], *, by: Actor) -> list[TrainingSession]:
    numbers = _last_numbers({call.row.code for call in calls})
    rows = insert_many(each(calls, lambda call: _new(call, numbers)))
    pairs = zip(rows, calls, strict=True)
    insert_many(speaker for row, call in pairs for speaker in _speakers(row, call.given["speakers"]))
    return rows


def _last_numbers(places: set[str]) -> Numbers:
    rows = TrainingSession.objects.standing().filter(place_code__in=places)
    grouped = rows.order_by().values_list("place_code", "year", "mode").annotate(Max("number"))
    return {(place, year, mode): number for place, year, mode, number in grouped}


def _new(call: Told, numbers: Numbers) -> TrainingSession:
    place, given = call.row, call.given
    rules.may_be_organised_at(place.code)
    row = TrainingSession(place=place, place_code=place.code)
    _say(row, given)
    row.number = _next_number(row, numbers)
    return row


def _next_number(row: TrainingSession, numbers: Numbers) -> int:
    key = row.place_code, row.year, row.mode
    numbers[key] = numbers.get(key, 0) + 1
    return numbers[key]


def _say(row: TrainingSession, given: dict[str, Any]) -> None:
    if given["kind"] not in Kind.values or given["mode"] not in Mode.values:
        raise Refused("选是哪一种培训、线上还是线下。", field="kind")
    lasting = Lasting(given["first_day"], given["last_day"], given["halfdays"])
    lasting.check()
    for name in SAID:
        setattr(row, name, given[name].strip())
    if not row.title or not row.organiser:
        raise Refused("写名称和主办。", field="title")
    rules.must_say_who_speaks(row.kind, list(rules.speakers_in(given["speakers"])))
    row.mode, row.year = given["mode"], lasting.first.year
    row.since, row.until, row.length_halfdays = lasting.first, lasting.until, lasting.halfdays
    row._refuse_too_long()


def _speakers(row: TrainingSession, text: str) -> Iterable[SessionSpeaker]:
    for position, (name, topic) in enumerate(rules.speakers_in(text), start=1):
        yield SessionSpeaker(session=row, position=position, name=name, topic=topic)


@act("session.correct", "更正培训班", needs=KEEP, remote=True)
def correct(
    session: TrainingSession,
    *,
    kind: str,
    mode: str,
    title: str,
    organiser: str,
    first_day: date,
    last_day: date,
    halfdays: int,
    theme: str = "",
    hosts: str = "",
    venue: str = "",
    speakers: str = "",
    by: Actor,
) -> TrainingSession:
    """It keeps its number unless it turns out to be of another year or mode."""
    told = {name: value for name, value in locals().items() if name not in ("session", "by")}
    must_be_own(session, by)
    rules.must_not_be_called_off(session.called_off_because)
    series = session.year, session.mode
    _say(session, told)
    if (session.year, session.mode) != series:
        session.number = _next_number(session, _last_numbers({session.place_code}))
    session.save()
    session.speakers.all().delete()
    insert_many(_speakers(session, speakers))
    return session


@act("session.call_off", "不办培训班了", needs=KEEP, undo="session.take_up", remote=True)
def call_off(session: TrainingSession, *, reason: str, by: Actor) -> TrainingSession:
    must_be_own(session, by)
    rules.must_not_be_called_off(session.called_off_because)
    if not reason.strip():
        raise Refused("写一句为什么不办了。", field="reason")
    if session.attendances.exists():
        raise Refused("已经登记了到课。登记错了的，先把到课的人取消。")
    session.called_off_because = reason.strip()
    session.save()
    return session


@act("session.take_up", "培训班还是要办", needs=KEEP, remote=True)
def take_up(session: TrainingSession, *, by: Actor) -> TrainingSession:
    """Its number may have gone to another meanwhile; then it is the next."""
    must_be_own(session, by)
    if not session.called_off_because:
        raise Refused("这一期没有说不办。")
    session.called_off_because = ""
    same = TrainingSession.objects.standing().filter(place_code=session.place_code, year=session.year)
    if same.filter(mode=session.mode, number=session.number).exists():
        session.number = _next_number(session, _last_numbers({session.place_code}))
    session.save()
    return session


def must_be_own(session: TrainingSession, by: Actor) -> None:
    """A township ticks its people in the county's session, and changes nothing else of it."""
    if not by.scope(KEEP).covers_place(session.place_code):
        raise Refused(f"这一期由{session.organiser}办，要改请找那边。")


@act("session.tick", "登记到课", needs=KEEP, remote=True)
def tick(
    session: TrainingSession,
    *,
    postings: Sequence[Posting] = (),
    participants: Sequence[Participant] = (),
    is_completed: bool = True,
    by: Actor,
) -> TrainingSession:
    """Whoever stands there already stays once, now as told."""
    told = {"postings": postings, "participants": participants, "is_completed": is_completed}
    return _tick([Told(session, told)], by=by)[0]


@tick.as_many
def _tick(calls: Sequence[Told], *, by: Actor) -> list[TrainingSession]:
    each(calls, lambda call: _must_be_people_of_it(call, by))
    held = _held(call.row.pk for call in calls)
    new: list[SessionAttendance] = []
    turned: dict[int, SessionAttendance] = {}
    for row in (row for call in calls for row in _rows(call)):
        known = held.setdefault(_key(row), row)
        if known is row:
            new.append(row)
        elif known.is_completed != row.is_completed:
            known.is_completed = row.is_completed
            if known.pk is None:
                known.version += 1  # told once more within one batch
            else:
                turned[known.pk] = known
    update_many(list(turned.values()), ["is_completed"])
    insert_many(new)
    return [call.row for call in calls]


def _key(row: SessionAttendance) -> tuple[int, int | None, int | None]:
    return row.session_id, row.posting_id, row.participant_id


def _held(sessions: Iterable[int]) -> dict[tuple[int, int | None, int | None], SessionAttendance]:
    return {_key(row): row for row in SessionAttendance.objects.filter(session__in=set(sessions))}


def _rows(call: Told) -> Iterable[SessionAttendance]:
    session, is_completed = call.row, call.given["is_completed"]
    for posting in call.given["postings"]:
        code = posting.place_code
        yield SessionAttendance(session=session, posting=posting, place_code=code, is_completed=is_completed)
    for one in call.given["participants"]:
        code = one.place_code
        yield SessionAttendance(session=session, participant=one, place_code=code, is_completed=is_completed)


def _must_be_people_of_it(call: Told, by: Actor) -> None:
    session, reach = call.row, call.hand(by).scope(KEEP)
    rules.must_not_be_called_off(session.called_off_because)
    rules.must_have_begun(session.since, by.today)
    people = [*call.given["postings"], *call.given["participants"]]
    if not people:
        raise Refused("勾出来了的人。")
    for one in people:
        if not (reach.covers_place(one.place_code) and one.place_code.startswith(session.place_code)):
            raise OutOfReach()
    for posting in call.given["postings"]:
        if not rules.could_come(posting.since, posting.until, session.since, session.until, session.kind):
            name = posting.cadre.person.name
            raise Refused(f"{session.since.month}月{session.since.day}日那期开班时，{name}不在队里。")


@act("session.untick", "取消到课", needs=KEEP, remote=True)
def untick(
    session: TrainingSession,
    *,
    postings: Sequence[Posting] = (),
    participants: Sequence[Participant] = (),
    by: Actor,
) -> TrainingSession:
    """What was ticked by mistake; the log says who stood there."""
    reach = by.scope(KEEP)
    if not all(reach.covers_place(one.place_code) for one in (*postings, *participants)):
        raise OutOfReach()
    session.attendances.filter(posting__in=[one.pk for one in postings]).delete()
    session.attendances.filter(participant__in=[one.pk for one in participants]).delete()
    return session
