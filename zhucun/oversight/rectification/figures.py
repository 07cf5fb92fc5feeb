"""Figures of letters: 期 and letters sent, what they named, how much of it is closed, open, overdue, come again."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.rectification.models import ItemQuerySet, LetterIssue, RectificationItem, RectificationLetter
from zhucun.oversight.rectification.rules import RUNNING, State
from zhucun.oversight.rhythm.figures import SEE_FIGURES

GROUP = "整改交办"
TOLD = {"measure": "管", "group": GROUP}
OF_A_TIME = {**TOLD, "has_period": True}
ITEMS = {**TOLD, "rows": "rectification_item"}

ISSUES = Figure(
    "oversight.letter_issues",
    "整改交办函",
    "期",
    "count",
    "这段时间里签发的整改交办函，几件同时签发的算一期；录了函号、签发人和日期才算。",
    rows="letter_issue",
    refs=("N29",),
    **OF_A_TIME,
)
LETTERS = Figure(
    "oversight.letters",
    "整改交办函的件数",
    "件",
    "count",
    "这段时间里签发的整改交办函，一个单位或者乡镇一件。",
    rows="letter",
    **OF_A_TIME,
)


def _items(name: str, label: str, definition: str, **more: bool) -> Figure:
    return Figure(f"oversight.{name}", label, "项", "count", f"{definition}；撤销的不算。", **ITEMS, **more)


NAMED = _items("rectification_items", "交办的问题", "这段时间里签发的函里交办的问题", has_period=True)
CLOSED = _items("rectification_closed", "销了号的问题", "这段时间里复核到位、销了号的问题", has_period=True)
AGAIN = _items(
    "rectification_repeats", "再次发现的问题", "这段时间里交办、同一支队以前有过同一类的问题", has_period=True
)
OPEN = _items("rectification_open", "没销号的问题", "截止日以前签发、截止日还没销号的问题")
OVERDUE = _items("rectification_overdue", "整改逾期的问题", "截止日以前到期、到截止日还没反馈的问题")
FIGURES = (ISSUES, LETTERS, NAMED, CLOSED, AGAIN, OPEN, OVERDUE)


def _standing(question: Question) -> ItemQuerySet:
    rows = RectificationItem.objects.visible_to(question.actor, SEE_FIGURES).standing()
    return rows.filter(within_prefixes("place_code", [question.scope]))


def _in_period(question: Question, path: str) -> Q:
    span = question.period
    return Q(**{f"{path}__gte": span.since, f"{path}__lt": span.until})


def rows_of(figure_id: str, question: Question) -> QuerySet:
    standing, day = _standing(question), question.as_of
    sent = standing.filter(_in_period(question, "letter__issued_on"))
    on_the_day = standing.filter(letter__issued_on__lte=day)
    unclosed = Q(closed_on__isnull=True) | Q(closed_on__gt=day)
    late = Q(due_on__lt=day) & (Q(state__in=RUNNING) | Q(replied_on__gt=day))
    return {
        ISSUES.id: lambda: LetterIssue.objects.filter(
            _in_period(question, "issued_on"), pk__in=standing.values("letter__issue")
        ),
        LETTERS.id: lambda: RectificationLetter.objects.filter(pk__in=sent.values("letter")),
        NAMED.id: lambda: sent,
        CLOSED.id: lambda: standing.filter(_in_period(question, "closed_on"), state=State.CLOSED),
        AGAIN.id: lambda: sent.with_repeats().filter(is_repeat=True),
        OPEN.id: lambda: on_the_day.filter(unclosed),
        OVERDUE.id: lambda: on_the_day.filter(late),
    }[figure_id]()


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    return {one.id: _answer(rows_of(one.id, question)) for one in figures}


def _answer(rows: QuerySet) -> Answer:
    return Answer(rows.order_by().count(), lambda: rows)


register(FIGURES, answers)
