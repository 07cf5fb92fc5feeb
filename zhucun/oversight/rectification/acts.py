"""The way of an item: accepted or disputed, replied, signed by the township, checked, closed by another (R-INS-09)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.inserting import insert_many
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.oversight.onsite import finding_acts as findings
from zhucun.oversight.rectification import rules
from zhucun.oversight.rectification.models import COUNTY_DIGITS, ItemStep, RectificationItem
from zhucun.oversight.rectification.rules import FLOW, State, Verified


def answers_for(item: RectificationItem, by: Actor) -> str:
    """Whose answer it would be: 单位, 工作队, 乡镇, or 县驻村办 in their name; empty for whoever may not answer."""
    reach = by.scope(rules.REPLY)
    if item.letter.unit_id and item.letter.unit_id in reach.sender | reach.backer:
        return "unit"
    if item.team_id in reach.team:
        return "team"
    within = [prefix for prefix in reach.place if item.place_code.startswith(prefix)]
    if any(len(prefix) <= COUNTY_DIGITS for prefix in within):
        return "office"
    return "township" if within and item.letter.township_code else ""


def must_answer(item: RectificationItem, by: Actor) -> str:
    side = answers_for(item, by)
    if not side:
        raise Refused(f"这一项交办给{item.letter.addressee}，由他们或者工作队反馈。")
    return side


def _each(
    calls: Sequence[Told],
    verb: str,
    columns: Sequence[str],
    judge: Callable[[RectificationItem, dict[str, Any], Actor], str],
    by: Actor,
) -> list[RectificationItem]:
    """Judges every row, writes the columns and a step each; the judge gives the words of the step."""
    texts: list[str] = []

    def judged(call: Told) -> RectificationItem:
        texts.append(judge(call.row, dict(call.given), call.hand(by)))
        return call.row

    rows = each(calls, judged)
    update_many(rows, columns)
    hands = [call.hand(by) for call in calls]
    insert_many(
        [
            ItemStep(item=row, verb=verb, on=hand.today, who=_who(row, verb, hand), text=text, due_on=row.due_on)
            for row, text, hand in zip(rows, texts, hands, strict=True)
        ]
    )
    return rows


def _who(item: RectificationItem, verb: str, hand: Actor) -> str:
    return item.replied_by if verb == "reply" else hand.name


@act("rectification.accept", "签收整改事项", needs=rules.REPLY, remote=True, flow=FLOW)
def accept(item: RectificationItem, *, by: Actor) -> RectificationItem:
    return _accept_many([Told(item, {})], by=by)[0]


@accept.as_many
def _accept_many(calls: Sequence[Told], *, by: Actor) -> list[RectificationItem]:
    def accepted(item: RectificationItem, given: dict[str, Any], hand: Actor) -> str:
        must_answer(item, hand)
        FLOW.step(item, "accept")
        item.accepted_on = hand.today
        return ""

    return _each(calls, "accept", ("state", "accepted_on"), accepted, by)


@act("rectification.dispute", "对整改事项提异议", needs=rules.REPLY, remote=True, flow=FLOW)
def dispute(item: RectificationItem, *, said: str, by: Actor) -> RectificationItem:
    """The right to answer: what is not so is said before anything is done about it."""
    must_answer(item, by)
    FLOW.step(item, "dispute")
    item.said = rules.said(said, "said", "写清哪里和事实不符。", least=rules.SHORTEST_REPLY)
    return done(item, "dispute", item.said, by)


def done(item: RectificationItem, verb: str, text: str, by: Actor) -> RectificationItem:
    item.save()
    ItemStep.objects.create(item=item, verb=verb, on=by.today, who=by.name, text=text, due_on=item.due_on)
    return item


@act("rectification.uphold", "维持交办", needs=rules.CHECK, remote=True, flow=FLOW)
def uphold(item: RectificationItem, *, verdict: str, due_on: date | None = None, by: Actor) -> RectificationItem:
    """What was disputed is to be put right all the same; the answer says why."""
    FLOW.step(item, "uphold")
    item.verdict = rules.said(verdict, "verdict", "写一句为什么维持。")
    item.accepted_on = item.accepted_on or by.today
    if due_on is not None:
        rules.must_be_later(due_on, by.today)
        item.due_on = due_on
    return done(item, "uphold", item.verdict, by)


@act("rectification.drop", "撤销整改事项", needs=rules.CHECK, remote=True, flow=FLOW)
def drop(item: RectificationItem, *, reason: str, by: Actor) -> RectificationItem:
    """Where the objection holds, or the letter was wrong; it is not counted any more, nor as an earlier one."""
    FLOW.step(item, "drop")
    item.verdict = rules.said(reason, "reason", "写一句为什么撤销，六个字以上。", least=6)
    if item.finding is not None:
        findings.take_out(item.finding, by=by)
        findings.drop(item.finding, reason=item.verdict, by=by)
    return done(item, "drop", item.verdict, by)


@act("rectification.reply", "反馈整改", needs=rules.REPLY, remote=True, flow=FLOW)
def reply(item: RectificationItem, *, reply: str, written_for: str = "", by: Actor) -> RectificationItem:
    """Once, by unit or team; the office enters what came on paper and says from whom (R-BUR-04)."""
    return _reply_many([Told(item, {"reply": reply, "written_for": written_for})], by=by)[0]


REPLIED = ("state", "accepted_on", "reply", "replied_on", "replied_by", "replied_person")


@reply.as_many
def _reply_many(calls: Sequence[Told], *, by: Actor) -> list[RectificationItem]:
    return _each(calls, "reply", REPLIED, _replied, by)


def _replied(item: RectificationItem, given: dict[str, Any], hand: Actor) -> str:
    side, whom = must_answer(item, hand), given["written_for"].strip()
    if side == "office" and not whom:
        raise Refused("代记的写上是谁反馈的、怎么来的，例如“县档案馆 7月8日函”。", field="written_for")
    FLOW.step(item, "reply")
    item.reply = rules.said(given["reply"], "reply", "写一句改了什么、改成什么样。", least=rules.SHORTEST_REPLY)
    item.replied_by = f"{whom}（{hand.name}代记）" if whom else hand.name
    item.accepted_on = item.accepted_on or hand.today
    item.replied_on, item.replied_person = hand.today, hand.person_id
    return item.reply


@act("rectification.sign", "乡镇签整改反馈", needs=rules.SIGN, remote=True, flow=FLOW)
def sign(item: RectificationItem, *, opinion: str = "", by: Actor) -> RectificationItem:
    """By somebody else than who replied (R-SEC-14)."""
    return _sign_many([Told(item, {"opinion": opinion})], by=by)[0]


@sign.as_many
def _sign_many(calls: Sequence[Told], *, by: Actor) -> list[RectificationItem]:
    def signed(item: RectificationItem, given: dict[str, Any], hand: Actor) -> str:
        rules.must_be_another(item.replied_person, hand.persons, "自己反馈的，请乡镇另一个人签。")
        FLOW.step(item, "sign")
        item.signed_on, item.signed_by, item.signed_person = hand.today, hand.name, hand.person_id
        return given["opinion"].strip() or "属实"

    return _each(calls, "sign", ("state", "signed_on", "signed_by", "signed_person"), signed, by)


@act("rectification.send_back", "乡镇退回整改反馈", needs=rules.SIGN, remote=True, flow=FLOW)
def send_back(item: RectificationItem, *, reason: str, by: Actor) -> RectificationItem:
    FLOW.step(item, "send_back")
    _clear(item)
    return done(item, "send_back", rules.said(reason, "reason", "写一句还差什么。"), by)


def _clear(item: RectificationItem) -> None:
    """A new reply is due; what the earlier one said stays among the steps."""
    item.reply, item.replied_on, item.replied_by, item.replied_person = "", None, "", None
    item.signed_on, item.signed_by, item.signed_person = None, "", None


@act("rectification.close", "复核，销号", needs=rules.CHECK, remote=True, undo="rectification.reopen", flow=FLOW)
def close(item: RectificationItem, *, verified: Verified, verdict: str = "", by: Actor) -> RectificationItem:
    """On site or by document, by somebody else than who replied (R-INS-09, R-SEC-14)."""
    return _close_many([Told(item, {"verified": verified, "verdict": verdict})], by=by)[0]


CLOSED = ("state", "verified", "verdict", "closed_on", "closed_by", "closed_person", "to_be_seen")


@close.as_many
def _close_many(calls: Sequence[Told], *, by: Actor) -> list[RectificationItem]:
    return _each(calls, "close", CLOSED, _closed, by)


def _closed(item: RectificationItem, given: dict[str, Any], hand: Actor) -> str:
    rules.must_be_another(item.replied_person, hand.persons, "自己反馈的不能自己销号，请另一个人复核。")
    rules.must_be_another(item.signed_person, hand.persons, "自己签的意见，请另一个人复核。")
    FLOW.step(item, "close")
    verified = Verified(given["verified"])
    if item.to_be_seen and verified is not Verified.ONSITE:
        raise Refused("说好现场再看的，现场看过才能销号。", field="verified")
    item.verified, item.verdict, item.to_be_seen = verified, given["verdict"].strip(), False
    item.closed_on, item.closed_by, item.closed_person = hand.today, hand.name, hand.person_id
    return f"{verified.label}。{item.verdict}"


@act("rectification.reopen", "撤回销号", needs=rules.CHECK, flow=FLOW)
def reopen(item: RectificationItem, *, by: Actor) -> RectificationItem:
    """A slip of the hand, on the day itself and by the same person."""
    if item.closed_on != by.today or item.closed_person not in by.persons:
        raise Refused("只有销号的人当天能撤回。问题再出现，另起一项交办。")
    FLOW.step(item, "reopen")
    item.closed_on, item.closed_by, item.closed_person, item.verified = None, "", None, ""
    return done(item, "reopen", "", by)


@act("rectification.return_for_more", "退回再改", needs=rules.CHECK, remote=True, flow=FLOW)
def return_for_more(item: RectificationItem, *, verdict: str, due_on: date, by: Actor) -> RectificationItem:
    """Not put right: what lacks, and until when now (R-INS-09)."""
    words = rules.said(verdict, "verdict", "退回要写清哪里没改到位。")
    rules.must_be_later(due_on, by.today)
    FLOW.step(item, "return_for_more")
    _clear(item)
    item.verdict, item.due_on, item.times_returned = words, due_on, item.times_returned + 1
    return done(item, "return_for_more", words, by)


@act("rectification.look_on_site", "现场再看", needs=rules.CHECK, remote=True)
def look_on_site(item: RectificationItem, *, note: str = "", by: Actor) -> RectificationItem:
    """What was sent does not tell: a 回头看, outside the monthly cap (R-INS-02)."""
    if item.state != State.SIGNED:
        raise Refused(f"现在是“{item.get_state_display()}”，还不到复核。")
    item.to_be_seen = True
    return done(item, "look_on_site", note.strip(), by)
