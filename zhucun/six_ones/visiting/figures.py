"""Figures of visits by due day: which households were visited in time, which are overdue, by rhythm (R-MON-06)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class Narrow:
    """The same twice: for the rows, and for groups of them that were counted already."""

    is_overdue: bool
    rhythm: str = ""

    def of_rows(self, day: date) -> Q:
        past = Q(due_on__lt=day) if self.is_overdue else Q(due_on__gte=day)
        return past & Q(rhythm=self.rhythm) if self.rhythm else past

    def holds(self, due_on: date, rhythm: str, day: date) -> bool:
        return (due_on < day) is self.is_overdue and self.rhythm in ("", rhythm)


FIGURES: dict[str, tuple[Figure, Narrow]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (
            _figure("visits_in_time", "按时走到的户", f"{OF}，还没过日子的；新上名单的从上名单那天算起。"),
            Narrow(is_overdue=False),
        ),
        (
            _figure("visits_overdue", "过了日子没走的户", f"{OF}，已经过了日子的。"),
            Narrow(is_overdue=True),
        ),
        *(
            (
                _figure(
                    f"visits_overdue.{kind}", f"过了日子没走的{label}", _of_kind(kind, label), for_few=kind == MONITORED
                ),
                Narrow(is_overdue=True, rhythm=kind),
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
    """One query for all, in which each household's day is worked out once."""
    rows, day = due_there(question), question.as_of
    groups = list(rows.order_by().values_list("due_on", "rhythm").annotate(n=Count("pk")))
    return {one.id: _answer(rows, groups, FIGURES[one.id][1], day) for one in figures}


def _answer(rows: QuerySet, groups: Iterable[tuple[date, str, int]], narrow: Narrow, day: date) -> Answer:
    count = sum(n for due_on, rhythm, n in groups if narrow.holds(due_on, rhythm, day))
    return Answer(count, lambda: rows.filter(narrow.of_rows(day)))


register([figure for figure, _ in FIGURES.values()], answers)
register([SHARE], answers)
