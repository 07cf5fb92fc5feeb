"""What a township has to do: its secretary's talks, the meeting, month sheets, leave, what the county decided."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q
from django.db.models.functions import Substr
from django.urls import reverse

from zhucun.acts.scope import within_prefixes
from zhucun.dispatch.roster.models import Posting
from zhucun.lib import halves
from zhucun.lib.evidence import Evidence
from zhucun.lib.periods import Span, add_months, month_of, quarter_of
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import LOCKED
from zhucun.oversight.duties.registry import Asked, Duty, duty
from zhucun.oversight.duties.rules import Side
from zhucun.oversight.leave.models import LeaveStep
from zhucun.oversight.leave.rules import State as LeaveState
from zhucun.oversight.review.models import MonthlyReview, TownshipStatement
from zhucun.oversight.review.rules import STATE, ReviewState
from zhucun.oversight.tasks.models import ReviewTask
from zhucun.oversight.tasks.rules import Owner, TaskState
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Side as Writer

DIGITS = 9
MEETINGS = ("joint", "review", "routine")
MOST_SHOWN = 12


def of_township(path: str) -> Substr:
    return Substr(path, 1, DIGITS)


def within(asked: Asked, path: str) -> Q:
    return within_prefixes(path, asked.keys)


def record_url(asked: Asked, code: str, kind: str) -> str:
    """Where it is written; back to the duties afterwards."""
    back = reverse("oversight:duties.township", args=[code])
    return f"{reverse('records:note.place', args=[code])}?kind={kind}&back={back}"


def evidence_of(rows: Iterable[WorkRecord]) -> tuple[Evidence, ...]:
    return tuple(
        Evidence("record", row.pk, f"{row.happened_on.month}月{row.happened_on.day}日 {row}",
                 reverse("records:work.one", args=[row.pk]))
        for row in list(rows)[:MOST_SHOWN]
    )  # fmt: skip


@duty(
    Side.TOWNSHIP, "talks", "书记和驻村干部谈心", rule="R-ORG-07", period="每季", order=10, verb="记一次谈心", unit="人"
)
def talks(asked: Asked) -> Mapping[Any, Duty]:
    """Whom nobody has talked with yet; by quarter. Talks are read by few, that they took place by all."""
    quarter = quarter_of(asked.day)
    last = quarter_of(add_months(quarter.since, -1))
    people = _people(asked)
    now, before = _talked(asked, quarter), _talked(asked, last)
    times = asked.policy.duties.talks_per_quarter
    found = {}
    for code in asked.keys:
        owed = [name for cadre, name in people[code] if now[code].get(cadre, 0) < times]
        earlier = sum(count >= times for count in before[code].values())
        found[code] = Duty(
            len(people[code]) - len(owed),
            len(people[code]),
            due_on=quarter.last_day,
            before=f"上季谈了 {earlier} 人",
            lacking=tuple(owed) if asked.whole else (),
            do=record_url(asked, code, "talk"),
        )
    return found


def _people(asked: Asked) -> dict[str, list[tuple[int, str]]]:
    """Whoever has arrived, those in a hand-over week too."""
    rows = (
        Posting.objects.filter(within(asked, "place_code"))
        .there_on(asked.day)
        .filter(reported_on__lte=asked.day)
        .annotate(township=of_township("place_code"))
    )
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for code, cadre, name in rows.order_by("place_code", "pk").values_list("township", "cadre", "cadre__person__name"):
        found[code].append((cadre, name))
    return found


def _talked(asked: Asked, span: Span) -> dict[str, dict[int, int]]:
    rows = WorkRecord.objects.filter(within(asked, "place_code"), side=Writer.TOWNSHIP, kind="talk").standing()
    rows = rows.happened_in(span.since, span.until).annotate(township=of_township("place_code"))
    counted = rows.order_by().values_list("township", "posting__cadre").annotate(n=Count("pk"))
    found: dict[str, dict[int, int]] = defaultdict(dict)
    for code, cadre, count in counted:
        found[code][cadre] = count
    return found


@duty(Side.TOWNSHIP, "meetings", "和各队开会", rule="R-LOG-05", period="每月", order=20, verb="记一次会")
def meetings(asked: Asked) -> Mapping[Any, Duty]:
    month = month_of(asked.day)
    last = month_of(add_months(month.since, -1))
    held, before = _held(asked, month), _held(asked, last)
    times = asked.policy.duties.township_meetings_per_month
    return {
        code: Duty(
            min(len(held[code]), times),
            times,
            due_on=month.last_day,
            before=f"上月开了 {len(before[code])} 次",
            evidence=evidence_of(held[code]) if asked.whole else (),
            do=record_url(asked, code, "meeting"),
        )
        for code in asked.keys
    }


def _held(asked: Asked, span: Span) -> dict[str, list[WorkRecord]]:
    rows = Meeting.objects.filter(within(asked, "record__place_code"), record__side=Writer.TOWNSHIP)
    rows = rows.held_in(span.since, span.until).meant_for(*MEETINGS).select_related("record")
    found: dict[str, list[WorkRecord]] = defaultdict(list)
    for meeting in rows.order_by("record__happened_on"):
        found[meeting.record.place_code[:DIGITS]].append(meeting.record)
    return found


@duty(Side.TOWNSHIP, "sheets", "核定上月的月表", rule="R-ATT-04", period="每月", order=30, verb="去核定", unit="人")
def sheets(asked: Asked) -> Mapping[Any, Duty]:
    month = month_of(add_months(month_of(asked.day).since, -1))
    rows = MonthLine.objects.filter(within(asked, "place_code")).of_month(f"{month.since:%Y-%m}")
    counted = rows.annotate(township=of_township("place_code")).order_by().values_list("township")
    counted = counted.annotate(n=Count("pk", filter=Q(state__in=LOCKED)), of=Count("pk"))
    due_on = asked.calendar.after(month.last_day, asked.policy.attendance.township_verify_days)
    url = f"{reverse('oversight:days.sheets')}?month={month.since:%Y-%m}"
    return {
        code: Duty(n, of, due_on=due_on, is_late=n < of and due_on < asked.day, do=url)
        for code, n, of in counted
        if code in asked.keys
    }


@duty(Side.TOWNSHIP, "leave", "批假", rule="R-LEA-01", period="随到随批", order=40, verb="去批", unit="张")
def leave(asked: Asked) -> Mapping[Any, Duty]:
    """This month's requests that came to the secretary; late once the leave has begun."""
    month = month_of(asked.day)
    steps = LeaveStep.objects.filter(within(asked, "place_code"), role="township_secretary")
    steps = steps.filter(
        Q(request__asked_on__gte=month.since) | Q(agrees__isnull=True, request__state=LeaveState.ASKED)
    )
    steps = steps.annotate(township=of_township("place_code"))
    is_open = Q(agrees__isnull=True, request__state=LeaveState.ASKED)
    counted = steps.order_by().values_list("township").annotate(
        of=Count("pk"), open=Count("pk", filter=is_open), first=Min("request__since_half", filter=is_open)
    )  # fmt: skip
    begun = halves.whole_days(asked.day, asked.day)[0]
    return {
        code: Duty(of - waiting, of, is_late=first is not None and first < begun, do=reverse("oversight:leaves"))
        for code, of, waiting, first in counted
        if code in asked.keys
    }


@duty(Side.TOWNSHIP, "statement", "报本月调度情况", rule="R-LOG-08", period="每月", order=50, verb="去报")
def statement(asked: Asked) -> Mapping[Any, Duty]:
    """Only the problems and what the county should decide: the table is computed."""
    reviews = MonthlyReview.objects.of_counties().filter(place_code=asked.county_code, state=ReviewState.OPEN)
    review = reviews.order_by("-month").first()
    if review is None:
        return {}
    said = set(TownshipStatement.objects.filter(review=review).values_list("place_code", flat=True))
    may_say = asked.actor.may(STATE)
    url = reverse("oversight:rhythm.review.say", args=[review.pk]) if may_say else ""
    late = review.planned_on < asked.day
    return {
        code: Duty(int(code in said), 1, due_on=review.planned_on, is_late=late and code not in said, do=url)
        for code in asked.keys
    }


def tasks_of(asked: Asked, owner: Owner, path: str) -> dict[Any, Duty]:
    """Tasks of the reviews, by their owner: those open and those done this year."""
    year = date(asked.day.year, 1, 1)
    rows = ReviewTask.objects.filter(owner=owner, review__place_code__startswith=asked.county_code)
    rows = rows.filter(Q(state=TaskState.OPEN) | Q(due_on__gte=year)).exclude(state=TaskState.DROPPED)
    rows = rows.filter(**{f"{path}__in": asked.keys}).order_by("due_on", "pk")
    found: dict[Any, list[ReviewTask]] = defaultdict(list)
    for row in rows.select_related("review"):
        found[getattr(row, path)].append(row)
    return {key: _tasks(tasks, asked) for key, tasks in found.items()}


def _tasks(tasks: list[ReviewTask], asked: Asked) -> Duty:
    still = [task for task in tasks if task.state == TaskState.OPEN]
    return Duty(
        len(tasks) - len(still),
        len(tasks),
        due_on=still[0].due_on if still else None,
        is_late=any(task.is_late(asked.day) for task in still),
        lacking=tuple(f"{task.what}（{task.due_on.month}月{task.due_on.day}日前）" for task in still)
        if asked.whole
        else (),
        do=reverse("oversight:rhythm.tasks"),
    )


@duty(Side.TOWNSHIP, "tasks", "办调度会定的事", rule="R-LOG-08", period="按期限", order=60, verb="去办", unit="件")
def tasks(asked: Asked) -> Mapping[Any, Duty]:
    return tasks_of(asked, Owner.TOWNSHIP, "place_code")
