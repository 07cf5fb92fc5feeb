"""述职 drafted from what was written down anyway, so that nobody types it twice; for its writer alone (R-LOG-06)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from zhucun.acts.actor import Actor
from zhucun.dispatch.opening.models import OpeningBalance
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.amounts import shown_half_days
from zhucun.lib.periods import Span
from zhucun.oversight.attendance import year as days
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.promises.models import TaskPromise
from zhucun.oversight.promises.rules import State as PromiseState
from zhucun.oversight.rectification.models import RectificationItem
from zhucun.oversight.rectification.rules import State as ItemState
from zhucun.records.notes.models import WorkRecord

PERIODS = {"quarter": "本季", "before": "上季", "half": "半年", "year": "全年"}
MOST_NAMED = 8  # of a kind; the rest is counted
MONTHS_OF_A_QUARTER = 3
PRACTICAL, VISIT, MEETING = "practical", "visit", "meeting"
Part = tuple[str, str]  # what it is headed, what it says


@dataclass(frozen=True)
class Draft:
    """`text` is what one goes on writing; `records` how many entries it was made of."""

    span: Span
    text: str
    records: int


def span_of(period: str, today: date) -> Span:
    first = date(today.year, MONTHS_OF_A_QUARTER * ((today.month - 1) // MONTHS_OF_A_QUARTER) + 1, 1)
    if period == "before":
        last = first - timedelta(days=1)
        return Span(date(last.year, MONTHS_OF_A_QUARTER * ((last.month - 1) // MONTHS_OF_A_QUARTER) + 1, 1), first)
    if period == "half":
        return Span(date(today.year, 1, 1), date(today.year, 7, 1))
    if period == "year":
        return Span(date(today.year, 1, 1), date(today.year + 1, 1, 1))
    return Span(first, date(first.year + (first.month > 9), (first.month + 2) % 12 + 1, 1))


def draft_of(posting: Posting, span: Span, actor: Actor) -> Draft:
    """The last day written about is today's; what is still to come is not foreseen."""
    records = list(
        WorkRecord.objects.visible_to(actor)
        .standing()
        .of_person(posting.cadre_id)
        .happened_in(span.since, span.until)
        .order_by("happened_on", "pk")
    )
    parts = [
        _there(posting, span, actor),
        _matters(records),
        _went(records),
        _kept(posting, span, actor),
        ("还差什么，下一步怎么做", "（自己写两三句。）"),
    ]
    said = [part for part in parts if part]
    text = "\n\n".join(f"{at}、{heading}\n{body}" for at, (heading, body) in zip("一二三四五", said, strict=False))
    so_far = replace(span, until=min(span.until, actor.today + timedelta(days=1)))
    return Draft(so_far, text, len(records))


def _there(posting: Posting, span: Span, actor: Actor) -> Part:
    lines = MonthLine.objects.visible_to(actor).filter(cadre=posting.cadre_id)
    carried = OpeningBalance.objects.filter(cadre=posting.cadre_id)
    total = days.totals(lines, carried, span).get(posting.cadre_id, days.Total())
    said = f"核定在村 {shown_half_days(total.counted_halfdays)}" if total.months else "这段时间的月表还没有核定"
    return "在村", f"{said}。"


def _matters(records: Sequence[WorkRecord]) -> Part:
    done = [one for one in records if one.kind == PRACTICAL]
    if not done:
        return "办的实事", "（没有记下的。）"
    listed = enumerate(done[:MOST_NAMED], 1)
    named = "\n".join(f"{at}. {_day(one.happened_on)}，{_sentence(one.text)}" for at, one in listed)
    more = f"\n另外还有 {len(done) - MOST_NAMED} 件。" if len(done) > MOST_NAMED else ""
    return "办的实事", f"一共 {len(done)} 件。\n{named}{more}"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _sentence(text: str) -> str:
    return " ".join(text.split()).rstrip("。；;") + "。"


def _went(records: Sequence[WorkRecord]) -> Part | None:
    """What was done day by day, in one line; the number of visits or meetings is nobody's merit (R-ASS-14)."""
    kinds = Counter(one.kind for one in records)
    households = [one for one in records if one.kind in (VISIT, MEETING)]
    if not households:
        return None
    latest = "；".join(_sentence(one.text).rstrip("。") for one in households[-3:])
    return "走访和议事", f"走访 {kinds[VISIT]} 次，开会 {kinds[MEETING]} 次。最近的：{latest}。"


def _kept(posting: Posting, span: Span, actor: Actor) -> Part | None:
    """What was promised and is accepted, what was found wrong and is put right."""
    promised = TaskPromise.objects.visible_to(actor).standing().filter(of_list__team=posting.team_id)
    found = RectificationItem.objects.visible_to(actor).filter(team=posting.team_id, state=ItemState.CLOSED)
    accepted = _closed_in(span, promised.filter(state=PromiseState.ACCEPTED), "text")
    mended = _closed_in(span, found, "problem")
    lines = [
        f"{did} {len(texts)} 件：{'；'.join(texts)}。"
        for did, texts in (("任务单验收了", accepted), ("交办的问题销号", mended))
        if texts
    ]
    return ("任务和整改", "\n".join(lines)) if lines else None


def _closed_in(span: Span, rows: Any, field: str) -> list[str]:
    closed = rows.filter(closed_on__gte=span.since, closed_on__lt=span.until)
    return [text.rstrip("。；") for text in closed.order_by("closed_on", "pk").values_list(field, flat=True)]
