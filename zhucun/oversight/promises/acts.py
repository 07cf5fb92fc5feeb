"""Writing a list, handing it in, agreeing to it; a promise is done, accepted by another, moved or dropped."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.lib.evidence import Evidence
from zhucun.oversight.promises import rules
from zhucun.oversight.promises.models import AnnualTaskList, TaskPromise
from zhucun.oversight.promises.rules import FLOW, LISTS, AcceptedBy, ListState, State
from zhucun.policy import in_force as policy
from zhucun.records.notes import acts as records
from zhucun.records.notes.models import RecordHold, WorkRecord

VILLAGE_ALONE = (AcceptedBy.VILLAGE,)
SIDES = ((6, tuple(AcceptedBy)), (9, (AcceptedBy.TOWNSHIP, AcceptedBy.VILLAGE)))  # digits of a county, a township


class Promised(TypedDict):
    """What, by which day, and who looks whether it is done: village, township, office."""

    text: str
    due_on: date
    accepted_by: str


@act("promise.write", "写任务单", needs=rules.WRITE, remote=True)
def write(team: Team, *, year: int, promises: Sequence[Promised], by: Actor) -> AnnualTaskList:
    """The whole list; while it is not handed in, writing it again replaces it (R-TASK-11)."""
    return _write([Told(team, {"year": year, "promises": promises})], by=by)[0]


@write.as_many
def _write(calls: Sequence[Told], *, by: Actor) -> list[AnnualTaskList]:
    most = policy.of(by).promises.most
    known = AnnualTaskList.objects.filter(team__in=[call.row.pk for call in calls])
    held = {(one.team_id, one.year): one for one in known}

    def judged(call: Told) -> AnnualTaskList:
        year = call.given["year"]
        row = held.get((call.row.pk, year)) or AnnualTaskList(team=call.row, year=year, place_code=call.row.place_code)
        _must_be_open(row, year, call.given["promises"], most, by)
        row.written_by = by.name
        return row

    rows = each(calls, judged)
    _keep_lists(rows)
    TaskPromise.objects.filter(of_list__in=rows).delete()
    TaskPromise.objects.bulk_create(
        TaskPromise(of_list=row, position=at, **_stripped(one))
        for row, call in zip(rows, calls, strict=True)
        for at, one in enumerate(call.given["promises"], start=1)
    )
    return rows


def _keep_lists(rows: Sequence[AnnualTaskList]) -> None:
    AnnualTaskList.objects.bulk_create(new := [row for row in rows if row.pk is None])
    for row in rows:
        if row not in new:
            row.save()


def _stripped(told: Promised) -> dict[str, Any]:
    return {**told, "text": told["text"].strip()}


def _must_be_open(row: AnnualTaskList, year: int, told: Sequence[Promised], most: int, by: Actor) -> None:
    if row.state != ListState.DRAFT:
        raise Refused("任务单已经报上去了。要改，请乡镇退回。")
    if not by.today.year - 1 <= year <= by.today.year + 1:
        raise Refused("只写去年、今年和明年的任务单。", field="year")
    if any(one["accepted_by"] not in AcceptedBy.values for one in told):
        raise Refused("每件选谁来验收。")
    rules.must_be_concrete([one["text"].strip() for one in told], (one["due_on"] for one in told), year, most)


@act("promise.hand_in", "报任务单", needs=rules.WRITE, remote=True)
def hand_in(row: AnnualTaskList, *, by: Actor) -> AnnualTaskList:
    return _hand_in([Told(row, {})], by=by)[0]


@hand_in.as_many
def _hand_in(calls: Sequence[Told], *, by: Actor) -> list[AnnualTaskList]:
    def handed(call: Told) -> AnnualTaskList:
        row: AnnualTaskList = call.row
        LISTS.step(row, "hand_in")
        row.handed_by, row.handed_by_person, row.handed_on = by.name, by.person_id, by.today
        row.sent_back_because = ""
        return row

    rows = each(calls, handed)
    update_many(rows, ["state", "handed_by", "handed_by_person", "handed_on", "sent_back_because"])
    return rows


@act("promise.agree", "定任务单", needs=rules.AGREE, remote=True)
def agree(row: AnnualTaskList, *, by: Actor) -> AnnualTaskList:
    """By another than who handed it in (R-SEC-14)."""
    return _agree([Told(row, {})], by=by)[0]


@agree.as_many
def _agree(calls: Sequence[Told], *, by: Actor) -> list[AnnualTaskList]:
    def agreed(call: Told) -> AnnualTaskList:
        row: AnnualTaskList = call.row
        if row.handed_by_person in by.persons:
            raise Refused("自己报的，请别人来定。", rule="R-SEC-14")
        LISTS.step(row, "agree")
        row.agreed_by, row.agreed_on = by.name, by.today
        return row

    rows = each(calls, agreed)
    update_many(rows, ["state", "agreed_by", "agreed_on"])
    return rows


@act("promise.send_back", "退回任务单", needs=rules.AGREE, remote=True)
def send_back(row: AnnualTaskList, *, reason: str, by: Actor) -> AnnualTaskList:
    LISTS.step(row, "send_back")
    row.sent_back_because = _said(reason, "写一句要改什么。")
    row.save()
    return row


def _said(reason: str, sentence: str) -> str:
    if not reason.strip():
        raise Refused(sentence, field="reason")
    return _line(reason)


def _line(said: str) -> str:
    """As it stands within a sentence."""
    return said.strip().rstrip("。")


@act("promise.back_up", "把记录算进任务", needs=rules.WRITE, remote=True)
def back_up(promise: TaskPromise, *, record: WorkRecord, by: Actor) -> TaskPromise:
    """From now on the record speaks for the promise and is not silently changed."""
    _must_be_agreed(promise)
    seen = WorkRecord.objects.visible_to(by).filter(pk=record.pk, team=promise.of_list.team_id).first()
    if seen is None:
        raise Refused("只能算本队的记录。", field="record")
    url = f"/promises/{promise.of_list_id}/#p{promise.pk}"
    told = Evidence(rules.KIND, promise.pk, f"{promise.of_list.year} 年任务：{promise.text}", url)
    records.hold(seen, evidence=told, by=by)
    return promise


@act("promise.let_go", "不算进任务了", needs=rules.WRITE)
def let_go(promise: TaskPromise, *, record: WorkRecord, by: Actor) -> TaskPromise:
    _must_not_be_closed(promise)
    for hold in RecordHold.objects.filter(record=record.pk, kind=rules.KIND, key=promise.pk):
        records.release(hold, by=by)
    return promise


@act("promise.done", "说办成了", needs=rules.WRITE, remote=True, undo="promise.not_yet")
def done(promise: TaskPromise, *, on: date, note: str = "", by: Actor) -> TaskPromise:
    """It counts once somebody else has looked."""
    return _done([Told(promise, {"on": on, "note": note})], by=by)[0]


@done.as_many
def _done(calls: Sequence[Told], *, by: Actor) -> list[TaskPromise]:
    prefetch_related_objects([call.row for call in calls], "of_list")

    def said(call: Told) -> TaskPromise:
        promise, on = call.row, call.given["on"]
        _must_be_agreed(promise)
        if on > by.today or on.year < promise.of_list.year:
            raise Refused("办成的日子在这一年里，不晚于今天。", field="on")
        FLOW.step(promise, "done")
        promise.done_on, promise.done_note = on, _line(call.given.get("note", ""))
        promise.done_by, promise.done_by_person = by.name, by.person_id
        return promise

    rows = each(calls, said)
    update_many(rows, ["state", "done_on", "done_note", "done_by", "done_by_person"])
    return rows


@act("promise.not_yet", "还没办成", needs=rules.WRITE)
def not_yet(promise: TaskPromise, *, by: Actor) -> TaskPromise:
    FLOW.step(promise, "not_yet")
    promise.done_on, promise.done_note, promise.done_by, promise.done_by_person = None, "", "", None
    promise.save()
    return promise


@act("promise.accept", "验收一件任务", needs=rules.ACCEPT, remote=True)
def accept(promise: TaskPromise, *, note: str = "", by: Actor) -> TaskPromise:
    """By the side that was named, or by one above it; never by the doer or one of the team (R-SEC-14)."""
    return _accept([Told(promise, {"note": note})], by=by)[0]


@accept.as_many
def _accept(calls: Sequence[Told], *, by: Actor) -> list[TaskPromise]:
    prefetch_related_objects([call.row for call in calls], "of_list")
    teams = _people_of(call.row.of_list.team_id for call in calls)

    def accepted(call: Told) -> TaskPromise:
        promise: TaskPromise = call.row
        _must_not_be_doer(promise, teams[promise.of_list.team_id], by)
        FLOW.step(promise, "accept")
        promise.closed_on, promise.closed_by = by.today, by.name
        promise.closing_note = _line(call.given.get("note", ""))
        return promise

    rows = each(calls, accepted)
    update_many(rows, ["state", "closed_on", "closed_by", "closing_note"])
    return rows


def _people_of(teams: Any) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for team, person in Posting.objects.filter(team__in=set(teams)).values_list("team", "cadre__person"):
        found[team].add(person)
    return found


def _must_not_be_doer(promise: TaskPromise, of_team: set[int], by: Actor) -> None:
    if by.persons & (of_team | {promise.done_by_person}):
        raise Refused("自己办的，请别人来验收。", rule="R-SEC-14")
    if promise.accepted_by not in accepting(by):
        raise Refused(f"这一件由{promise.get_accepted_by_display()}验收。")


def accepting(by: Actor) -> tuple[str, ...]:
    """The office accepts anything, a township what is its own or the village's, a village its own."""
    widest = min((len(code) for code in by.scope(rules.ACCEPT).place), default=0)
    return next((sides for digits, sides in SIDES if widest <= digits), VILLAGE_ALONE) if widest else ()


@act("promise.return_for_more", "退回再办", needs=rules.ACCEPT, remote=True)
def return_for_more(promise: TaskPromise, *, reason: str, by: Actor) -> TaskPromise:
    _must_not_be_doer(promise, _people_of([promise.of_list.team_id])[promise.of_list.team_id], by)
    FLOW.step(promise, "return_for_more")
    promise.closing_note = _said(reason, "写一句差在哪里。")
    promise.save()
    return promise


@act("promise.move", "改任务期限", needs=rules.AGREE)
def move_day(promise: TaskPromise, *, due_on: date, reason: str, by: Actor) -> TaskPromise:
    """What was promised in public is moved by the township, with the reason beside it."""
    _must_be_agreed(promise)
    _must_not_be_closed(promise)
    if due_on.year != promise.of_list.year:
        raise Refused(f"期限在 {promise.of_list.year} 年里。", field="due_on")
    promise.due_on, promise.closing_note = due_on, _said(reason, "写一句为什么改。")
    promise.save()
    return promise


@act("promise.drop", "任务不办了", needs=rules.AGREE)
def drop(promise: TaskPromise, *, reason: str, by: Actor) -> TaskPromise:
    _must_be_agreed(promise)
    FLOW.step(promise, "drop")
    promise.closed_on, promise.closed_by = by.today, by.name
    promise.closing_note = _said(reason, "写一句为什么不办了，村里看得到。")
    promise.save()
    return promise


def _must_be_agreed(promise: TaskPromise) -> None:
    if promise.of_list.state != ListState.AGREED:
        raise Refused("任务单还没定。乡镇定了再说办没办成。")


def _must_not_be_closed(promise: TaskPromise) -> None:
    if promise.state in (State.ACCEPTED, State.DROPPED):
        raise Refused("这一件已经了结了。")
