"""Figures of project money: what was applied for, granted, arrived and spent in a period; exact to the fen."""

from collections.abc import Mapping, Sequence

from django.db.models import F, Q, QuerySet, Sum

from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.six_ones.industries.figures import GROUP
from zhucun.six_ones.project_money.models import ProjectMoney
from zhucun.six_ones.project_money.rules import Kind

APART = "冲掉的不算，工作队的工作经费不在里面。"


def _figure(kind: Kind, label: str, said: str, *, refs: tuple[str, ...] = ()) -> Figure:
    definition = f"这段时间里{said}的产业项目资金加起来，{APART}"
    told = {"group": GROUP, "rows": "project_money", "has_period": True, "refs": refs}
    return Figure(f"six_ones.project_money_{kind.value}", label, "元", "money", definition, "六", **told)


FIGURES: Mapping[str, tuple[Figure, Kind]] = {
    figure.id: (figure, kind)
    for figure, kind in (
        (_figure(Kind.APPLIED, "申请的产业项目资金", "申请", refs=("N58",)), Kind.APPLIED),
        (_figure(Kind.GRANTED, "批复的产业项目资金", "批复"), Kind.GRANTED),
        (_figure(Kind.ARRIVED, "到账的产业项目资金", "到账"), Kind.ARRIVED),
        (_figure(Kind.SPENT, "支出的产业项目资金", "支出"), Kind.SPENT),
    )
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all."""
    span = question.period
    seen = ProjectMoney.objects.visible_to(question.actor).counting().within(question.scope)
    seen = seen.in_days(span.since, span.until)
    wanted = {one.id: Q(kind=FIGURES[one.id][1]) for one in figures}
    sums = seen.order_by().aggregate(**{f"n{at}": Sum("fen", filter=told) for at, told in enumerate(wanted.values())})
    return {key: _answer(seen.filter(told), sums[f"n{at}"]) for at, (key, told) in enumerate(wanted.items())}


def _answer(rows: QuerySet[ProjectMoney], total: int | None) -> Answer:
    return Answer(total or 0, lambda: rows.annotate(amount=F("fen")))


register([figure for figure, _ in FIGURES.values()], answers)
