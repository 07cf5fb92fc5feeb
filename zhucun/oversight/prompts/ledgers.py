"""The ledgers by which a prompt's items are counted: what teams wrote down anyway, and the month sheets."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, QuerySet

from zhucun.lib.periods import Span
from zhucun.oversight.attendance.models import MonthLine
from zhucun.oversight.attendance.rules import State as LineState
from zhucun.oversight.prompts.measures import prompt_measure
from zhucun.records.meetings.models import Meeting
from zhucun.records.notes.models import WorkRecord


def _records(teams: Sequence[int], span: Span) -> QuerySet[WorkRecord]:
    return WorkRecord.objects.standing().filter(team__in=teams).happened_in(span.since, span.until).order_by()


def _by_team(rows: QuerySet, counted: Count) -> Mapping[int, int]:
    return dict(rows.values("team").annotate(n=counted).values_list("team", "n"))


@prompt_measure("visits", "走访")
def visits(teams: Sequence[int], span: Span) -> Mapping[int, int]:
    return _by_team(_records(teams, span).filter(kind="visit"), Count("pk"))


@prompt_measure("households", "走访的户", unit="户")
def households(teams: Sequence[int], span: Span) -> Mapping[int, int]:
    return _by_team(_records(teams, span).filter(kind="visit"), Count("households", distinct=True))


@prompt_measure("practical", "做实事", unit="件")
def practical(teams: Sequence[int], span: Span) -> Mapping[int, int]:
    return _by_team(_records(teams, span).filter(kind="practical"), Count("pk"))


@prompt_measure("policy", "政策宣讲")
def policy(teams: Sequence[int], span: Span) -> Mapping[int, int]:
    return _by_team(_records(teams, span).filter(kind="policy"), Count("pk"))


@prompt_measure("meetings", "会议")
def meetings(teams: Sequence[int], span: Span) -> Mapping[int, int]:
    return _by_team(_records(teams, span).filter(kind="meeting"), Count("pk"))


@prompt_measure("village_monthly", "村月列会")
def village_monthly(teams: Sequence[int], span: Span) -> Mapping[int, int]:
    held = Meeting.objects.held_in(span.since, span.until).meant_for("village_monthly").filter(record__team__in=teams)
    counted = held.order_by().values("record__team").annotate(n=Count("pk"))
    return dict(counted.values_list("record__team", "n"))


@prompt_measure("month_sheets", "月表本人属实", unit="人")
def month_sheets(teams: Sequence[int], span: Span) -> Mapping[int, int]:
    """Of the month before: it is stated at its end."""
    lines = MonthLine.objects.filter(team__in=teams, stated_on__gte=span.since, stated_on__lt=span.until)
    return _by_team(lines.exclude(state=LineState.OPEN).order_by(), Count("pk"))
