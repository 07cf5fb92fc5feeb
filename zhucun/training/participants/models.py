"""Participant: somebody who learns with the teams and has neither posting nor account."""

from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces
from zhucun.org.places.models import Place
from zhucun.training.participants.rules import SEE, Kind


class ParticipantQuerySet(InOrderOfPlaces, ScopedQuerySet, DatedQuerySet):
    def there(self) -> Self:
        """Not taken off the list."""
        return self.filter(until__isnull=True)


class Participant(Row, Dated, Scoped):
    """参训人员: a name, where from and in which capacity, nothing else (R-DAT).

    `told_apart_by` is empty but where a village has two of one name.
    """

    SCOPE = {"place": "place_code"}
    SEE = SEE

    place = models.ForeignKey(Place, models.PROTECT, related_name="participants", verbose_name="村或乡镇")
    place_code = CodeField("地点代码", max_length=14)
    name = models.CharField("姓名", max_length=40)
    kind = models.CharField("哪一种人", max_length=20, choices=Kind.choices)
    duty = models.CharField("职务", max_length=40, blank=True)
    told_apart_by = models.CharField("同名的怎么分", max_length=20, blank=True)

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        verbose_name = "参训人员"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["place", "name", "told_apart_by"], condition=Q(until__isnull=True), name="participant_once"
            ),
        ]
        indexes = [models.Index(fields=["place_code", "name"], name="participant_place")]

    def __str__(self) -> str:
        return f"{self.name}（{self.told_apart_by}）" if self.told_apart_by else self.name
