"""A form looked at: its columns, who would fill in the rest, what that costs beside what is asked of them already."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.refused import Refused
from zhucun.dispatch.roster.models import Posting, Team
from zhucun.dispatch.roster.placed import placed
from zhucun.lib.asking import Ask
from zhucun.lib.figure import Question
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Place
from zhucun.org.places.rules import SERVED, Kind
from zhucun.policy import in_force as policy
from zhucun.policy.burden import rules as burden
from zhucun.policy.burden.reading import asks_in, most_minutes
from zhucun.policy.burden.rules import KEEP, OFTEN, Load, loads
from zhucun.reports.asking_less.columns import Asked, looked_at, of_standing
from zhucun.reports.asking_less.rules import FILLED_IN_BY, OF, Cost, Level, Standing, ask_of
from zhucun.reports.catalogue.asking import root_of

UNTITLED = "没有写表名的表"


@dataclass(frozen=True)
class Wanted:
    """What somebody wants to send down."""

    labels: Sequence[tuple[str, ...]]
    title: str
    level: str
    how_often: str


@dataclass(frozen=True)
class Looked:
    """What came of it."""

    wanted: Wanted
    columns: list[Asked]
    people: int
    by: Actor

    def cost_of(self, cells: int) -> Cost:
        numbers, often = policy.of(self.by).burden, OFTEN[self.wanted.how_often]
        return Cost(self.people, cells, numbers.seconds_per_cell, numbers.minutes_per_form, int(often.times_a_year))

    @cached_property
    def cost(self) -> Cost:
        """Of the columns nobody has."""
        return self.cost_of(len(self.unknown))

    @cached_property
    def cost_of_all(self) -> Cost:
        """As the form stands: what is known already is typed once more."""
        return self.cost_of(len(self.known) + len(self.unknown))

    @property
    def saved(self) -> int:
        return self.cost_of_all.minutes_of_all - self.cost.minutes_of_all

    @cached_property
    def known(self) -> list[Asked]:
        return of_standing(self.columns, Standing.FIGURE, Standing.FIELD)

    @cached_property
    def unknown(self) -> list[Asked]:
        return of_standing(self.columns, Standing.UNKNOWN)

    @cached_property
    def not_allowed(self) -> list[Asked]:
        return of_standing(self.columns, Standing.NOT_ALLOWED)

    @cached_property
    def asks(self) -> list[Ask]:
        return asks_in(self.by.county_code)

    @property
    def _role(self) -> str:
        return FILLED_IN_BY[Level(self.wanted.level)]

    def _load(self, more: list[Ask]) -> Load:
        found = loads([*self.asks, *more], most_minutes(policy.of(self.by)))
        return next(load for load in found if load.role == self._role)

    @cached_property
    def load_now(self) -> Load:
        return self._load([])

    @cached_property
    def load_then(self) -> Load:
        return self._load([self._ask]) if self.unknown else self.load_now

    @property
    def _ask(self) -> Ask:
        title = self.wanted.title or UNTITLED
        return ask_of(title, self.wanted.level, self.wanted.how_often, self.cost.minutes)

    @cached_property
    def too_much(self) -> str:
        """Why it does not fit beside what is asked already; empty where it does (R-BUR-05)."""
        if not self.unknown:
            return ""
        try:
            burden.must_fit(self._ask, self.asks, most_minutes(policy.of(self.by)))
        except Refused as refusal:
            return refusal.sentence
        return ""


def look(wanted: Wanted, by: Actor) -> Looked:
    question = Question(by, root_of(by), by.today)
    return Looked(
        wanted, looked_at(wanted.labels, OF[Level(wanted.level)], question), rows_of(wanted.level, by).count(), by
    )


def rows_of(level: str, by: Actor) -> QuerySet:
    """Who would get the form, within one's reach, in the fixed order: `name` of each."""
    day = by.today
    if level == Level.TEAM:
        return placed(Team.objects.visible_to(by, KEEP).as_of(day), day)
    if level == Level.UNIT:
        sending = Posting.objects.visible_to(by, KEEP).as_of(day).order_by().values("sending_unit")
        return Unit.objects.filter(pk__in=sending).order_by("position", "pk")
    if level == Level.MEMBER:
        return placed(Posting.objects.visible_to(by, KEEP).as_of(day).select_related("cadre__person"), day)
    kinds = [Kind.TOWNSHIP] if level == Level.TOWNSHIP else SERVED
    return placed(Place.objects.visible_to(by, KEEP).as_of(day).filter(kind__in=kinds), day, path="code")
