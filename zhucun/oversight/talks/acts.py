"""Notice, statement, talk, follow-up: the only writer of talks."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db.models import Max

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import NotPermitted, Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster import noting
from zhucun.dispatch.roster.evidence import evidence_of
from zhucun.dispatch.roster.models import TOWNSHIP_DIGITS, Posting, Team
from zhucun.dispatch.roster.rules import NoteKind
from zhucun.lib.evidence import Evidence
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import Kind as PlaceKind
from zhucun.oversight.consequences.models import place_of, side_of
from zhucun.oversight.consequences.unit_facts import units_by_rule
from zhucun.oversight.talks import rules
from zhucun.oversight.talks.models import COUNTY_DIGITS, DualTalk, TalkRecord
from zhucun.oversight.talks.rules import FLOW, Holder, Kind, State
from zhucun.policy import in_force as policy
from zhucun.policy.holidays import reading as holidays


@act("talk.notify", "发约谈通知（队员）", needs=rules.NOTIFY, remote=True)
def notify(
    posting: Posting,
    *,
    reason: str,
    planned_on: date | None = None,
    evidence: Sequence[str] = (),
    kind: Kind = Kind.PERSON,
    by: Actor,
) -> TalkRecord:
    """By the township, or by the county. `evidence` names records of the posting that the sender may read."""
    _must_not_be_about(posting, by)
    if kind not in (Kind.PERSON, Kind.OTHER):
        raise Refused("这一种谈话由它自己的程序发通知。", field="kind")
    if posting.until is not None:
        raise Refused("这一段派驻已经结束了。")
    offered = {one.reference: one for one in evidence_of(posting, by)} if evidence else {}
    if set(evidence) - set(offered):
        raise Refused("佐证要从这个人的记录里选。", field="evidence", rule="R-TLK-02")
    picked = [offered[one] for one in dict.fromkeys(evidence)]
    return noticed([_draft(posting, kind, holder_for(posting, by), reason, picked, planned_on, by)], by)[0]


@act("talk.notify_team", "发约谈通知（工作队）", needs=rules.NOTIFY, remote=True)
def notify_team(team: Team, *, reason: str, planned_on: date | None = None, by: Actor) -> TalkRecord:
    if team.until is not None:
        raise Refused("这支队已经撤销了。")
    return noticed([_draft(team, Kind.TEAM, holder_for(team, by), reason, [], planned_on, by)], by)[0]


@act("talk.notify_unit", "发约谈通知（单位）", needs=rules.NOTIFY_UNITS)
def notify_unit(unit: Unit, *, reason: str = "", planned_on: date | None = None, by: Actor) -> TalkRecord:
    """With its head, by a leader of the county (R-TLK-01), with what the written rule has against it. One at a time."""
    return _notify_units([Told(unit, {"reason": reason, "planned_on": planned_on})], by=by)[0]


@notify_unit.as_many
def _notify_units(calls: Sequence[Told], *, by: Actor) -> list[TalkRecord]:
    running = TalkRecord.objects.to_hold().filter(kind=Kind.UNIT_HEAD, unit__in=[call.row for call in calls])
    waiting = set(running.values_list("unit", flat=True))
    by_rule = units_by_rule(by.county_code[:COUNTY_DIGITS], policy.of(by).talks, by)

    def judged(call: Told) -> TalkRecord:
        if call.row.pk in waiting:
            raise Refused(f"{call.row.name}已经有一次约谈还没谈。")
        waiting.add(call.row.pk)
        said = by_rule.get(call.row.pk, [])
        because = call.given["reason"] or "；".join(line.sentence for line in said)
        evidence = [one for line in said for one in line.evidence]
        return _draft(call.row, Kind.UNIT_HEAD, Holder.COUNTY, because, evidence, call.given["planned_on"], by)

    return noticed(each(calls, judged), by)


def holder_for(subject: Posting | Team, by: Actor) -> Holder:
    """Whoever reaches the whole county holds it for the county."""
    reach = by.scope(rules.NOTIFY)
    if reach.covers_place(subject.place_code[:COUNTY_DIGITS]):
        return Holder.COUNTY
    if reach.covers_place(subject.place_code):
        return Holder.TOWNSHIP
    raise NotPermitted(rules.NOTIFY.label)


def _draft(
    subject: Any, kind: Kind, holder: Holder, because: str, evidence: Iterable[Evidence], planned_on: Any, by: Actor
) -> TalkRecord:
    if not because.strip():
        raise Refused("写一句为什么谈。", field="reason", rule="R-TLK-02")
    if planned_on and planned_on < by.today:
        raise Refused("定的日子不能早于今天。", field="planned_on")
    return TalkRecord(
        kind=kind,
        holder=holder,
        **{side_of(subject): subject},
        place_code=place_of(subject),
        because=because.strip(),
        evidence=[asdict(one) for one in evidence],
        planned_on=planned_on,
    )


def noticed(rows: Sequence[TalkRecord], by: Actor, **more: Any) -> list[TalkRecord]:
    """Gives the notices their numbers, one after another in the county's year, and their days."""
    if not rows:
        return []
    county, limits = rows[0].place_code[:COUNTY_DIGITS], policy.of(by).talks
    first = next_number(county, by.today.year)
    until = holidays.known_to(by, county).after(by.today, limits.answer_days)
    for at, row in enumerate(rows):
        row.county_code, row.year, row.number = county, by.today.year, first + at
        row.noticed_on, row.noticed_by, row.answer_due_on = by.today, by.name, until
        row.due_on = row.due_on or row.planned_on or by.today + timedelta(days=limits.fix_days)
    return insert_many(rows)


def next_number(county: str, year: int) -> int:
    """The county's row is locked, so that no two notices get one number."""
    list(Place.objects.select_for_update(of=("self",)).filter(code=county, kind=PlaceKind.COUNTY, until__isnull=True))
    last = TalkRecord.objects.filter(county_code=county, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _must_not_be_about(posting: Posting | None, by: Actor) -> None:
    if posting is not None and posting.cadre.person_id in by.persons:
        raise Refused("这一件说的是你自己，要由别人办。", rule="R-SEC-14")


@act("talk.state", "对约谈作说明", needs=rules.ANSWER, remote=True, flow=FLOW)
def state_own(talk: TalkRecord, *, statement: str, by: Actor) -> TalkRecord:
    """By whom it is about, or by the unit itself; a right and no duty. Until the talk it may be said anew."""
    if not is_about(talk, by):
        raise Refused("说明由被约谈的人（单位）自己写。")
    if not statement.strip():
        raise Refused("写上你的说明。", field="statement")
    if talk.state != State.STATED:
        FLOW.step(talk, "state")
    talk.statement, talk.stated_on, talk.stated_by = statement.strip(), by.today, by.name
    talk.save()
    return talk


def is_about(talk: TalkRecord, by: Actor) -> bool:
    reach = by.scope(rules.ANSWER)
    if talk.posting is not None:
        return talk.posting.cadre.person_id in by.persons
    return talk.unit_id in reach.sender if talk.unit_id else talk.team_id in reach.team


@act("talk.hold", "登记谈话", needs=rules.HOLD, remote=True, flow=FLOW)
def hold(
    talk: TalkRecord,
    *,
    held_on: date,
    points: str,
    commitment: str = "",
    fix_by: date | None = None,
    statement: str = "",
    held_by: str = "",
    by: Actor,
) -> TalkRecord:
    """What was said and what was promised; `statement` is what whoever was talked to said there, `held_by` who talked
    where somebody else enters it."""
    told = {"held_on": held_on, "points": points, "commitment": commitment}
    return _hold([Told(talk, {**told, "fix_by": fix_by, "statement": statement, "held_by": held_by})], by=by)[0]


HELD = ("state", "held_on", "held_by", "points", "commitment", "fix_by", "statement", "stated_on", "stated_by")


@hold.as_many
def _hold(calls: Sequence[Told], *, by: Actor) -> list[TalkRecord]:
    limits = policy.of(by).talks
    rows: list[TalkRecord] = each(calls, lambda call: _held(call, limits.fix_days, call.hand(by)))
    update_many(rows, HELD)
    for talk in rows:
        if talk.dual_id:
            _take_part(talk, by)
        elif talk.posting:
            write_down(talk.posting, talk, str(talk.get_kind_display()))
    return rows


def _held(call: Told, fix_days: int, by: Actor) -> TalkRecord:
    talk, given = call.row, call.given
    _must_be_holder(talk, by)
    if not given["points"].strip():
        raise Refused("写一句谈了什么。", field="points", rule="R-TLK-02")
    rules.must_have_been(given["held_on"], talk.noticed_on, by.today)
    rules.must_be_heard(bool(talk.stated_on), given["statement"], talk.answer_due_on, by.today)
    FLOW.step(talk, "hold")
    if given["statement"].strip() and not talk.stated_on:
        talk.statement, talk.stated_on, talk.stated_by = given["statement"].strip(), given["held_on"], "当面说的"
    talk.held_on, talk.held_by = given["held_on"], given["held_by"].strip() or by.name
    talk.points, talk.commitment = given["points"].strip(), given["commitment"].strip()
    talk.fix_by = given["fix_by"] or talk.held_on + timedelta(days=fix_days)
    return talk


def _must_be_holder(talk: TalkRecord, by: Actor) -> None:
    """The side whose talk it is, or the county entering what came on paper; never whom it is about (R-SEC-14)."""
    _must_not_be_about(talk.posting, by)
    if not may_hold(talk, by):
        raise Refused(f"这一次由{talk.get_holder_display()}谈，由那一方登记。")


def may_hold(talk: TalkRecord, by: Actor) -> bool:
    reach = by.scope(rules.HOLD)
    if is_about(talk, by):
        return False
    if reach.covers_place(talk.county_code):
        return True
    if talk.holder == Holder.UNIT:
        return talk.posting is not None and talk.posting.sending_unit_id in reach.sender
    return talk.holder == Holder.TOWNSHIP and reach.covers_place(talk.place_code[:TOWNSHIP_DIGITS])


def _take_part(talk: TalkRecord, by: Actor) -> None:
    """Both parts together close a 双约谈 (R-TLK-03)."""
    dual = DualTalk.objects.get(pk=talk.dual_id)
    dual.take(talk.kind, talk.held_on)
    dual.save()
    if dual.completed_on and talk.posting:
        write_down(talk.posting, talk, "双约谈", dual.completed_on)


def write_down(posting: Posting, talk: TalkRecord, said: str, on: date | None = None) -> None:
    """For few eyes, like the talk itself (R-TLK-09)."""
    source = (talk._meta.label_lower, talk.pk)
    told = {"kind": NoteKind.TALK, "sentence": said, "document": talk.notice_number, "source": source}
    noting.write_down(posting, on=on or talk.held_on, is_restricted=True, **told)


@act("talk.follow_up", "登记约谈回访", needs=rules.HOLD, remote=True, flow=FLOW)
def follow_up(talk: TalkRecord, *, on: date, note: str, by: Actor) -> TalkRecord:
    """Whether what was promised is done: the talk does not end with the talk."""
    _must_be_holder(talk, by)
    if not note.strip():
        raise Refused("写一句看到改得怎么样。", field="note")
    if talk.held_on and not talk.held_on <= on <= by.today:
        raise Refused("回访在谈话以后、今天以前。", field="on")
    FLOW.step(talk, "follow_up")
    talk.followed_up_on, talk.followed_up_by, talk.outcome = on, by.name, note.strip()
    talk.save()
    return talk


@act("talk.move", "改约谈期限", needs=rules.NOTIFY)
def move_due(talk: TalkRecord, *, due_on: date, reason: str, by: Actor) -> TalkRecord:
    """Later, with the reason; the days to answer move along. Of a 双约谈 both parts are to be held by the later day."""
    if talk.state not in rules.TO_HOLD:
        raise Refused("已经谈了，或者不谈了。")
    if due_on <= talk.due_on:
        raise Refused("只能往后改。", field="due_on")
    talk.answer_due_on += due_on - talk.due_on
    talk.due_on = due_on
    talk.save()
    if talk.dual_id and (dual := DualTalk.objects.get(pk=talk.dual_id)).due_on < due_on:
        dual.due_on = due_on
        dual.save()
    return talk


def may_withdraw(talk: TalkRecord, by: Actor) -> bool:
    """A township its own notices; what follows from a grade, the county."""
    reach = by.scope(rules.NOTIFY)
    own = talk.holder == Holder.TOWNSHIP and not talk.consequence_id and reach.covers_place(talk.place_code)
    return own or reach.covers_place(talk.county_code)


@act("talk.withdraw", "撤回约谈通知", needs=rules.NOTIFY, flow=FLOW)
def withdraw(talk: TalkRecord, *, reason: str, by: Actor) -> TalkRecord:
    """A 双约谈 is taken back as a whole, as long as neither side has talked."""
    if not reason.strip():
        raise Refused("写一句为什么不谈了。", field="reason")
    _must_not_be_about(talk.posting, by)
    if not may_withdraw(talk, by):
        raise Refused("县里定了要谈的，由县里撤。")
    parts = list(TalkRecord.objects.filter(dual=talk.dual_id).exclude(pk=talk.pk)) if talk.dual_id else []
    if any(part.state in rules.DONE for part in parts):
        raise Refused("另一方已经谈了，这一方也要谈完。", rule="R-TLK-03")
    for row in (talk, *parts):
        FLOW.step(row, "withdraw")
        row.reason = reason.strip()
        row.save()
    if talk.dual_id:
        dual = DualTalk.objects.get(pk=talk.dual_id)
        dual.state = rules.DualState.WITHDRAWN
        dual.save()
    return talk
