"""Figures of grades: how many of each in the quarters and years that were decided (N35)."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, Q, QuerySet

from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.oversight.assessment.models import ScoreSheet
from zhucun.oversight.assessment.rules import SheetState
from zhucun.oversight.schemes.rules import Grade, ObjectKind, Scale, SchemeCycle, called

GROUP = "考核"
QUARTERLY = "考核的那一季最后一天在这段时间里"
YEARLY = "考核的那一年最后一天在这段时间里"
WORDS = {grade: called(grade, Scale.QUARTERLY) for grade in Grade}
YEAR_WORDS = {grade: called(grade, Scale.CIVIL) for grade in Grade}
NAMES = {Grade.FIRST: "good", Grade.SECOND: "fairly_good", Grade.THIRD: "average", Grade.FOURTH: "poor"}
YEAR_NAMES = {Grade.FIRST: "excellent", Grade.SECOND: "competent", Grade.THIRD: "basic", Grade.FOURTH: "incompetent"}
UNITS = {ObjectKind.PERSON: "人次", ObjectKind.TEAM: "支次", ObjectKind.UNIT: "个次"}


Narrowed = tuple[Figure, Q]
PERSON, TEAM = ObjectKind.PERSON, ObjectKind.TEAM
QUARTER, YEAR = Q(cycle__cycle=SchemeCycle.QUARTER), Q(cycle__cycle=SchemeCycle.YEAR)


def _counted(name: str, label: str, meant: str, where: Q, kind: ObjectKind) -> Narrowed:
    figure = Figure(
        f"oversight.{name}",
        label,
        UNITS[kind],
        "count",
        f"{meant}。",
        "管",
        group=GROUP,
        rows="score_sheet",
        has_period=True,
    )
    return figure, where & Q(cycle__object_kind=kind)


def _of_quarter(grade: Grade, kind: ObjectKind, name: str, whose: str) -> Narrowed:
    word = WORDS[grade]
    meant = f"{QUARTERLY}、核定为“{word}”的{whose}考核表"
    return _counted(f"{name}_{NAMES[grade]}", f"季度考核“{word}”的{whose}", meant, QUARTER & Q(grade=grade), kind)


def _of_year(grade: Grade) -> Narrowed:
    word = YEAR_WORDS[grade]
    meant = f"{YEARLY}、年度考核核定为“{word}”（事业人员为相当等次）的队员考核表"
    return _counted(f"members_{YEAR_NAMES[grade]}", f"年度考核“{word}”的队员", meant, YEAR & Q(grade=grade), PERSON)


ASSESSED = f"{QUARTERLY}、已经核定等次的队员考核表"
FIGURES: dict[str, Narrowed] = {
    one[0].id: one
    for one in (
        _counted("members_assessed", "季度考核核定的队员", ASSESSED, QUARTER, PERSON),
        *(_of_quarter(grade, PERSON, "members", "队员") for grade in Grade),
        *(_of_quarter(grade, TEAM, "teams", "工作队") for grade in Grade),
        *(_of_year(grade) for grade in Grade),
    )
}


def _rows(question: Question) -> QuerySet[ScoreSheet]:
    """By the last day of what was judged, whenever it was decided."""
    span = question.period
    rows = ScoreSheet.objects.visible_to(question.actor).filter(within_prefixes("place_code", [question.scope]))
    return rows.filter(state=SheetState.DECIDED, cycle__until__gt=span.since, cycle__until__lte=span.until)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """One query for all."""
    rows = _rows(question)
    counts = {f"n{at}": Count("pk", filter=FIGURES[one.id][1]) for at, one in enumerate(figures)}
    counted = list(rows.aggregate(**counts).values())
    return {one.id: _answer(rows, FIGURES[one.id][1], n) for one, n in zip(figures, counted, strict=True)}


def _answer(rows: QuerySet, narrow: Q, count: int) -> Answer:
    return Answer(count, lambda: rows.filter(narrow))


register([figure for figure, _ in FIGURES.values()], answers)
