"""述职 drafted from what was written down anyway, so that nobody types it twice; for its writer alone (R-LOG-06)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

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
        _mended(posting, span, actor),
        "五、还差什么，下一步怎么做\n（自己写两三句。）",
    ]
    return Draft(span, "\n\n".join(part for part in parts if part), len(records))


def _there(posting: Posting, span: Span, actor: Actor) -> str:
    lines = MonthLine.objects.visible_to(actor).filter(cadre=posting.cadre_id)
    carried = OpeningBalance.objects.filter(cadre=posting.cadre_id)
    total = days.totals(lines, carried, span).get(posting.cadre_id, days.Total())
    said = f"核定在村 {shown_half_days(total.counted_halfdays)}" if total.months else "这段时间的月表还没有核定"
    return f"一、在村\n{said}。"


def _matters(records: Sequence[WorkRecord]) -> str:
    done = [one for one in records if one.kind == PRACTICAL]
    if not done:
        return "二、办的实事\n（没有记下的。）"
    listed = enumerate(done[:MOST_NAMED], 1)
    named = "\n".join(f"{at}. {_day(one.happened_on)}，{_sentence(one.text)}" for at, one in listed)
    more = f"\n另外还有 {len(done) - MOST_NAMED} 件。" if len(done) > MOST_NAMED else ""
    return f"二、办的实事\n一共 {len(done)} 件。\n{named}{more}"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _sentence(text: str) -> str:
    return " ".join(text.split()).rstrip("。；;") + "。"


def _went(records: Sequence[WorkRecord]) -> str:
    """What was done day by day, in one line; the number of visits or meetings is nobody's merit (R-ASS-14)."""
    kinds = Counter(one.kind for one in records)
    households = [one for one in records if one.kind in (VISIT, MEETING)]
    if not households:
        return ""
    latest = "；".join(_sentence(one.text).rstrip("。") for one in households[-3:])
    return f"三、走访和议事\n走访 {kinds[VISIT]} 次，开会 {kinds[MEETING]} 次。最近的：{latest}。"


def _kept(posting: Posting, span: Span, actor: Actor) -> str:
    rows = TaskPromise.objects.visible_to(actor).standing().filter(of_list__team=posting.team_id)
    done = rows.filter(state=PromiseState.ACCEPTED, closed_on__gte=span.since, closed_on__lt=span.until)
    texts = list(done.order_by("closed_on").values_list("text", flat=True))
    return f"四、任务单\n队里验收了 {len(texts)} 件：{'；'.join(texts)}。" if texts else ""


def _mended(posting: Posting, span: Span, actor: Actor) -> str:
    rows = RectificationItem.objects.visible_to(actor).filter(team=posting.team_id, state=ItemState.CLOSED)
    closed = rows.filter(closed_on__gte=span.since, closed_on__lt=span.until)
    texts = list(closed.order_by("closed_on").values_list("problem", flat=True))
    return f"交办的问题销号 {len(texts)} 件：{'；'.join(texts)}。" if texts else ""
