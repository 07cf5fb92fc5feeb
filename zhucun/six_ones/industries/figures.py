"""Figures of industry projects on a day: planned, started, finished, not started, past their start; households."""

from collections.abc import Callable, Mapping, Sequence

from django.db.models import Count, Min, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.six_ones.industries.models import (
    IndustryProject,
    ProjectHousehold,
    finished_by,
    planned_by,
    started_by,
    stopped_by,
)

GROUP = "发展一批产业"
Narrow = Callable[[Question], Q]
ON_FILE = "截止日在册、没有停下的产业项目"


def _figure(name: str, label: str, definition: str, *, refs: tuple[str, ...] = ()) -> Figure:
    told = {"group": GROUP, "rows": "project", "refs": refs}
    return Figure(f"six_ones.{name}", label, "项", "count", definition, "六", **told)


def _planned(question: Question) -> Q:
    return planned_by(question.as_of)


def _started(question: Question) -> Q:
    day = question.as_of
    return planned_by(day) & started_by(day) & ~finished_by(day)


def _finished(question: Question) -> Q:
    return planned_by(question.as_of) & finished_by(question.as_of)


def _waiting(question: Question) -> Q:
    return planned_by(question.as_of) & ~started_by(question.as_of)


FIGURES: dict[str, tuple[Figure, Narrow]] = {
    figure.id: (figure, narrow)
    for figure, narrow in (
        (_figure("projects_planned", "产业规划项目", f"{ON_FILE}，动工没动工的都算。", refs=("N54",)), _planned),
        (_figure("projects_finished", "已完成的产业项目", f"{ON_FILE}里已经完成的。", refs=("N55",)), _finished),
        (
            _figure("projects_started", "实施中的产业项目", f"{ON_FILE}里动工了、还没完成的。", refs=("N56",)),
            _started,
        ),
        (_figure("projects_not_started", "未动工的产业项目", f"{ON_FILE}里还没动工的。"), _waiting),
        (
            _figure("projects_late", "过了计划开工日的产业项目", f"{ON_FILE}里还没动工、计划开工的日子已经过了的。"),
            lambda question: _waiting(question) & Q(planned_start__lt=question.as_of),
        ),
        (
            _figure("projects_stopped", "停下的产业项目", "截止日停着的产业项目，不在产业规划里算。"),
            lambda question: Q(planned_on__lte=question.as_of) & stopped_by(question.as_of),
        ),
    )
}
HOUSEHOLDS = Figure(
    "six_ones.project_households",
    "产业项目带动的农户",
    "户",
    "count",
    "截止日没有停下的产业项目名下登记的农户，一户在几个项目里只算一次。",
    "六",
    group=GROUP,
    rows="project_household",
)


def _rows(question: Question) -> QuerySet:
    rows = IndustryProject.objects.visible_to(question.actor).standing()
    return rows.filter(within_prefixes("place_code", [question.scope]))


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all."""
    rows, wanted = _rows(question), {one.id: FIGURES[one.id][1](question) for one in figures}
    counts = {f"n{at}": Count("pk", filter=narrow) for at, narrow in enumerate(wanted.values())}
    counted = list(rows.order_by().aggregate(**counts).values())
    return {figure: _answer(rows, narrow, n) for (figure, narrow), n in zip(wanted.items(), counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int) -> Answer:
    return Answer(count, lambda: rows.filter(narrow))


def households(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """The first line of each household speaks for it."""
    projects = _rows(question).filter(planned_by(question.as_of))
    lines = ProjectHousehold.objects.filter(project__in=projects, since__lte=question.as_of)
    count = lines.aggregate(n=Count("household", distinct=True))["n"]
    return {HOUSEHOLDS.id: Answer(count, lambda: _one_a_household(lines))}


def _one_a_household(lines: QuerySet) -> QuerySet:
    from_each = lines.order_by().values("household").annotate(first=Min("pk")).values("first")
    return ProjectHousehold.objects.filter(pk__in=from_each)


register([figure for figure, _ in FIGURES.values()], answers)
register([HOUSEHOLDS], households)
