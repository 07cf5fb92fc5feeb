"""Writing, changing, correcting and withdrawing a record; marking it as evidence."""

from collections.abc import Sequence
from datetime import date
from typing import Any, TypedDict

from django.utils import timezone

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import OutOfReach, Refused
from zhucun.acts.rows import taken_out
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.files import keeping
from zhucun.files.keeping import Upload
from zhucun.files.models import StoredFile
from zhucun.lib.evidence import Evidence
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.places.models import Household, Place
from zhucun.policy import in_force as policy
from zhucun.records.notes import rules, writing
from zhucun.records.notes.models import RecordHold, RecordVersion, WorkRecord
from zhucun.records.notes.rules import FLOW, State


class Answer(TypedDict):
    """One thing a kind asked for; where several were chosen, one for each."""

    name: str
    value: str


@act("record.write", "记一笔", needs=rules.WRITE, remote=True, undo="record.withdraw")
def write(
    team: Team,
    *,
    kind: str,
    text: str,
    happened_on: date,
    place: Place | None = None,
    households: Sequence[Household] = (),
    cadres: Sequence[Cadre] = (),
    next_step: str = "",
    answers: Sequence[Answer] = (),
    posting: Posting | None = None,
    written_for: str = "",
    by: Actor,
) -> WorkRecord:
    """Of a team. A member's own goes into their diary; a clerk's stands under the clerk's name with the reason, in the
    diary of the `posting` it is about, where one is told."""
    told = {k: v for k, v in locals().items() if k not in ("by", "team")}
    return _write([Told(team, told)], by=by)[0]


@write.as_many
def _write(calls: Sequence[Told], *, by: Actor) -> list[WorkRecord]:
    return _kept([_with_nothing(call) for call in calls], by, writing.of_team)


@act("record.write_at", "乡镇、驻村办记一笔", needs=rules.WRITE, remote=True, undo="record.withdraw")
def write_at(
    place: Place,
    *,
    kind: str,
    text: str,
    happened_on: date,
    cadres: Sequence[Cadre] = (),
    next_step: str = "",
    answers: Sequence[Answer] = (),
    by: Actor,
) -> WorkRecord:
    """A township's or the county office's own: a meeting it held, a talk with a member (R-ORG-07)."""
    told = {k: v for k, v in locals().items() if k not in ("by", "place")}
    return _write_at([Told(place, told)], by=by)[0]


@write_at.as_many
def _write_at(calls: Sequence[Told], *, by: Actor) -> list[WorkRecord]:
    return _kept([_with_nothing(call) for call in calls], by, writing.of_place)


@act(
    "record.write_in_village",
    "村里记一次会",
    needs=rules.WRITE_VILLAGE,
    remote=True,
    undo="record.withdraw_in_village",
)
def write_in_village(
    place: Place, *, text: str, happened_on: date, next_step: str = "", answers: Sequence[Answer] = (), by: Actor
) -> WorkRecord:
    """A meeting of a village without a team (R-TASK-10)."""
    told = {"kind": "meeting", "text": text, "happened_on": happened_on, "next_step": next_step, "answers": answers}
    return _kept([_with_nothing(Told(place, {**told, "cadres": ()}))], by, writing.of_village)[0]


@act("record.withdraw_in_village", "撤回村里记的会", needs=rules.WRITE_VILLAGE, remote=True)
def withdraw_in_village(record: WorkRecord, *, by: Actor) -> WorkRecord:
    """Whoever wrote it, or the village's own territory."""
    is_own = record.author_id is not None and record.author_id == by.account_id
    is_of_village = record.team_id is None and len(record.place_code) >= writing.VILLAGE_DIGITS
    if not is_of_village or not (is_own or by.scope(rules.WRITE_VILLAGE).covers_place(record.place_code)):
        raise OutOfReach()
    FLOW.step(record, "withdraw")
    record.save()
    return record


@act("record.write_for_unit", "单位记一笔", needs=rules.WRITE, remote=True, undo="record.withdraw")
def write_for_unit(
    unit: Unit,
    *,
    kind: str,
    text: str,
    happened_on: date,
    team: Team | None = None,
    cadres: Sequence[Cadre] = (),
    next_step: str = "",
    answers: Sequence[Answer] = (),
    written_for: str = "",
    by: Actor,
) -> WorkRecord:
    """A unit's own: it heard its members report, its head went to the village (R-ORG-06)."""
    told = {k: v for k, v in locals().items() if k not in ("by", "unit")}
    return _write_for_unit([Told(unit, told)], by=by)[0]


@write_for_unit.as_many
def _write_for_unit(calls: Sequence[Told], *, by: Actor) -> list[WorkRecord]:
    return _kept([_with_nothing(call) for call in calls], by, writing.of_unit)


def _with_nothing(call: Told) -> Told:
    """What only a team's record has."""
    nothing = {"households": (), "place": None, "posting": None, "team": None, "written_for": ""}
    return Told(call.row, {**nothing, **call.given}, call.by)


def _kept(calls: Sequence[Told], by: Actor, make: writing.Make) -> list[WorkRecord]:
    facts = writing.Facts(calls, by)
    return writing.keep(each(calls, lambda call: make(call, facts)), by)


@act("record.change", "改一笔", needs=rules.WRITE, remote=True)
def change(
    record: WorkRecord,
    *,
    text: str,
    happened_on: date,
    households: Sequence[Household] | None = None,
    cadres: Sequence[Cadre] | None = None,
    next_step: str = "",
    reason: str = "",
    by: Actor,
) -> WorkRecord:
    """What it said before is kept. One that is evidence, or older than the county lets change, is corrected: with a
    reason, and the old text stays beside the new. Whom it names is left as it is where nothing is told."""
    _must_be_theirs(record, by)
    if record.state != State.STANDING:
        raise Refused("这一笔已经撤回，不能再改。")
    is_correction = rules.must_be_a_correction(record.holds.exists(), _is_old(record, by), reason)
    text = rules.must_say_something(text)
    if record.team is not None and record.side == "team":
        facts = _facts_of(record, households or (), by)
        since, until = (record.posting or record.team).since, (record.posting or record.team).until
        rules.must_have_happened(happened_on, by.today, since, until, str(record.whose))
        codes = facts.codes_of(record.team, happened_on)
        for household in households or ():
            rules.must_live_there(household.head_name, facts.homes.get(household.pk, ""), codes)
    elif happened_on > by.today:
        rules.must_have_happened(happened_on, by.today, happened_on, None, "")
    _keep_version(record, is_correction=is_correction, reason=reason, by=by)
    record.text, record.happened_on, record.next_step = text, happened_on, next_step.strip()
    record.save()
    _set_named(record, households, cadres)
    return record


def _facts_of(record: WorkRecord, households: Sequence[Household], by: Actor) -> writing.Facts:
    return writing.Facts([Told(record.team, {"households": households})], by)


def _is_old(record: WorkRecord, by: Actor) -> bool:
    written_on = timezone.localtime(record.written_at).date()
    return not rules.may_still_be_edited(written_on, by.today, policy.of(by).records.edit_days)


def _set_named(record: WorkRecord, households: Sequence[Household] | None, cadres: Sequence[Cadre] | None) -> None:
    for manager, rows in ((record.households, households), (record.cadres, cadres)):
        if rows is not None:
            manager.set(rows)


def _keep_version(record: WorkRecord, *, is_correction: bool, reason: str, by: Actor) -> None:
    RecordVersion.objects.create(
        record=record,
        number=record.versions.count() + 1,
        text=record.text,
        happened_on=record.happened_on,
        next_step=record.next_step,
        households=[one.head_name for one in record.households.all()],
        cadres=[str(one) for one in record.cadres.select_related("person")],
        is_correction=is_correction,
        reason=reason.strip(),
        changed_by=by.name,
        changed_at=by.now,
    )


def is_theirs(record: WorkRecord, by: Actor) -> bool:
    """Its writer's, or whoever's diary it is in; otherwise the office in charge of the place."""
    own = record.author_id is not None and record.author_id == by.account_id
    diary = record.side == "team" and record.posting is not None and record.posting.cadre.person_id == by.person_id
    return own or diary or by.scope(rules.WRITE).covers_place(record.place_code)


def _must_be_theirs(record: WorkRecord, by: Actor) -> None:
    if not is_theirs(record, by):
        raise OutOfReach()


@act("record.withdraw", "撤回一笔", needs=rules.WRITE, remote=True, undo="record.restore")
def withdraw(record: WorkRecord, *, reason: str = "", by: Actor) -> WorkRecord:
    """Kept, and no longer counted. Not while something rests on it."""
    _must_be_theirs(record, by)
    if hold := record.holds.first():
        raise Refused(f"这一笔是佐证（{hold.sentence}），不能撤回，只能更正。", rule="R-LOG-01")
    FLOW.step(record, "withdraw")
    record.save()
    return record


@act("record.restore", "恢复撤回的一笔", needs=rules.WRITE)
def restore(record: WorkRecord, *, by: Actor) -> WorkRecord:
    _must_be_theirs(record, by)
    FLOW.step(record, "restore")
    record.save()
    return record


@act("record.hold", "把记录引为佐证", needs=rules.SEE)
def hold(record: WorkRecord, *, evidence: Evidence, by: Actor) -> RecordHold:
    """By a topic above, within its own act: from now on the record is only corrected, never silently changed."""
    if record.state != State.STANDING:
        raise Refused("这一笔已经撤回，不能作佐证。")
    told: dict[str, Any] = {"sentence": evidence.sentence[:200], "url": evidence.url, "held_on": by.today}
    return RecordHold.objects.get_or_create(record=record, kind=evidence.kind, key=evidence.key, defaults=told)[0]


@act("record.release", "不再引为佐证", needs=rules.SEE)
def release(hold: RecordHold, *, by: Actor) -> RecordHold:
    return taken_out(hold)


@act("record.attach", "给记录添照片、录音", needs=rules.WRITE, undo="record.detach")
def attach(record: WorkRecord, *, upload: Upload, by: Actor) -> StoredFile:
    """Never asked for: the record counts without (R-LOG-10)."""
    _must_be_theirs(record, by)
    rules.must_not_have_too_many(StoredFile.objects.of(record).count())
    return keeping.keep(record, upload, by=by)


@act("record.detach", "去掉记录的照片、录音", needs=rules.WRITE)
def detach(file: StoredFile, *, by: Actor) -> StoredFile:
    record = WorkRecord.objects.visible_to(by).filter(pk=file.holder_key).first()
    if record is None or file.holder_kind != WorkRecord._meta.label_lower:
        raise OutOfReach()
    _must_be_theirs(record, by)
    if record.holds.exists():
        raise Refused("这一笔已经作为佐证，照片、录音不能去掉。", rule="R-LOG-01")
    return keeping.remove(file, by=by)
