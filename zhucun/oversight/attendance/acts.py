"""What somebody says of their days, what village and township say otherwise, and how the township settles it."""

from collections.abc import Mapping, Sequence
from typing import Any

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.oversight.attendance import rules
from zhucun.oversight.attendance.asking import ask_again
from zhucun.oversight.attendance.entering import (
    Entry,
    add_to,
    must_be_unlocked,
    reopen_lines,
    stay_of,
    with_people,
    write,
)
from zhucun.oversight.attendance.late import must_say_where
from zhucun.oversight.attendance.models import DayStatement
from zhucun.oversight.attendance.rules import Side, Stands
from zhucun.oversight.attendance.terms import terms_for
from zhucun.oversight.attendance.truth import Terms
from zhucun.policy.attendance import Category


@act("attendance.enter", "记变动", needs=rules.STATE, remote=True, undo="attendance.withdraw")
def enter(
    posting: Posting,
    *,
    category: str,
    since_half: int,
    until_half: int,
    reason: str = "",
    place: str = "",
    rest_days_too: bool = False,
    entered_for_reason: str = "",
    source: str = "",
    source_key: int | None = None,
    by: Actor,
) -> DayStatement:
    """By oneself, or by the office under its own name with a reason; a half-day is `day.toordinal() * 2`, one more in
    the afternoon, the end not included (R-ATT-07)."""
    told = {
        "category": category,
        "since_half": since_half,
        "until_half": until_half,
        "reason": reason,
        "place": place,
        "rest_days_too": rest_days_too,
        "entered_for_reason": entered_for_reason,
        "source": source,
        "source_key": source_key,
    }
    return _enter_many([Told(posting, told)], by=by)[0]


@enter.as_many
def _enter_many(calls: Sequence[Told], *, by: Actor) -> list[DayStatement]:
    with_people([call.row for call in calls])
    return write(each(calls, lambda call: _entry(call, by)), by=by)


def _entry(call: Told, house: Actor) -> Entry:
    posting, told, by = call.row, call.given, call.hand(house)
    _must_be_from_within(told["source"], by)
    _must_have_reason_for(posting, told["entered_for_reason"], bool(told["source"]), by)
    rules.must_be_a_span(told["since_half"], told["until_half"])
    terms = terms_for(house, posting.place_code, halves.day_of(told["since_half"]))
    category = terms.category(told["category"])
    is_own = _is_own(posting, by)
    rules.must_be_theirs_to_say(category, is_own=is_own, is_office=not is_own, from_leave=bool(told["source"]))
    spoken = _spoken(posting, category, told, terms, by)
    if not (told["source"] or told["entered_for_reason"].strip()):
        must_say_where(category, spoken, told["place"] or told["reason"], by.today, terms)
    return Entry(
        posting,
        Side.MEMBER,
        category,
        told["since_half"],
        told["until_half"],
        spoken,
        told["reason"].strip(),
        told["place"].strip(),
        told["source"],
        told["source_key"],
        told["entered_for_reason"].strip(),
        by=call.by,
    )


def _spoken(posting: Posting, category: Category, told: Mapping[str, Any], terms: Terms, by: Actor) -> tuple[int, ...]:
    """The half-days meant, none of them before somebody came, after they left, or not come yet."""
    since, until = told["since_half"], told["until_half"]
    rules.must_be_a_span(since, until)
    rules.must_be_within(stay_of(posting), since, until)
    rules.must_not_be_ahead(category, until, by.today, terms.announce_days_ahead)
    return tuple(terms.meant(category, since, until, rest_days_too=told.get("rest_days_too", False)))


def _must_be_from_within(source: str, by: Actor) -> None:
    """What an approval writes is written by the house: nobody grants themselves leave through this door."""
    if source and "system" not in by.roles:
        raise Refused("请假要先报批，批准后自动记上。", rule="R-LEA-01")


def _is_own(posting: Posting, by: Actor) -> bool:
    return by.person_id is not None and posting.cadre.person_id == by.person_id


def is_office(posting: Posting | DayStatement, by: Actor) -> bool:
    return by.scope(rules.ENTER_FOR).covers_place(posting.place_code)


def _must_have_reason_for(posting: Posting, reason: str, from_leave: bool, by: Actor) -> None:
    """Never under another's log-in: whoever enters for somebody does so under their own name (R-ATT-07)."""
    if from_leave or _is_own(posting, by):
        return
    if not is_office(posting, by):
        raise Refused("由本人记，或者由乡镇考勤员代记。", rule="R-ATT-07")
    if not reason.strip():
        raise Refused("写一句为什么代记，比如：村里没有信号。", field="entered_for_reason", rule="R-ATT-07")


@act("attendance.state_otherwise", "说某天不是这样", needs=rules.OTHERWISE, remote=True, undo="attendance.take_back")
def state_otherwise(
    posting: Posting,
    *,
    category: str,
    since_half: int,
    until_half: int,
    reason: str,
    rest_days_too: bool = False,
    by: Actor,
) -> DayStatement:
    """The village's word stands beside the member's and asks where they differ; the township's word holds."""
    with_people([posting])
    told = {"since_half": since_half, "until_half": until_half, "rest_days_too": rest_days_too}
    return write([otherwise(posting, category, told, reason, by)], by=by)[0]


def otherwise(posting: Posting, category: str, told: Mapping[str, Any], reason: str, by: Actor) -> Entry:
    since, until = told["since_half"], told["until_half"]
    terms = _terms_of_span(posting, since, until, by)
    side = Side.TOWNSHIP if by.scope(rules.SETTLE).covers_place(posting.place_code) else Side.VILLAGE
    found = _by_others(posting, terms.category(category), side, reason, by)
    spoken = _spoken(posting, found, told, terms, by)
    return Entry(posting, side, found, since, until, spoken, reason.strip(), replaces=True)


def instead(posting: Posting, category: str, told: Mapping[str, Any], reason: str, by: Actor) -> Entry:
    """The member's own word in place of what they said before; of somebody else's days the village's or township's."""
    if not _is_own(posting, by):
        if not by.scope(rules.OTHERWISE).covers_place(posting.place_code):
            raise Refused("由本人、村里或者乡镇来说哪天不对。", rule="R-ATT-07")
        return otherwise(posting, category, told, reason, by)
    since, until = told["since_half"], told["until_half"]
    terms = _terms_of_span(posting, since, until, by)
    found = terms.category(category)
    rules.must_be_theirs_to_say(found, is_own=True, is_office=False, from_leave=False)
    spoken = _spoken(posting, found, told, terms, by)
    must_say_where(found, spoken, reason, by.today, terms, field="reason")
    return Entry(posting, Side.MEMBER, found, since, until, spoken, reason.strip(), replaces=True)


def _terms_of_span(posting: Posting, since: int, until: int, by: Actor) -> Terms:
    rules.must_be_a_span(since, until)
    return terms_for(by, posting.place_code, halves.day_of(since))


def _by_others(posting: Posting, category: Category, side: Side, reason: str, by: Actor) -> Category:
    rules.must_not_be_own(by.persons, posting.cadre.person_id, "自己的日子，不能由自己来认定。")
    rules.must_be_theirs_to_say(category, is_own=False, is_office=side == Side.TOWNSHIP, from_leave=False)
    if not reason.strip():
        raise Refused("写一句根据什么这样说。", field="reason")
    return category


@act("attendance.settle", "认定说法不一的日子", needs=rules.SETTLE, remote=True)
def settle(statement: DayStatement, *, category: str, reason: str, by: Actor) -> DayStatement:
    """The township says which is true and why; its word holds for the half-days that were asked about (R-ATT-07)."""
    if not statement.asks:
        raise Refused("这一条已经没有不一致了。")
    posting = statement.posting
    with_people([posting])
    terms = _terms_of_span(posting, *statement.span, by)
    found = _by_others(posting, terms.category(category), Side.TOWNSHIP, reason, by)
    spoken = tuple(statement.marks.order_by("half").values_list("half", flat=True))
    terms.must_fit(found, spoken)
    entry = Entry(posting, Side.TOWNSHIP, found, *statement.span, spoken, reason.strip(), replaces=True)
    return write([entry], by=by)[0]


@act("attendance.withdraw", "撤回变动", needs=rules.STATE, remote=True)
def withdraw(statement: DayStatement, *, reason: str = "", by: Actor) -> DayStatement:
    """By the person, or by the office that may enter for them, saying why; what leave wrote goes with the leave."""
    if statement.side != Side.MEMBER:
        raise Refused("这是村里或乡镇的说法，由说的一方撤回。")
    _must_be_from_within(statement.source, by)
    _must_say_why(statement, reason, by, "由本人撤回，或者由乡镇考勤员代撤。")
    return _take_away(statement, statement.since_half, reason, by)


@act("attendance.take_back", "收回说法", needs=rules.OTHERWISE, remote=True)
def take_back(statement: DayStatement, *, by: Actor) -> DayStatement:
    """The village's word by the village, the township's by the township."""
    is_township = by.scope(rules.SETTLE).covers_place(statement.place_code)
    if statement.side == Side.MEMBER or (statement.side == Side.TOWNSHIP) != is_township:
        raise Refused("谁说的，由谁收回。")
    rules.must_not_be_own(by.persons, statement.cadre.person_id, "自己的日子，不能由自己来认定。")
    return _take_away(statement, statement.since_half, "", by)


@act("attendance.lengthen", "延长变动", needs=rules.STATE)
def lengthen(statement: DayStatement, *, until_half: int, by: Actor) -> DayStatement:
    """Away for longer than was said, when that was approved: the added half-days only, so that what lies in a locked
    month stays as it was."""
    _must_be_from_within(statement.source, by)
    if not statement.source or statement.state != Stands.STANDING or until_half <= statement.until_half:
        raise Refused("延长的日子要在原来的结束之后。", field="until_half")
    posting, since = statement.posting, statement.until_half
    terms = _terms_of_span(posting, since, until_half, by)
    category = terms.category(statement.category)
    spoken = _spoken(posting, category, {"since_half": since, "until_half": until_half}, terms, by)
    add_to(statement, Entry(posting, Side.MEMBER, category, since, until_half, spoken), by=by)
    statement.until_half = until_half
    statement.save()
    return statement


@act("attendance.shorten", "提前结束变动", needs=rules.STATE, remote=True)
def shorten(statement: DayStatement, *, until_half: int, reason: str = "", by: Actor) -> DayStatement:
    """Back earlier than was said: from `until_half` on the days are what they are by default."""
    if statement.side != Side.MEMBER or not statement.since_half < until_half < statement.until_half:
        raise Refused("提前结束的日子要在这一段之内；整段不要的，用“撤回”。", field="until_half")
    _must_be_from_within(statement.source, by)
    _must_say_why(statement, reason, by, "由本人改，或者由乡镇考勤员代改。")
    return _take_away(statement, until_half, reason, by)


def _must_say_why(statement: DayStatement, reason: str, by: Actor, whose: str) -> None:
    """Nobody's own word is taken back by another without a line of why, which they read (R-ATT-07)."""
    if "system" in by.roles or _is_own(statement.posting, by):
        return
    if not is_office(statement, by):
        raise Refused(whose, rule="R-ATT-07")
    if not reason.strip():
        raise Refused("写一句为什么撤回，本人看得到。", field="reason", rule="R-ATT-07")


def _take_away(statement: DayStatement, since: int, reason: str, by: Actor) -> DayStatement:
    """From the half-day on nothing is said any more."""
    if statement.state != Stands.STANDING:
        raise Refused("这一条已经撤回了。")
    must_be_unlocked([statement.posting_id], since, statement.until_half)
    until, whole = statement.until_half, since == statement.since_half
    statement.marks.filter(half__gte=since).delete()
    if whole or not statement.marks.exists():
        statement.state, statement.asks = Stands.WITHDRAWN, False
    else:
        statement.until_half = since
    statement.withdrawn_on, statement.withdrawn_by, statement.withdrawn_for = by.today, by.name, reason.strip()
    statement.save()
    posting, terms = statement.posting, terms_for(by, statement.place_code, halves.day_of(since))
    gone = Entry(posting, Side(statement.side), terms.category(statement.category), since, until, ())
    reopen_lines([gone], by)
    statement.asks = statement.pk in ask_again([posting.pk], since, until, terms)
    return statement
