"""UrgentMatter: one thing a villager asked for. Its steps, which are only added, and whether it held afterwards."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import Team, TeamBacking
from zhucun.org.people.models import Unit
from zhucun.org.places.models import Household, Place
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.matters.rules import SEE, UNDER_WAY, Duty, Outcome, Owner, Raised, Rating, State, Step

LONGEST, LINE = 500, 200


def _given_or_backed(path: str) -> Callable[[Iterable], Q]:
    """A unit reaches what was handed to it, and what the teams it stands behind have."""

    def reached(units: Iterable) -> Q:
        keys = list(units)
        backed = TeamBacking.objects.current().filter(unit__in=keys).values("team")
        return Q(**{f"{path}unit__in": keys}) | Q(**{f"{path}team__in": backed})

    return reached


class MatterQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state=State.WITHDRAWN)

    def under_way(self) -> Self:
        return self.filter(state__in=UNDER_WAY)

    def late(self, day: date) -> Self:
        return self.under_way().filter(promised_on__lt=day)

    def done_in(self, since: date, until: date) -> Self:
        """In [since, until)."""
        return self.filter(state=State.DONE, done_on__gte=since, done_on__lt=until)

    def to_recheck(self, day: date) -> Self:
        return self.filter(state=State.DONE, recheck_on__lte=day)


class UrgentMatter(Row, Scoped):
    """急难愁盼. One that a work record opened says the same as the record; others were registered at the desk.

    `recheck_on` is set where the sample fell on it and nobody has looked yet. No ID number, no telephone.
    """

    SCOPE = {
        "place": "place_code",
        "team": "team",
        "sender": "unit",
        "backer": _given_or_backed(""),
    }
    SEE = SEE
    NAMED_WITH = ("place", "team", "unit", "household")

    place = models.ForeignKey(Place, models.PROTECT, related_name="matters", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="matters", verbose_name="工作队")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="matters", verbose_name="谁家的事")
    record = models.OneToOneField(
        WorkRecord, models.PROTECT, null=True, related_name="matter", verbose_name="从哪一笔来"
    )
    text = models.TextField("什么事", max_length=LONGEST)
    field = models.CharField("哪一方面", max_length=30)
    duty = models.CharField("哪一项职责", max_length=12, choices=Duty.choices, default=Duty.SERVICE)
    raised_on = models.DateField("哪天提出来")
    raised_how = models.CharField("怎么提出来", max_length=10, choices=Raised.choices, default=Raised.VISIT)
    owner = models.CharField("现在谁在办", max_length=10, choices=Owner.choices, default=Owner.TEAM)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="matters", verbose_name="交给哪个单位")
    promised_on = models.DateField("答应哪天办好", null=True)
    state = models.CharField("办到哪一步", max_length=10, choices=State.choices, default=State.OPEN)
    done_on = models.DateField("哪天办结", null=True)
    result = models.CharField("办成什么样、为什么办不成", max_length=LINE, blank=True)
    rating = models.CharField("群众评价", max_length=10, choices=Rating.choices, blank=True)
    recheck_on = models.DateField("哪天回访", null=True)
    registered_by = models.CharField("谁登记的", max_length=80)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = "实事"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.DONE) | Q(done_on__isnull=False), name="matter_done_says_when"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("raised_on")), name="matter_done_after_raised"
            ),
            models.CheckConstraint(condition=~Q(state=State.CANNOT) | ~Q(result=""), name="matter_cannot_says_why"),
            models.CheckConstraint(
                condition=Q(owner=Owner.UNIT, unit__isnull=False) | Q(unit__isnull=True) & ~Q(owner=Owner.UNIT),
                name="matter_unit_if_its",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "done_on", "field"], name="matter_counted"),
            models.Index(fields=["team", "state"], name="matter_team_state"),
            models.Index(fields=["recheck_on"], name="matter_recheck", condition=Q(recheck_on__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 20 else f"{self.text[:20]}…"

    @property
    def owner_name(self) -> str:
        if self.owner == Owner.UNIT and self.unit:
            return self.unit.name
        if self.owner == Owner.TEAM:
            return self.team.name if self.team else "村里"
        return self.get_owner_display()

    def is_late(self, day: date) -> bool:
        return self.state in UNDER_WAY and self.promised_on is not None and self.promised_on < day

    def days_open(self, day: date) -> int:
        """From raised to done, or so far; the day itself is the first."""
        until = self.done_on if self.state == State.DONE else day
        return (until - self.raised_on).days + 1


class MatterStep(Row, Scoped):
    """What was done about a matter, by whom, given to whom; a line is never changed."""

    SCOPE = {
        "place": "matter__place_code",
        "team": "matter__team",
        "sender": "matter__unit",
        "backer": _given_or_backed("matter__"),
    }
    SEE = SEE

    matter = models.ForeignKey(UrgentMatter, models.PROTECT, related_name="steps", verbose_name="实事")
    kind = models.CharField("哪一步", max_length=12, choices=Step.choices)
    text = models.CharField("说了什么", max_length=LINE, blank=True)
    to_whom = models.CharField("交给谁", max_length=120, blank=True)
    happened_on = models.DateField("哪天")
    done_by = models.CharField("谁办的", max_length=80)
    done_by_person = models.BigIntegerField("谁办的（自然人）", null=True)
    written_at = models.DateTimeField("记下的时间")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "实事的一步"

    @property
    def place_code(self) -> str:
        return self.matter.place_code


class MatterRecheck(Row, Scoped):
    """回访: some while after it was done somebody else asked whether it still holds."""

    SCOPE = MatterStep.SCOPE
    SEE = SEE

    matter = models.ForeignKey(UrgentMatter, models.PROTECT, related_name="rechecks", verbose_name="实事")
    due_on = models.DateField("该哪天回访")
    checked_on = models.DateField("哪天回访的")
    outcome = models.CharField("怎么样", max_length=10, choices=Outcome.choices)
    note = models.CharField("看到什么", max_length=LINE, blank=True)
    checked_by = models.CharField("谁回访的", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "办结后的回访"

    @property
    def place_code(self) -> str:
        return self.matter.place_code
