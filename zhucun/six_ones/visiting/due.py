"""Households with their last visit and the day by which they are due: read from work records, nothing is stored."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    DateField,
    Exists,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import TeamPlace
from zhucun.org.aid.models import HouseholdAid
from zhucun.policy.network_values import EVERY, VisitRhythm
from zhucun.policy.profile import PolicyProfile
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import State
from zhucun.six_ones.network.models import HouseholdLink
from zhucun.six_ones.visit_rhythm import rhythms
from zhucun.six_ones.visiting.models import HouseholdKind
from zhucun.six_ones.visiting.rhythms import rhythm_called, rhythms_in

VISIT = "visit"


class DaysLater(Func):
    """A day and a number of days: the day so many days on."""

    output_field = DateField()
    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        day, days = self.get_source_expressions()
        first, told = compiler.compile(day)
        second, more = compiler.compile(days)
        return f"date({first}, '+' || ({second}) || ' days')", (*told, *more)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        day, days = self.get_source_expressions()
        first, told = compiler.compile(day)
        second, more = compiler.compile(days)
        return f"(({first}) + ({second})::integer)", (*told, *more)


def conditions_of(policy: PolicyProfile, day: date, actor: Actor | None) -> Iterator[tuple[VisitRhythm, Q]]:
    """The soonest first, so that the first that fits is the one that holds; what is left over is not among them."""
    others = {one.key: one for one in rhythms()}
    for one in rhythms_in(policy, actor):
        if one.key in others:
            yield one, Q(pk__in=others[one.key].households(day))
        elif one.key != EVERY:
            kept = HouseholdKind.objects.as_of(day).filter(household=OuterRef("pk"), kind=one.key)
            yield one, Q(Exists(kept))


def visits_of(home: Any, day: date) -> QuerySet:
    """Rows of the table between: visits of a household that stand, up to the day."""
    return WorkRecord.households.through.objects.filter(
        household=home,
        workrecord__kind=VISIT,
        workrecord__state=State.STANDING,
        workrecord__happened_on__lte=day,
    )


def with_due(rows: QuerySet, day: date, policy: PolicyProfile, actor: Actor | None) -> QuerySet:
    """Adds `last_visit`, `rhythm` (its key) and `due_on`, as they were on the day, as far as the actor may know why;
    nobody is told of what is for few."""
    latest = visits_of(OuterRef("pk"), day).order_by().values("household")
    every = rhythm_called(EVERY, policy, actor)
    whens = [(one, condition) for one, condition in conditions_of(policy, day, actor) if one.days < every.days]
    return rows.annotate(
        last_visit=Subquery(latest.annotate(last=Max("workrecord__happened_on")).values("last")),
        rhythm=Case(
            *(When(condition, then=Value(one.key)) for one, condition in whens),
            default=Value(every.key),
            output_field=CharField(),
        ),
        rhythm_days=Case(
            *(When(condition, then=Value(one.days)) for one, condition in whens),
            default=Value(every.days),
            output_field=IntegerField(),
        ),
    ).annotate(due_on=DaysLater(Coalesce("last_visit", "since"), F("rhythm_days")))


def with_responsible(rows: QuerySet, day: date) -> QuerySet:
    """Adds who goes: `helper` of 结对帮扶, else `linker`, else the `team` of the place."""
    helper = HouseholdAid.objects.as_of(day).filter(household=OuterRef("pk")).order_by("pk")
    link = HouseholdLink.objects.as_of(day).filter(household=OuterRef("pk")).order_by("pk")
    team = TeamPlace.objects.as_of(day).filter(place=OuterRef("village")).order_by("-is_main", "pk")
    return rows.annotate(
        helper=Subquery(helper.values("helper_name")[:1]),
        linker=Subquery(link.values("linker__name")[:1]),
        team=Subquery(team.values("team__name")[:1]),
    )


def of_teams(rows: QuerySet, teams: Iterable[int], day: date) -> QuerySet:
    """Those of the places that the teams serve."""
    return rows.filter(village__in=TeamPlace.objects.as_of(day).filter(team__in=list(teams)).values("place"))
