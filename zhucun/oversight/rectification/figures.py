"""Figures of letters: 期 and letters sent, what they named, how much of it is closed, open, overdue, come again."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q, QuerySet

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


def _rows(question: Question) -> ItemQuerySet:
    rows = RectificationItem.objects.visible_to(question.actor, SEE_FIGURES).standing()
    return rows.filter(within_prefixes("place_code", [question.scope]))


def _in_period(question: Question, path: str) -> Q:
    span = question.period
    return Q(**{f"{path}__gte": span.since, f"{path}__lt": span.until})


def _condition(figure_id: str, question: Question) -> Q:
    """Which items make it up; letters and 期 are those of these items."""
    day, sent = question.as_of, _in_period(question, "letter__issued_on")
    on_the_day = Q(letter__issued_on__lte=day)
    return {
        ISSUES.id: _in_period(question, "letter__issue__issued_on"),
        LETTERS.id: sent,
        NAMED.id: sent,
        CLOSED.id: _in_period(question, "closed_on") & Q(state=State.CLOSED),
        AGAIN.id: sent & Q(is_repeat=True),
        OPEN.id: on_the_day & (Q(closed_on__isnull=True) | Q(closed_on__gt=day)),
        OVERDUE.id: on_the_day & Q(due_on__lt=day) & (Q(state__in=RUNNING) | Q(replied_on__gt=day)),
    }[figure_id]


COUNTED = {ISSUES.id: "letter__issue", LETTERS.id: "letter"}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all."""
    rows = _rows(question)
    if any(one.id == AGAIN.id for one in figures):
        rows = rows.with_repeats()
    wanted = {one.id: _condition(one.id, question) for one in figures}
    counts = {
        f"n{at}": Count(COUNTED.get(figure_id, "pk"), filter=narrow, distinct=figure_id in COUNTED)
        for at, (figure_id, narrow) in enumerate(wanted.items())
    }
    counted = list(rows.order_by().aggregate(**counts).values())
    return {
        figure_id: _answer(figure_id, rows.filter(narrow), n)
        for (figure_id, narrow), n in zip(wanted.items(), counted, strict=True)
    }


def _answer(figure_id: str, rows: QuerySet, count: int) -> Answer:
    if figure_id == ISSUES.id:
        return Answer(count, lambda: LetterIssue.objects.filter(pk__in=rows.values("letter__issue")))
    if figure_id == LETTERS.id:
        return Answer(count, lambda: RectificationLetter.objects.filter(pk__in=rows.values("letter")))
    return Answer(count, lambda: rows)


register(FIGURES, answers)
