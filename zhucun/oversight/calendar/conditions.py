"""Days on post on the facts sheet (R-ATT-01): by the months that were locked, each with what was asked of it then."""

from collections.abc import Iterable

from django.urls import reverse

from zhucun.dispatch.roster.conditions import Condition, Met, conditions_come_from
from zhucun.dispatch.roster.life import MemberFile
from zhucun.lib.evidence import Evidence
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import SEE, month_in_words
from zhucun.oversight.calendar.cards import month_lines
from zhucun.oversight.calendar.words import days_of

MOST_NAMED = 6


@conditions_come_from
def days(file: MemberFile) -> Iterable[Condition]:
    if not file.actor.may(SEE):
        return
    locked = [line for line in file.once(month_lines) if line.is_locked]
    if not locked:
        return
    short = [line for line in locked if line.counted_halfdays < line.required_halfdays]
    told = f"锁定 {len(locked)} 个月，共 {days_of(sum(line.counted_halfdays for line in locked))} 天"
    named = "、".join(f"{month_in_words(one.month)} {days_of(one.counted_halfdays)} 天" for one in short[:MOST_NAMED])
    if short:
        told += f"；{len(short)} 个月没有达到：{named}{'等' if len(short) > MOST_NAMED else ''}"
    met = Met.NO if short else Met.YES
    shown = [_evidence(line, file) for line in (short or locked[-1:])[:MOST_NAMED]]
    yield Condition("每月驻村达到要求的天数", "R-ATT-01", met, told, shown, order=20)


def _evidence(line: MonthLine, file: MemberFile) -> Evidence:
    url = f"{reverse('oversight:days.person', args=[file.cadre.pk])}?month={line.month}"
    return Evidence(line._meta.label_lower, line.pk, f"{month_in_words(line.month)}的月表", url)
