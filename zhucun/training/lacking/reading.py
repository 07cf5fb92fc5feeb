"""The roster with what each has completed, and the conditions under which something is lacking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from zhucun.acts.actor import Actor
from zhucun.dispatch.roster.models import Posting
from zhucun.lib.halves import PER_DAY
from zhucun.policy.training_values import Training
from zhucun.training.lacking.rules import Had, Lack, lacks
from zhucun.training.sessions.models import SessionAttendance
from zhucun.training.sessions.rules import SEE, YEARLY, Kind


def completed_of(cadre: OuterRef) -> QuerySet:
    """What somebody has completed in whatever posting."""
    done = SessionAttendance.objects.filter(posting__cadre=cadre, is_completed=True, session__called_off_because="")
    return done.order_by().values("posting__cadre")


def with_training(postings: QuerySet[Posting], day: date) -> QuerySet[Posting]:
    """Adds what each person has had by the day: `pre_post_halfdays`; of the year `year_courses`, `year_halfdays`."""
    done = completed_of(OuterRef("cadre")).filter(session__until__lte=date.fromordinal(day.toordinal() + 1))
    of_year = done.filter(session__since__year=day.year)
    lasting = Sum("session__length_halfdays")
    wanted = {
        "pre_post_halfdays": done.filter(session__kind=Kind.PRE_POST).annotate(n=lasting),
        "year_courses": of_year.filter(session__kind__in=YEARLY).annotate(n=Count("pk")),
        "year_halfdays": of_year.annotate(n=lasting),
    }
    return postings.annotate(
        **{name: Coalesce(Subquery(rows.values("n"), output_field=IntegerField()), 0) for name, rows in wanted.items()}
    )


def on_roster(actor: Actor, day: date) -> QuerySet[Posting]:
    """Everybody there on the day, with what they have had and when they came."""
    rows = Posting.objects.visible_to(actor, SEE).there_on(day)
    return with_training(rows, day).annotate(here_since=Coalesce("reported_on", "since"))


@dataclass(frozen=True)
class Wanted:
    """The conditions of the lists and figures, by the county's numbers on a day."""

    numbers: Training
    day: date

    @property
    def no_pre_post(self) -> Q:
        return Q(pre_post_halfdays__lt=self.numbers.pre_post_days * PER_DAY)

    @property
    def pre_post_late(self) -> Q:
        return self.no_pre_post & Q(here_since__lt=self.day - timedelta(days=self.numbers.pre_post_within_days))

    @property
    def no_course(self) -> Q:
        return Q(year_courses__lt=self.numbers.times_per_year)

    @property
    def too_few_days(self) -> Q:
        return Q(year_halfdays__lt=self.numbers.min_days_per_year * PER_DAY)

    @property
    def anything(self) -> Q:
        return self.no_pre_post | self.no_course | self.too_few_days

    def of(self, row: Posting) -> Sequence[Lack]:
        """What one of `on_roster` lacks."""
        had = Had(row.pre_post_halfdays, row.year_courses, row.year_halfdays)
        return list(lacks(row.here_since, had, self.numbers, date(self.day.year, 12, 31)))
