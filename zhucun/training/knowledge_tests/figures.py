"""Figures of 知识测验: how many were held, how many people sat; never how anybody did (R-BUR-01)."""

from collections.abc import Mapping, Sequence
from datetime import datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from zhucun.acts.counting import counted_together
from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.training.knowledge_tests.models import KnowledgeTest, Seat
from zhucun.training.knowledge_tests.rules import OVER

GROUP = "知识测验"
OF_A_TIME = {"measure": "训", "group": GROUP, "has_period": True}
HELD = Figure(
    "training.tests",
    "知识测验",
    "场",
    "count",
    "这段时间里开始、有人交了卷的知识测验；按谁办的算在哪里。",
    rows="knowledge_test",
    refs=("N16",),
    **OF_A_TIME,
)
SAT = Figure(
    "training.tested",
    "参加知识测验",
    "人",
    "count",
    "这段时间里开始的测验上交了卷的人，一场里再考的不重算；按人在哪里驻村、在哪个村算。",
    rows="test_seat",
    refs=("N17",),
    **OF_A_TIME,
)
FIGURES = (HELD, SAT)


def _span(question: Question, path: str) -> dict[str, datetime]:
    ends = {f"{path}__gte": question.period.since, f"{path}__lt": question.period.until}
    return {name: timezone.make_aware(datetime.combine(day, time())) for name, day in ends.items()}


def _held(question: Question) -> QuerySet:
    sat = Seat.objects.filter(state__in=OVER).values("test")
    rows = KnowledgeTest.objects.visible_to(question.actor).standing().filter(pk__in=sat)
    return rows.filter(within_prefixes("place_code", [question.scope]), **_span(question, "opens_at"))


def _sat(question: Question) -> QuerySet:
    rows = Seat.objects.visible_to(question.actor).filter(state__in=OVER, attempt=1)
    return rows.filter(within_prefixes("place_code", [question.scope]), **_span(question, "test__opens_at"))


ROWS = {HELD.id: _held, SAT.id: _sat}


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """Both in one query."""
    rows = {one.id: ROWS[one.id](question) for one in figures}
    return {key: Answer(count, lambda key=key: rows[key]) for key, count in counted_together(rows).items()}


register(FIGURES, answers)
