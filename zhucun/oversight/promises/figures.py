"""Figures of promises: how many hold this year, accepted, waiting to be looked at, late."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.promises.models import TaskPromise
from zhucun.oversight.promises.rules import ListState, State

GROUP = "任务单"


def _figure(name: str, label: str, definition: str) -> Figure:
    whole = f"截止日那年各队定了的任务单上{definition}；不办了的不算。"
    return Figure(f"oversight.{name}", label, "件", "count", whole, "管", group=GROUP, rows="promise")


FIGURES: dict[str, tuple[Figure, Callable[[Question], Q]]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (_figure("promises", "任务单上的事", "的事"), lambda question: Q()),
        (
            _figure("promises_accepted", "验收了的任务", "、截止日前验收了的事"),
            lambda question: Q(state=State.ACCEPTED, closed_on__lte=question.as_of),
        ),
        (
            _figure("promises_late", "过了期的任务", "、期限在截止日以前、截止日还没说办成的事"),
            lambda question: (
                Q(due_on__lt=question.as_of)
                & (Q(state=State.OPEN) | Q(done_on__isnull=False, done_on__gt=question.as_of))
            ),
        ),
    )
}


def _rows(question: Question) -> QuerySet:
    rows = TaskPromise.objects.visible_to(question.actor).filter(of_list__year=question.as_of.year)
    rows = rows.filter(of_list__state=ListState.AGREED, of_list__agreed_on__lte=question.as_of)
    dropped = Q(state=State.DROPPED, closed_on__lte=question.as_of)
    return rows.exclude(dropped).filter(within_prefixes("of_list__place_code", [question.scope]))


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all."""
    rows, wanted = _rows(question), {one.id: FIGURES[one.id][1](question) for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.aggregate(**counts).values())
    return {figure: _answer(rows, narrow, n) for (figure, narrow), n in zip(wanted.items(), counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int) -> Answer:
    return Answer(count, lambda: rows.filter(narrow))


register([figure for figure, _ in FIGURES.values()], answers)
