"""Figures of 四个一批: each kind of outcome counted apart, by 人次 (N36, N40 to N43)."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.incentives.outcomes.models import AnnouncedOutcome
from zhucun.incentives.outcomes.rules import Advancement, OutcomeGroup
from zhucun.lib.figure import Answer, Figure, Question, register

GROUP = "四个一批"
REFS = dict(zip(Advancement, ("N40", "N41", "N42", "N43"), strict=True))  # in the order the report names them


def _figure(name: str, label: str, *refs: str) -> Figure:
    definition = f"这段时间里公布的{label}，一人一个文件算一人次，撤回的不算；驻村期间和以后公布的都算。"
    return Figure(
        f"incentives.{name}", label, "人次", "count", definition, "用", group=GROUP, rows="outcome", refs=refs,
        has_period=True,
    )  # fmt: skip


FIGURES: Mapping[str, tuple[Figure, Mapping[str, str]]] = {
    figure.id: (figure, condition)
    for figure, condition in (
        *((_figure(kind.value, kind.label, REFS[kind]), {"kind": kind.value}) for kind in Advancement),
        (_figure("publicised", OutcomeGroup.PUBLICISE.label), {"group": OutcomeGroup.PUBLICISE.value}),
        (_figure("commended", OutcomeGroup.COMMEND.label), {"group": OutcomeGroup.COMMEND.value}),
    )
}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query: the kinds are counted beside each other."""
    seen = AnnouncedOutcome.objects.visible_to(question.actor).within(question.scope)
    rows = seen.announced_in(question.period)
    conditions = {one.id: Q(**FIGURES[one.id][1]) for one in figures}
    counts = rows.aggregate(**{f"n{at}": Count("pk", filter=told) for at, told in enumerate(conditions.values())})
    found = zip(conditions.items(), counts.values(), strict=True)
    return {key: _answer(rows.filter(told), count) for (key, told), count in found}


def _answer(rows: QuerySet[AnnouncedOutcome], count: int) -> Answer:
    return Answer(count, lambda: rows)


register([figure for figure, _ in FIGURES.values()], answers)
