"""Figures of training: sessions and attendances, people apart from them, 以会代训 beside them.

期 and 人次 of sessions and those of meetings are figures of their own; nothing adds them (R-TRN-08).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from zhucun.acts.counting import counted_together
from zhucun.acts.scope import within_prefixes
from zhucun.lib.figure import Answer, Figure, Question, register
from zhucun.records.meetings.models import Meeting, SignIn
from zhucun.records.notes.models import WorkRecord
from zhucun.training.sessions.models import SessionAttendance, TrainingSession
from zhucun.training.sessions.rules import Mode

GROUP, MEETINGS = "培训班", "以会代训"
MEETING_FOR = "training"
Rows = Callable[[Question], QuerySet]


def _figure(name: str, label: str, unit: str, group: str, definition: str, rows: str, *refs: str) -> Figure:
    return Figure(
        f"training.{name}", label, unit, "count", definition, "训", group, rows=rows, refs=refs, has_period=True
    )


def _within(question: Question, path: str = "place_code") -> Q:
    return within_prefixes(path, [question.scope])


def sessions(question: Question, mode: str = "") -> QuerySet:
    rows = TrainingSession.objects.visible_to(question.actor).attended().filter(_within(question))
    rows = rows.begun_in(question.period.since, question.period.until)
    return rows.filter(mode=mode) if mode else rows


def attendances(question: Question) -> QuerySet:
    rows = SessionAttendance.objects.visible_to(question.actor).filter(_within(question))
    return rows.of_sessions_begun_in(question.period.since, question.period.until)


def people(question: Question) -> QuerySet:
    return attendances(question).one_of_each_person()


def meetings(question: Question) -> QuerySet:
    """Their records, each with how many were there as `amount`."""
    held = Meeting.objects.visible_to(question.actor).filter(_within(question, "record__place_code"))
    held = held.held_in(question.period.since, question.period.until).meant_for(MEETING_FOR)
    there = SignIn.objects.filter(meeting__record=OuterRef("pk")).order_by().values("meeting__record")
    amount = Coalesce(Subquery(there.annotate(n=Count("pk")).values("n")), 0)
    return WorkRecord.objects.filter(meeting__in=held).annotate(amount=amount)


HELD = "在这段时间里开班、登记了到课的培训班"
COUNTED: dict[str, tuple[Figure, Rows]] = {
    figure.id: (figure, rows)
    for figure, rows in (
        (
            _figure(
                "sessions_online", "线上培训", "期", GROUP, f"{HELD}，线上办的；按谁办的算在哪里。", "session", "N18"
            ),
            partial(sessions, mode=Mode.ONLINE),
        ),
        (
            _figure(
                "sessions_offline", "线下培训", "期", GROUP, f"{HELD}，线下办的；按谁办的算在哪里。", "session", "N19"
            ),
            partial(sessions, mode=Mode.OFFLINE),
        ),
        (
            _figure(
                "attendances",
                "培训人次",
                "人次",
                GROUP,
                f"{HELD}来了的人，一人一期算一人次，按人在哪里驻村、在哪个村算；以会代训不在里面。",
                "attendance",
                "N20",
            ),
            attendances,
        ),
        (
            _figure("people", "培训过的人", "人", GROUP, f"{HELD}来了的人，来几期都算一个人。", "attendance"),
            people,
        ),
        (
            _figure(
                "meetings",
                "以会代训",
                "场",
                MEETINGS,
                "在这段时间里开的、记成以会代训的会，一次会只算一次；不和培训班的期数相加。",
                "record",
            ),
            meetings,
        ),
    )
}
SIGNED_IN = Figure(
    "training.meeting_attendances",
    "以会代训到会",
    "人次",
    "sum",
    "在这段时间里开的、记成以会代训的会上到会的人；不和培训班的人次相加。",
    "训",
    MEETINGS,
    rows="record",
    has_period=True,
)


def answers(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    """All in one query."""
    rows = {one.id: COUNTED[one.id][1](question) for one in figures}
    return {key: Answer(count, lambda key=key: rows[key]) for key, count in counted_together(rows).items()}


register([figure for figure, _ in COUNTED.values()], answers)


def signed_in(figures: Sequence[Figure], question: Question) -> Mapping[str, Answer]:
    rows = meetings(question)
    count = rows.aggregate(n=Sum("amount"))["n"] or 0
    return {SIGNED_IN.id: Answer(count, lambda: rows)}


register([SIGNED_IN], signed_in)
