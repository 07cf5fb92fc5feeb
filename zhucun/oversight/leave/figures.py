"""Figures of leave: who is away on it, what waits, what is overdue. One query for all of a question."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.leave.models import LeaveRequest
from zhucun.oversight.leave.rules import TAKEN, State

GROUP, MEASURE = "请假", "管"


def _on_leave(question: Question) -> Q:
    since, until = halves.half_of(question.as_of), halves.beyond(question.as_of)
    cut_short = Q(back_half__isnull=False, back_half__lte=since)
    return Q(state__in=TAKEN, since_half__lt=until, until_half__gt=since) & ~cut_short


def _waiting(question: Question) -> Q:
    return Q(state=State.ASKED, asked_on__lte=question.as_of)


def _overdue(question: Question) -> Q:
    return Q(state=State.GRANTED, return_due_on__lt=question.as_of)


def _granted(question: Question) -> Q:
    return Q(state__in=TAKEN, granted_on__gte=question.period.since, granted_on__lt=question.period.until)


def _late(question: Question) -> Q:
    period = question.period
    return Q(state=State.RETURNED, returned_on__gte=period.since, returned_on__lt=period.until) & Q(
        returned_on__gt=F("return_due_on")
    )


@dataclass(frozen=True)
class Measured:
    figure: Figure
    where: Callable[[Question], Q]


def _measured(
    name: str, label: str, unit: str, definition: str, where: Callable[[Question], Q], *, has_period: bool = False
) -> Measured:
    figure = Figure(
        f"oversight.{name}",
        label,
        unit,
        "count",
        definition,
        MEASURE,
        group=GROUP,
        rows="leave",
        has_period=has_period,
    )
    return Measured(figure, where)


MEASURED = {
    one.figure.id: one
    for one in (
        _measured("leave_on", "当天在假的", "人", "批准的假里包含这一天、还没有提前回来的队员。", _on_leave),
        _measured("leave_waiting", "等批的请假", "张", "到这一天已经填单、现在还没有批完的。", _waiting),
        _measured("leave_overdue", "逾期没销假的", "人", "到这一天过了该销假的日子、现在还没有销的。", _overdue),
        _measured(
            "leave_granted",
            "批准的请假",
            "张",
            "这段时间里批完的，撤回的不算；续假另算。",
            _granted,
            has_period=True,
        ),
        _measured("leave_late", "逾期才销的假", "人次", "这段时间里销的假，晚于该销的日子的。", _late, has_period=True),
    )
}


NOT_AWAY = Figure(
    "oversight.members_not_on_leave",
    "在岗、没有请假的队员",
    "人",
    "count",
    "截止这天已报到、占着名额、当天不在假里的队员；调度表的“在岗”就是这个数。",
    MEASURE,
    group=GROUP,
    rows="posting",
)


def at_their_posts(question: Question) -> QuerySet[Posting]:
    """Who is on leave that day holds a seat and is not there."""
    away = LeaveRequest.objects.on(question.as_of).values("posting")
    on_post = Posting.objects.visible_to(question.actor).on_post(question.as_of).exclude(pk__in=away)
    return on_post.filter(within_prefixes("place_code", [question.scope]))


def not_away(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = at_their_posts(question)
    return {one.id: Answer(rows.count(), lambda: rows) for one in figures}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = LeaveRequest.objects.visible_to(question.actor).filter(within_prefixes("place_code", [question.scope]))
    conditions = {figure.id: MEASURED[figure.id].where(question) for figure in figures}
    named = {f"n{at}": Count("pk", filter=where) for at, where in enumerate(conditions.values())}
    counted = list(rows.order_by().aggregate(**named).values())
    return {
        figure_id: Answer(value, _finder(rows, where))
        for value, (figure_id, where) in zip(counted, conditions.items(), strict=True)
    }


def _finder(rows: QuerySet, where: Q) -> Callable[[], QuerySet]:
    return lambda: rows.filter(where)


register([one.figure for one in MEASURED.values()], answers)
register([NOT_AWAY], not_away)
