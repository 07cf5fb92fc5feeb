"""CadenceItem: the work of one week, month, quarter or year of a county."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.oversight.rhythm.periods import Period, of_key
from zhucun.oversight.rhythm.rules import SEE, Cycle, State

COUNTY_DIGITS = 6


def _county_of(prefixes: Iterable[str]) -> Q:
    """A township sees the rhythm of its county."""
    asked = list(prefixes)
    return within_prefixes("county_code", asked) | Q(county_code__in={code[:COUNTY_DIGITS] for code in asked})


class CadenceQuerySet(ScopedQuerySet):
    def late(self, day: date) -> Self:
        return self.filter(state=State.DUE, due_on__lt=day)

    def due_within(self, since: date, until: date) -> Self:
        return self.filter(due_on__gte=since, due_on__lt=until)


class CadenceItem(Row, Scoped):
    """工作节奏: made when its period opens, once; done with the document or record that shows it (R-LOG-07)."""

    SCOPE = {"place": _county_of}
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    cycle = models.CharField("哪一档", max_length=7, choices=Cycle.choices)
    period = models.CharField("哪一期", max_length=8)
    due_on = models.DateField("期限")
    state = models.CharField("办了没有", max_length=10, choices=State.choices, default=State.DUE)
    done_on = models.DateField("哪天办的", null=True)
    done_by = models.CharField("谁登记", max_length=80, blank=True)
    evidence = models.CharField("凭据", max_length=200, blank=True)
    evidence_url = models.CharField("凭据在哪里", max_length=200, blank=True)
    reason = models.CharField("为什么不办", max_length=200, blank=True)

    objects = CadenceQuerySet.as_manager()

    class Meta:
        verbose_name = "工作节奏"
        constraints = [
            models.UniqueConstraint(fields=["county_code", "cycle", "period"], name="cadence_once"),
            models.CheckConstraint(
                condition=Q(state="done", done_on__isnull=False) & ~Q(done_by="") & ~Q(evidence="")
                | ~Q(state="done") & Q(done_on__isnull=True, done_by="", evidence="", evidence_url=""),
                name="cadence_done_on_by_and_with",
            ),
            models.CheckConstraint(
                condition=Q(state="not_needed") & ~Q(reason="") | ~Q(state="not_needed") & Q(reason=""),
                name="cadence_not_needed_because",
            ),
        ]
        indexes = [models.Index(fields=["county_code", "due_on"], name="cadence_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        return self.county_code

    @property
    def when(self) -> Period:
        return of_key(Cycle(self.cycle), self.period)

    @property
    def title(self) -> str:
        return self.when.title

    def is_late(self, day: date) -> bool:
        return self.state == State.DUE and self.due_on < day
