"""Figures of visits by due day: which households were visited in time, which are overdue, by rhythm (R-MON-06)."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.policy.network_values import SHIPPED_RHYTHMS
from zhucun.six_ones.network.figures import GROUP, homes_there, policy_for
from zhucun.six_ones.visiting.due import with_due
from zhucun.six_ones.visiting.rules import MONITORED

NUMBERS = ("network.rhythms", "monitoring.visit_months")
KINDS = ((MONITORED, "监测户"), *((one.key, one.label) for one in SHIPPED_RHYTHMS))
OF = "截止日在名单上的户，按户的类别该多久走一次算"


def _figure(name: str, label: str, definition: str, *, for_few: bool = False) -> Figure:
    told = {"group": GROUP, "rows": "household_due", "numbers": NUMBERS, "for_few": for_few}
    return Figure(f"six_ones.{name}", label, "户", "count", definition, "六", **told)


def _of_kind(kind: str, label: str) -> str:
    few = "；看得到防返贫监测的才算。" if kind == MONITORED else "。"
    return f"{OF}，{label}里已经过了日子的{few}"


Narrow = Callable[[Question], Q]
FIGURES: dict[str, tuple[Figure, Narrow]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (
            _figure("visits_in_time", "按时走到的户", f"{OF}，还没过日子的；新上名单的从上名单那天算起。"),
            lambda question: Q(due_on__gte=question.as_of),
        ),
        (
            _figure("visits_overdue", "过了日子没走的户", f"{OF}，已经过了日子的。"),
            lambda question: Q(due_on__lt=question.as_of),
        ),
        *(
            (
                _figure(
                    f"visits_overdue.{kind}", f"过了日子没走的{label}", _of_kind(kind, label), for_few=kind == MONITORED
                ),
                lambda question, key=kind: Q(due_on__lt=question.as_of, rhythm=key),
            )
            for kind, label in KINDS
        ),
    )
}
SHARE = Figure(
    "six_ones.visits_in_time_share",
    "按时走到",
    "%",
    "share",
    "名单上的户里，截止日还没过走访日子的占多少。",
    "六",
    group=GROUP,
    rows="household_due",
    of=("six_ones.visits_in_time", "six_ones.listed_households"),
)


def due_there(question: Question) -> QuerySet:
    return with_due(homes_there(question), question.as_of, policy_for(question), question.actor)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all."""
    rows, wanted = due_there(question), {one.id: FIGURES[one.id][1](question) for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {key: _answer(rows, narrow, n) for (key, narrow), n in zip(wanted.items(), counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int) -> Answer:
    return Answer(count, lambda: rows.filter(narrow))


register([figure for figure, _ in FIGURES.values()], answers)
register([SHARE], answers)
