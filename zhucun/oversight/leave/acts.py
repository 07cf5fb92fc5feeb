"""Asking for leave and deciding on it. Coming back is in `returning`, what the day ledger gets in `ledger`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many, update_plain
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.oversight.leave import ledger, rules, telling
from zhucun.oversight.leave.ground import Ground
from zhucun.oversight.leave.models import LeaveRequest, LeaveStep
from zhucun.oversight.leave.preview import Asked, Preview, as_span, ground_for, preview
from zhucun.oversight.leave.rules import FLOW, State

NOT_PHONED = {"phoned_on": None, "phone_agreed_by": "", "written_late_reason": ""}


@act("leave.ask", "请假", needs=rules.ASK, remote=True, undo="leave.withdraw")
def ask(
    posting: Posting,
    *,
    kind: str,
    since_half: int,
    until_half: int,
    reason: str,
    covered_by: Posting | None = None,
    going_to: str = "",
    phoned_on: date | None = None,
    phone_agreed_by: str = "",
    written_late_reason: str = "",
    entered_for_reason: str = "",
    override: str = "",
    by: Actor,
) -> LeaveRequest:
    """One's own; or somebody else's by the clerk under the clerk's own name, saying why (R-LEA-03, R-LEA-07)."""
    told = {
        "kind": kind,
        "since_half": since_half,
        "until_half": until_half,
        "reason": reason,
        "covered_by": covered_by,
        "going_to": going_to,
        "phoned_on": phoned_on,
        "phone_agreed_by": phone_agreed_by,
        "written_late_reason": written_late_reason,
        "entered_for_reason": entered_for_reason,
        "override": override,
    }
    return _ask_many([Told(posting, told)], by=by)[0]


@ask.as_many
def _ask_many(calls: Sequence[Told], *, by: Actor) -> list[LeaveRequest]:
    _lock_teams(call.row for call in calls)
    prefetch_related_objects([call.row for call in calls], "cadre__person", "sending_unit", "team")
    covering = [call.given["covered_by"] for call in calls if call.given["covered_by"]]
    prefetch_related_objects(covering, "cadre__person", "team")  # the log names them
    asked = [_asked(call, by) for call in calls]
    ground = ground_for(asked, by.today)
    pairs = list(zip(calls, asked, strict=True))
    plan = [Told(call.row, {"pair": (call, one)}, call.by) for call, one in pairs]
    return _written(each(plan, lambda told: _judged(told, ground, told.hand(by))))


def _lock_teams(postings: Iterable[Posting]) -> None:
    """Two requests of one team meet here: the second waits, then sees the first, their own or a mate's."""
    keys = sorted({posting.team_id for posting in postings})
    for begin in range(0, len(keys), 800):
        list(Team.objects.filter(pk__in=keys[begin : begin + 800]).select_for_update(of=("self",)).values_list("pk"))


def _asked(call: Told, by: Actor) -> Asked:
    given = call.given
    covered_by = given["covered_by"].pk if given["covered_by"] else None
    is_own = call.row.cadre.person_id in call.hand(by).persons
    told = {"covered_by": covered_by, "phoned_on": given["phoned_on"], "is_own": is_own}
    return Asked(call.row, given["kind"], given["since_half"], given["until_half"], **told)


@dataclass(frozen=True)
class Found:
    """A request that may be written, with the steps of its way."""

    request: LeaveRequest
    seen: Preview


def _judged(told: Told, ground: Ground, by: Actor) -> Found:
    call, asked = told.given["pair"]
    given = call.given
    _must_say_why(given, asked, by)
    seen = preview(asked, ground)
    _must_be_free_of(seen, given["override"], call.row, by)
    request = _new(asked, given, seen, by)
    ground.add(as_span(request))
    return Found(request, seen)


def _must_say_why(given: Any, asked: Asked, by: Actor) -> None:
    if not given["reason"].strip():
        raise Refused("写一句为什么请假。", field="reason", rule="R-LEA-03")
    if not asked.is_own and not given["entered_for_reason"].strip():
        raise Refused("替别人填的，写明为什么由你填。", field="entered_for_reason", rule="R-LEA-07")
    if given["phoned_on"] is not None and not given["phone_agreed_by"].strip():
        raise Refused("写上电话里是谁同意的。", field="phone_agreed_by", rule="R-LEA-07")


def _must_be_free_of(seen: Preview, override: str, posting: Posting, by: Actor) -> None:
    """Nothing may speak against it but what the county overrules in writing (R-LEA-08)."""
    may_overrule = bool(override.strip()) and by.scope(rules.OVERRIDE).covers_place(posting.place_code)
    for objection in seen.objections:
        if not (objection.may_be_overruled and may_overrule):
            raise objection.refuse()


def _new(asked: Asked, given: Any, seen: Preview, by: Actor) -> LeaveRequest:
    posting = asked.posting
    return LeaveRequest(
        posting=posting,
        cadre_id=posting.cadre_id,
        team_id=posting.team_id,
        sending_unit_id=posting.sending_unit_id,
        place_code=posting.place_code,
        kind=asked.kind,
        kind_label=seen.kind_label,
        since_half=asked.since_half,
        until_half=asked.until_half,
        length_halfdays=seen.length_halfdays,
        reason=given["reason"].strip(),
        going_to=given["going_to"].strip(),
        covered_by_id=asked.covered_by,
        informed=seen.informed_roles,
        extends=asked.extends,
        phoned_on=asked.phoned_on,
        phone_agreed_by=given["phone_agreed_by"].strip(),
        written_late_reason=given["written_late_reason"].strip() if seen.written_late_days else "",
        override_reason=given["override"].strip() if seen.needs_override else "",
        asked_on=by.today,
        asked_by=by.name,
        asker_person=by.person_id,
        entered_for_reason="" if asked.is_own else given["entered_for_reason"].strip(),
        return_due_on=seen.return_due_on,
    )


def _written(found: Sequence[Found]) -> list[LeaveRequest]:
    requests = insert_many(one.request for one in found)
    insert_many(
        LeaveStep(
            request=one.request,
            rank=step.rank,
            role=step.role,
            instead_of=step.instead_of,
            place_code=one.request.place_code,
            team_id=one.request.team_id,
            unit_id=one.request.sending_unit_id,
        )
        for one in found
        for step in one.seen.steps
    )
    return requests


@act("leave.extend", "续假", needs=rules.ASK, remote=True)
def extend(
    leave: LeaveRequest, *, until_half: int, reason: str, entered_for_reason: str = "", by: Actor
) -> LeaveRequest:
    """A request of its own, from where this one ends; both together decide how far it goes (R-LEA-04)."""
    if leave.state != State.GRANTED:
        raise Refused("批准了、还没销的假才能续。", rule="R-LEA-04")
    if by.today > leave.last_day:
        raise Refused("假已经到期，不能再续。先销假；还要请的，另填一张。", rule="R-LEA-04")
    if until_half <= leave.until_half:
        raise Refused(f"现在批到{leave.span}，续到更晚的一天。", field="until_day", rule="R-LEA-04")
    _lock_teams([leave.posting])
    told = {"covered_by": leave.covered_by_id, "extends": leave, "is_own": leave.cadre.person_id in by.persons}
    asked = Asked(leave.posting, leave.kind, leave.until_half, until_half, **told)
    given = {"reason": reason, "going_to": leave.going_to, **NOT_PHONED, "override": ""}
    call = Told(leave.posting, {**given, "entered_for_reason": entered_for_reason})
    found = _judged(Told(leave.posting, {"pair": (call, asked)}), ground_for([asked], by.today), by)
    return _written([found])[0]


@act("leave.approve", "同意请假", needs=rules.DECIDE, remote=True, undo="leave.take_back")
def approve(leave: LeaveRequest, *, opinion: str = "", by: Actor) -> LeaveRequest:
    """The lowest open step that is the actor's. After the last one the days stand in the day ledger."""
    return _approve_many([Told(leave, {"opinion": opinion})], by=by)[0]


@approve.as_many
def _approve_many(calls: Sequence[Told], *, by: Actor) -> list[LeaveRequest]:
    leaves = [call.row for call in calls]
    prefetch_related_objects(leaves, "steps", "cadre__person", "posting", "extends")
    said = each(calls, lambda call: _agreed(call.row, call.given["opinion"], call.hand(by)))
    update_plain(said, ["agrees", "opinion", "decided_by", "decided_on", "decided_person"])
    update_many(leaves, ["state", "open_rank", "granted_on"])
    granted = [leave for leave in leaves if leave.state == State.GRANTED]
    _follow_extended(granted, by)
    telling.tell(granted)
    ledger.enter(granted, by, {call.row.pk: call.hand(by) for call in calls})
    return leaves


def _agreed(leave: LeaveRequest, opinion: str, by: Actor) -> LeaveStep:
    step = _step_of(leave, by)
    _say(step, True, opinion, by)
    still_open = [one.rank for one in leave.steps.all() if one.agrees is None]
    FLOW.step(leave, "approve", to=State.ASKED if still_open else State.GRANTED)
    leave.open_rank = min(still_open, default=step.rank)
    leave.granted_on = None if still_open else by.today
    return step


def _step_of(leave: LeaveRequest, by: Actor) -> LeaveStep:
    """Nobody decides on themself, on what they filled in, or twice (R-SEC-14)."""
    if leave.state != State.ASKED:
        raise Refused(f"现在是“{leave.get_state_display()}”，不用批了。")
    if leave.cadre.person_id in by.persons:
        raise Refused("不能批自己的假，也不能批你代行的人的假。", rule="R-SEC-14")
    if leave.asker_person is not None and leave.asker_person in by.persons:
        raise Refused("这一张是你填的，要由别人批。", rule="R-SEC-14")
    steps = list(leave.steps.all())
    if any(step.decided_person in by.persons for step in steps if step.decided_person):
        raise Refused("前面一步是你批的，这一步要由别人批。", rule="R-SEC-14")
    open_now = [step for step in steps if step.agrees is None and step.rank == leave.open_rank]
    step = next((one for one in open_now if one.is_spoken_by(by)), None)
    if step is None:
        raise Refused("现在不是等你批，前面还有人没批，或者不用你批。", rule="R-LEA-01")
    return step


def _say(step: LeaveStep, agrees: bool, opinion: str, by: Actor) -> None:
    step.agrees, step.opinion = agrees, opinion.strip()
    step.decided_by, step.decided_on, step.decided_person = by.name, by.today, by.person_id


def _follow_extended(granted: Sequence[LeaveRequest], by: Actor) -> None:
    """What was extended is over without a return of its own."""
    before = [leave.extends for leave in granted if leave.extends is not None]
    for leave in before:
        FLOW.step(leave, "extend")
        ledger.take_back_question(leave, by)
    if before:
        update_many(before, ["state"])


@act("leave.refuse", "退回请假", needs=rules.DECIDE, remote=True)
def refuse(leave: LeaveRequest, *, opinion: str, by: Actor) -> LeaveRequest:
    if not opinion.strip():
        raise Refused("写一句为什么退回，请假的人要看。", field="opinion")
    step = _step_of(leave, by)
    _say(step, False, opinion, by)
    step.save()
    FLOW.step(leave, "refuse")
    leave.save()
    return leave


@act("leave.take_back", "收回同意", needs=rules.DECIDE)
def take_back(leave: LeaveRequest, *, by: Actor) -> LeaveRequest:
    """One's own yes, as long as nobody decided after it: on the same day, or before the leave begins."""
    step = _last_said(leave)
    if step is None or not _is_their_own(step, by):
        raise Refused("只能收回自己刚批的，后面还没有人批的。")
    if leave.state == State.GRANTED:
        if by.today >= leave.first_day and leave.granted_on != by.today:
            raise Refused("假已经开始，不能收回。要他回来，打电话；回来以后销假。")
        ledger.take_out([leave], by)
        leave.notices.all().delete()
        _stand_again(leave)
    FLOW.step(leave, "take_back")
    leave.open_rank, leave.granted_on = step.rank, None
    step.agrees, step.opinion, step.decided_by, step.decided_on, step.decided_person = None, "", "", None, None
    step.save()
    leave.save()
    return leave


def _last_said(leave: LeaveRequest) -> LeaveStep | None:
    said = [step for step in leave.steps.all() if step.agrees]
    highest = max((step.rank for step in said), default=-1)
    return max((step for step in said if step.rank == highest), key=lambda step: step.pk, default=None)


def _is_their_own(step: LeaveStep, by: Actor) -> bool:
    return step.decided_person in by.persons if step.decided_person else step.decided_by == by.name


def _stand_again(leave: LeaveRequest) -> None:
    """What it had extended is granted leave once more."""
    before = leave.extends
    if before is not None and before.state == State.EXTENDED:
        before.state = State.GRANTED
        before.save()


@act("leave.withdraw", "撤回请假", needs=rules.ASK, remote=True)
def withdraw(leave: LeaveRequest, *, reason: str = "不去了", by: Actor) -> LeaveRequest:
    """Before it is decided, or granted and not begun or begun just today: the days are on post again."""
    if leave.state == State.ASKED and not may_be_withdrawn_by(leave, by):
        raise Refused("由请假的人或填单的人撤回；不同意的，退回。", rule="R-LEA-03")
    if leave.state == State.GRANTED:
        if by.today > leave.first_day:
            raise Refused("假已经开始，不能撤回。回来以后销假。", rule="R-LEA-04")
        ledger.take_out([leave], by)
        _stand_again(leave)
    FLOW.step(leave, "withdraw")
    leave.closed_note, leave.granted_on = reason.strip(), None
    leave.save()
    return leave


def may_be_withdrawn_by(leave: LeaveRequest, by: Actor) -> bool:
    """What is not decided yet by whose it is or who filled it in; what is granted by the township's office, too."""
    if leave.state == State.GRANTED:
        return True
    is_own = leave.cadre.person_id in by.persons or leave.asker_person in by.persons
    return leave.state == State.ASKED and (is_own or "system" in by.roles)
