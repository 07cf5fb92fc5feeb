"""销假: coming back, on the day, earlier or later; taking back what was entered by mistake."""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from zhucun.acts.act import act, each
from zhucun.acts.actor import Actor
from zhucun.acts.recording import Told
from zhucun.acts.refused import Refused
from zhucun.acts.rows import update_many
from zhucun.lib import halves
from zhucun.oversight.leave import ledger, rules
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import FLOW, State
from zhucun.policy.holidays.reading import calendars_of
from zhucun.policy.in_force import on_each


@act("leave.report_back", "销假", needs=rules.ASK, remote=True, undo="leave.correct_return")
def report_back(leave: LeaveRequest, *, back_half: int | None = None, late_reason: str = "", by: Actor) -> LeaveRequest:
    """One press. Who is back early gets the days back; who is late is written down as late, with a line of why, and
    the township is asked what the days between were (R-LEA-04)."""
    return _report_back_many([Told(leave, {"back_half": back_half, "late_reason": late_reason})], by=by)[0]


@report_back.as_many
def _report_back_many(calls: Sequence[Told], *, by: Actor) -> list[LeaveRequest]:
    leaves = [call.row for call in calls]
    prefetch_related_objects(leaves, "posting", "cadre__person")
    each(calls, lambda call: _is_back(call.row, call.given["back_half"], call.given["late_reason"], call.hand(by)))
    early = [leave for leave in leaves if leave.back_half < leave.until_half]
    _count_again(early, by)
    update_many(leaves, ["state", "returned_on", "back_half", "returned_by", "length_halfdays", "back_late_reason"])
    _drop_extensions(leaves)
    ledger.shorten(early, by)
    for leave in leaves:
        if leave.late_days:
            ledger.ask_about_late(leave, by)
        elif by.today > leave.return_due_on:
            ledger.trim_question(leave, by)
    return leaves


def _is_back(leave: LeaveRequest, back_half: int | None, late_reason: str, by: Actor) -> None:
    FLOW.step(leave, "report_back")
    back = rules.back_at(leave.since_half, leave.until_half, back_half, by.today)
    leave.back_half, leave.returned_by = back, by.name
    leave.returned_on = by.today
    leave.back_late_reason = late_reason.strip() if leave.late_days else ""
    if leave.late_days and not leave.back_late_reason:
        sentence = f"比准的晚了 {leave.late_days} 天，写一句为什么。"
        raise Refused(sentence, field="late_reason", rule="R-LEA-04")


def _count_again(early: Sequence[LeaveRequest], by: Actor) -> None:
    """What was taken is what was away, by the numbers of the day it was granted."""
    if not early:
        return
    counties = {leave.county_code for leave in early}
    calendars, profiles = calendars_of(counties), on_each(by.today, counties)
    for leave in early:
        kinds = {kind.key: kind for kind in profiles[leave.county_code].leave.kinds}
        if leave.kind in kinds:
            span = leave.since_half, leave.back_half
            leave.length_halfdays = rules.length(kinds[leave.kind], *span, calendars[leave.county_code])


def _drop_extensions(leaves: Sequence[LeaveRequest]) -> None:
    """Who is back needs no longer leave: what still waits to be decided is closed."""
    waiting = LeaveRequest.objects.filter(extends__in=leaves, state=State.ASKED)
    for extension in waiting:
        FLOW.step(extension, "close", to=State.CLOSED)
        extension.closed_note = "人已经回来，不用续了。"
        extension.save()


@act("leave.correct_return", "撤销销假", needs=rules.ASK)
def correct_return(leave: LeaveRequest, *, reason: str = "销错了", by: Actor) -> LeaveRequest:
    """On the day it was entered; the days are leave again."""
    if leave.returned_on != by.today:
        raise Refused("销假只能当天撤销。要改，请乡镇在月表里更正。", rule="R-LEA-04")
    FLOW.step(leave, "correct_return")
    was_early = leave.back_half is not None and leave.back_half < leave.until_half
    leave.returned_on, leave.back_half, leave.returned_by = None, None, ""
    leave.back_late_reason = ""
    if was_early:
        _count_whole(leave, by)
        ledger.lengthen([leave], by)
    ledger.take_back_question(leave, by)
    leave.save()
    return leave


def _count_whole(leave: LeaveRequest, by: Actor) -> None:
    profile = on_each(by.today, [leave.county_code])[leave.county_code]
    kind = rules.kind_named(profile.leave, leave.kind)
    calendar = calendars_of([leave.county_code])[leave.county_code]
    leave.length_halfdays = rules.length(kind, leave.since_half, leave.until_half, calendar)


def in_words(leave: LeaveRequest) -> str:
    """7月18日上午回村; on the last day of leave, which stays leave: 7月18日销假，当天仍记请假."""
    if leave.back_half is None:
        return ""
    if _stays_leave(leave):
        return f"{leave.returned_on.month}月{leave.returned_on.day}日销假，当天仍记请假"
    day, part = halves.day_of(leave.back_half), halves.PARTS[halves.part_of(leave.back_half)]
    return f"{day.month}月{day.day}日{part}回村"


def recorded(leave: LeaveRequest) -> str:
    """What a return entered just now says of the days: 今天下午起在村."""
    if leave.back_half is None or leave.returned_on is None:
        return ""
    if _stays_leave(leave):
        return "今天仍记请假，明天起在村"
    day, part = halves.day_of(leave.back_half), halves.part_of(leave.back_half)
    said = "今天" if day == leave.returned_on else f"{day.month}月{day.day}日"
    return f"{said}{halves.PARTS[part] if part == halves.AFTERNOON else ''}起在村"


def _stays_leave(leave: LeaveRequest) -> bool:
    """Entered on the last day of leave, all of which was granted."""
    return halves.day_of(leave.back_half) > leave.returned_on
