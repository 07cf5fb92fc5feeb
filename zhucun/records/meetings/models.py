"""Meeting, what it was for, and who was there."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from zhucun.acts.rows import Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import TeamBacking
from zhucun.org.people.models import Cadre
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import SEE, State
from zhucun.records.registry import purpose_label


def _of_unit(units: Iterable[int]) -> Q:
    units = list(units)
    return Q(record__unit__in=units) | Q(record__posting__sending_unit__in=units)


def _of_teams_backed(units: Iterable[int]) -> Q:
    units = list(units)
    backed = TeamBacking.objects.current().filter(unit__in=units).values("team")
    return Q(record__unit__in=units) | Q(record__team__in=backed)


class MeetingQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(record__state=State.STANDING)

    def held_in(self, since: date, until: date) -> Self:
        """In [since, until)."""
        return self.standing().filter(record__happened_on__gte=since, record__happened_on__lt=until)

    def meant_for(self, *purposes: str) -> Self:
        """For any of these."""
        return self.filter(Exists(MeetingPurpose.objects.filter(meeting=OuterRef("pk"), purpose__in=purposes)))


class Meeting(Row, Scoped):
    """会议: the record says when, where and what; here is what for and who was there. One record, counted wherever it
    counts (R-LOG-05, 以会代训)."""

    SCOPE = {
        "place": "record__place_code",
        "team": "record__team",
        "sender": _of_unit,
        "backer": _of_teams_backed,
        "cadre": "record__posting__cadre",
    }
    SEE = SEE

    record = models.OneToOneField(WorkRecord, models.PROTECT, related_name="meeting", verbose_name="工作记录")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = "会议"

    def __str__(self) -> str:
        return str(self.record)

    @property
    def place_code(self) -> str:
        return self.record.place_code

    @property
    def purpose_labels(self) -> list[str]:
        return [purpose_label(one.purpose) for one in self.purposes.all()]


class MeetingPurpose(models.Model):
    """One thing a meeting was for."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="purposes")
    purpose = models.CharField("做什么的会", max_length=30)

    class Meta:
        verbose_name = "会议性质"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "purpose"], name="meeting_purpose_once")]


class SignIn(models.Model):
    """到会: a stationed cadre, or somebody else by name and in which capacity."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="sign_ins")
    cadre = models.ForeignKey(Cadre, models.PROTECT, null=True, related_name="sign_ins", verbose_name="干部")
    name = models.CharField("姓名", max_length=40, blank=True)
    capacity = models.CharField("身份", max_length=60, blank=True)

    class Meta:
        verbose_name = "到会"
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "cadre"], condition=Q(cadre__isnull=False), name="sign_in_cadre_once"
            ),
            models.CheckConstraint(
                condition=Q(cadre__isnull=False, name="") | Q(cadre__isnull=True) & ~Q(name=""),
                name="sign_in_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.cadre)
