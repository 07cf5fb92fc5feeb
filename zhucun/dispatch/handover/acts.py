"""Opening a handover, settling its items one by one, the three signatures, taking one back: the only writer here."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.dispatch.handover import matters, rules
from zhucun.dispatch.handover.matters import Passing
from zhucun.dispatch.handover.models import Handover, HandoverItem, HandoverSignature
from zhucun.dispatch.handover.rules import FLOW, ItemKind, Outcome, Side, State
from zhucun.dispatch.roster.models import Posting
from zhucun.dispatch.roster.rules import START
from zhucun.policy import in_force as policy
from zhucun.policy.profile import Selection

BY_PAPER = "按纸质清单"


@act("handover.open", "开始交接", needs=START)
def open_handover(posting: Posting, *, by: Actor) -> Handover:
    """Of the seat whose holder the posting follows; what is open with them is looked up now (R-SEL-18)."""
    return _open_many([Told(posting, {})], by=by)[0]


@open_handover.as_many
def _open_many(calls: Sequence[Told], *, by: Actor) -> list[Handover]:
    incoming = [call.row for call in calls]
    prefetch_related_objects(incoming, "succeeds__cadre__person", "team")
    limits = {code: _limits(code, by) for code in {row.team.county_code for row in incoming}}
    made = insert_many([_new(row, limits[row.team.county_code], by.today) for row in incoming])
    found = matters.matters_of([row.succeeds for row in incoming], by.today)
    items = [
        item
        for handover in made
        for item in _items(handover, limits[handover.team.county_code], found.get(handover.leaving_id, []))
    ]
    insert_many(items)
    return made


def _limits(county_code: str, by: Actor) -> Selection:
    return policy.known_to(by, by.today, [county_code])[county_code].selection


def _new(incoming: Posting, limits: Selection, today: date) -> Handover:
    if incoming.succeeds is None:
        raise Refused("没有写明接替谁，不用交接。")
    return Handover(
        leaving=incoming.succeeds,
        incoming=incoming,
        team=incoming.team,
        place_code=incoming.place_code,
        opened_on=incoming.since,
        due_on=max(incoming.since, today) + timedelta(days=limits.handover_days),
    )


def _items(handover: Handover, limits: Selection, found: Sequence[Any]) -> list[HandoverItem]:
    listed = [{"kind": ItemKind.LISTED, "sentence": words} for words in limits.handover_items]
    open_with = [
        {"kind": ItemKind.MATTER, "sentence": one.sentence, "source_kind": one.kind, "source_key": one.key}
        for one in found
    ]
    return [
        HandoverItem(handover=handover, position=position, **told)
        for position, told in enumerate([*listed, *open_with], start=1)
    ]


@act("handover.settle", "清点一项交接", needs=rules.HAND, remote=True, undo="handover.unsettle")
def settle(item: HandoverItem, *, outcome: Outcome = Outcome.HANDED, note: str = "", by: Actor) -> HandoverItem:
    """By either of the two or by whoever leads for the township; an open matter moves to the successor by it."""
    handover = _open(item.handover)
    _must_take_part(handover, by)
    if item.settled_on is not None:
        raise Refused("这一项已经清点过了。")
    if outcome == Outcome.NOTHING and matters.moves(item.source_kind):
        raise Refused("这件事还在办，要交给接的人，不能写没有。", field="outcome")
    _settle(item, outcome, note.strip(), by)
    item.save()
    return item


def _settle(item: HandoverItem, outcome: Outcome, note: str, by: Actor) -> None:
    item.outcome, item.note, item.settled_on, item.settled_by = outcome, note, by.today, by.name
    if item.kind == ItemKind.MATTER:
        handover = item.handover
        since = max(handover.incoming.seat_since, by.today)
        matters.move(item.source_kind, item.source_key, Passing(handover.leaving, handover.incoming, since), by)


@act("handover.unsettle", "收回清点", needs=rules.HAND, remote=True)
def unsettle(item: HandoverItem, *, by: Actor) -> HandoverItem:
    handover = _open(item.handover)
    _must_take_part(handover, by)
    if item.settled_on is None:
        raise Refused("这一项还没有清点。")
    if matters.moves(item.source_kind):
        raise Refused("这件事已经转给接的人了，不能收回；要改的，到那件事上改。")
    if handover.signatures.exists():
        raise Refused("已经有人签了字，先收回签字，再改清点。")
    item.outcome, item.note, item.settled_on, item.settled_by = "", "", None, ""
    item.save()
    return item


@act("handover.sign", "签交接", needs=rules.HAND, remote=True, undo="handover.take_back")
def sign(handover: Handover, *, by: Actor) -> Handover:
    """我已交清, 我已接清: each for themselves, in any order (R-SEL-18, R-SEC-14)."""
    leaving, incoming = _persons(handover)
    side = rules.side_of({by.person_id} - {None}, leaving=leaving, incoming=incoming)
    rules.must_be_settled(_unsettled(handover))
    _sign(handover, side, by.name, by.today, person=by.person_id)
    return _step(handover, "sign", by)


@act("handover.lead", "代表乡镇签交接", needs=rules.LEAD, remote=True, undo="handover.take_back")
def lead(handover: Handover, *, by: Actor) -> Handover:
    """The township leads, by somebody who is neither of the two (R-SEL-18, R-SEC-14)."""
    return _lead_many([Told(handover, {})], by=by)[0]


@lead.as_many
def _lead_many(calls: Sequence[Told], *, by: Actor) -> list[Handover]:
    handovers = [call.row for call in calls]
    prefetch_related_objects(handovers, "items", "signatures", "leaving__cadre", "incoming__cadre")
    made = each(calls, lambda call: _led(call.row, by))
    insert_many(made)
    for handover, signature in zip(handovers, made, strict=True):
        signed = {one.side for one in handover.signatures.all()} | {signature.side}
        _close_if(rules.is_complete(signed), handover, "lead", by)
    update_many(handovers, ["state", "closed_on"])
    return handovers


def _led(handover: Handover, by: Actor) -> HandoverSignature:
    if handover.state != State.OPEN:
        raise Refused("已经交接完了。")
    leaving, incoming = _persons(handover)
    rules.must_be_neither(by.persons, leaving=leaving, incoming=incoming)
    rules.must_be_settled([item.sentence for item in handover.items.all() if item.settled_on is None])
    if any(one.side == Side.TOWNSHIP for one in handover.signatures.all()):
        raise Refused("乡镇已经签过了。")
    person = by.person_id or 0  # the machine itself is nobody
    return HandoverSignature(
        handover=handover, side=Side.TOWNSHIP, signed_by=by.name, signed_on=by.today, person_id=person
    )


@act("handover.enter_paper", "代录纸质签字", needs=rules.ENTER_PAPER, remote=True)
def enter_paper(handover: Handover, *, sides: Sequence[Side], signed_on: date, led_by: str = "", by: Actor) -> Handover:
    """What was signed on paper, under the name of whoever enters it; what was not settled yet is by the paper."""
    leaving, incoming = _persons(handover)
    rules.must_be_neither(by.persons, leaving=leaving, incoming=incoming)
    if not sides:
        raise Refused("勾上纸上谁签了字。", field="sides")
    if not handover.opened_on <= signed_on <= by.today:
        raise Refused(f"签字的日子要在 {handover.opened_on:%Y-%m-%d} 以后、今天以前。", field="signed_on")
    names = {
        Side.LEAVING: handover.leaving.cadre.person.name,
        Side.INCOMING: handover.incoming.cadre.person.name,
        Side.TOWNSHIP: led_by.strip(),
    }
    if Side.TOWNSHIP in sides and not led_by.strip():
        raise Refused("写上乡镇是谁签的字。", field="led_by")
    for item in handover.items.filter(settled_on__isnull=True).select_related("handover"):
        _settle(item, Outcome.HANDED, BY_PAPER, by)
        item.save()
    for side in sides:
        _sign(handover, Side(side), names[Side(side)], signed_on, entered_by=by.name)
    return _step(handover, "enter_paper", by)


@act("handover.take_back", "收回交接签字", needs=rules.HAND, remote=True)
def take_back(handover: Handover, *, side: Side, by: Actor) -> Handover:
    """By whoever gave or entered it; where all have signed, on the same day only."""
    signature = handover.signatures.filter(side=side).first()
    if signature is None:
        raise Refused(f"{Side(side).label}还没有签字。")
    entered = signature.is_on_paper and signature.entered_by == by.name
    if not entered and (signature.person_id is None or signature.person_id != by.person_id):
        raise Refused("谁签的、谁代录的，由谁收回。", rule="R-SEC-14")
    if handover.closed_on is not None and handover.closed_on != by.today:
        raise Refused(f"{handover.closed_on:%Y-%m-%d} 已经交接完了，不能再收回。")
    signature.delete()
    handover.reopened = handover.state == State.DONE
    FLOW.step(handover, "take_back")
    handover.closed_on = None
    handover.save()
    return handover


def _open(handover: Handover) -> Handover:
    if handover.state != State.OPEN:
        raise Refused("已经交接完了，不能再改。")
    return handover


def _persons(handover: Handover) -> tuple[int, int]:
    return handover.leaving.cadre.person_id, handover.incoming.cadre.person_id


def may_lead(handover: Handover, by: Actor) -> bool:
    return by.scope(rules.LEAD).covers_place(handover.place_code)


def may_enter(handover: Handover, by: Actor) -> bool:
    return by.scope(rules.ENTER_PAPER).covers_place(handover.place_code)


def is_party(handover: Handover, by: Actor) -> bool:
    return by.person_id in _persons(handover)


def _must_take_part(handover: Handover, by: Actor) -> None:
    """Fellow members see a handover of their team; it is settled by the two and those who lead it."""
    if not (is_party(handover, by) or may_lead(handover, by) or may_enter(handover, by)):
        raise Refused("由交的人、接的人，或者乡镇来清点。", rule="R-SEL-18")


def _unsettled(handover: Handover) -> list[str]:
    return list(handover.items.filter(settled_on__isnull=True).order_by("position").values_list("sentence", flat=True))


def _sign(
    handover: Handover, side: Side, name: str, day: date, *, person: int | None = None, entered_by: str = ""
) -> None:
    if handover.signatures.filter(side=side).exists():
        raise Refused(f"{side.label}已经签过了。")
    HandoverSignature.objects.create(
        handover=handover, side=side, signed_by=name, signed_on=day, person_id=person, entered_by=entered_by
    )


def _step(handover: Handover, verb: str, by: Actor) -> Handover:
    signed = handover.signatures.values_list("side", flat=True)
    _close_if(rules.is_complete(signed), handover, verb, by)
    handover.save()
    return handover


def _close_if(is_complete: bool, handover: Handover, verb: str, by: Actor) -> None:
    FLOW.step(handover, verb, to=State.DONE if is_complete else State.OPEN)
    handover.closed_on = by.today if is_complete else None
