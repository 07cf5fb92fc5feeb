"""One's own diary, made from notes: day by day within a month (民情日记, R-LOG-01)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Prefetch, QuerySet

from zhucun.acts.actor import Actor
from zhucun.lib.asked_days import month_in
from zhucun.lib.periods import add_months
from zhucun.org.places.models import Household
from zhucun.records.notes.models import WorkRecord
from zhucun.records.registry import Side

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Day:
    """A day with what was noted; days without a note are no gaps, and are not listed."""

    on: date
    notes: list[WorkRecord] = field(default_factory=list)


def diary_of(cadre: int, actor: Actor, since: date, until: date) -> list[Day]:
    """The newest day first; within a day as it was written. Two queries."""
    notes = noted(WorkRecord.objects.visible_to(actor).of_person(cadre).filter(side=Side.TEAM), since, until)
    return [Day(on, list(rows)) for on, rows in groupby(notes, key=lambda note: note.happened_on)]


def noted(rows: QuerySet, since: date, until: date) -> QuerySet:
    homes = Prefetch("households", Household.objects.order_by("pk"))
    of_time = rows.standing().happened_in(since, until).select_related("place", "team", "posting__cadre__person")
    hidden = [f"posting__cadre__person__{name}" for name in ("phone", "id_number")]
    return of_time.defer(*hidden).prefetch_related(homes).order_by("-happened_on", "pk")


def week_of(team: int, actor: Actor) -> list[WorkRecord]:
    """What the team noted since Monday, for 今天: a plain list."""
    monday = actor.today - timedelta(days=actor.today.weekday())
    return list(noted(WorkRecord.objects.visible_to(actor).filter(team=team, side=Side.TEAM), monday, monday + WEEK))


def month_asked(text: str, today: date) -> date:
    """The first of the month in the address; of one that is to come or cannot be read, this month's."""
    return min(month_in(text) or today, today.replace(day=1))


def around(first: date, today: date) -> dict[str, str]:
    """The months beside it, for the links; none after this one."""
    after = add_months(first, 1)
    return {
        "before": f"{add_months(first, -1):%Y-%m}",
        "after": f"{after:%Y-%m}" if after <= today else "",
    }


def count_of(days: Iterable[Day]) -> int:
    return sum(len(day.notes) for day in days)
