"""Figures of practical matters: raised and done in a period, by field; under way, late, handed up on a day."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.policy.six_ones_values import SHIPPED_FIELDS
from zhucun.six_ones.matters.models import UrgentMatter
from zhucun.six_ones.matters.rules import Owner, State

GROUP = "办成一批实事"
Narrow = Callable[[Question], Q]
DONE = "这段时间里办结、没有又重新办的实事"


def _figure(name: str, label: str, definition: str, *, has_period: bool = True, refs: tuple[str, ...] = ()) -> Figure:
    told = {"group": GROUP, "rows": "matter", "has_period": has_period, "refs": refs}
    return Figure(f"six_ones.{name}", label, "件", "count", definition, "六", **told)


def _done(question: Question) -> Q:
    period = question.period
    return Q(state=State.DONE, done_on__gte=period.since, done_on__lt=period.until)


def _raised(question: Question) -> Q:
    return Q(raised_on__gte=question.period.since, raised_on__lt=question.period.until)


def _open_on(question: Question) -> Q:
    """Raised by the day and not done by then; how far those not done have come is what is known now."""
    raised = Q(raised_on__lte=question.as_of)
    return raised & (Q(state__in=[State.OPEN, State.HANDED_UP]) | Q(state=State.DONE, done_on__gt=question.as_of))


def _done_in_field(key: str) -> Narrow:
    return lambda question: _done(question) & Q(field=key)


FIGURES: dict[str, tuple[Figure, Narrow]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (
            _figure(
                "matters_solved",
                "为群众解决的急难愁盼问题",
                f"{DONE}，做实事的记录开出来的和直接登记的都算，一件算一次。",
                refs=("N53",),
            ),
            _done,
        ),
        *(
            (
                _figure(
                    f"matters_solved.{one.key}",
                    f"解决的急难愁盼问题：{one.label}",
                    f"{DONE}，方面是“{one.label}”的。",
                ),
                _done_in_field(one.key),
            )
            for one in SHIPPED_FIELDS
        ),
        (_figure("matters_raised", "群众提出的实事", "这段时间里提出、没有撤回的实事。"), _raised),
        (
            _figure("matters_satisfied", "群众说满意的实事", f"{DONE}，群众评价是“满意”的；没有评价的不算。"),
            lambda question: _done(question) & Q(rating="satisfied"),
        ),
        (
            _figure("matters_open", "在办的实事", "截止日已经提出、还没办结的实事，交上去的也算。", has_period=False),
            _open_on,
        ),
        (
            _figure(
                "matters_late",
                "过了日子的实事",
                "截止日还在办、答应的日子已经过了的实事。",
                has_period=False,
            ),
            lambda question: _open_on(question) & Q(promised_on__lt=question.as_of),
        ),
        (
            _figure("matters_handed_up", "交上去在办的实事", "交给乡镇或者部门、还没办结的实事。", has_period=False),
            lambda question: Q(state=State.HANDED_UP, raised_on__lte=question.as_of) & ~Q(owner=Owner.TEAM),
        ),
        (
            _figure("matters_cannot", "办不成的实事", "这段时间里提出、写明了办不成的实事。"),
            lambda question: Q(state=State.CANNOT) & _raised(question),
        ),
    )
}


def _rows(question: Question) -> QuerySet:
    rows = UrgentMatter.objects.visible_to(question.actor).standing()
    return rows.filter(within_prefixes("place_code", [question.scope]))


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all."""
    rows, wanted = _rows(question), {one.id: FIGURES[one.id][1](question) for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {figure: _answer(rows, narrow, n) for (figure, narrow), n in zip(wanted.items(), counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int) -> Answer:
    return Answer(count, lambda: rows.filter(narrow))


register([figure for figure, _ in FIGURES.values()], answers)
