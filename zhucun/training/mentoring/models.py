"""MentorPair: who learns from whom, from when, until when."""

from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting
from zhucun.training.mentoring.rules import SEE
from zhucun.training.participants.models import Participant


class MentorPairQuerySet(InOrderOfPlaces, ScopedQuerySet, DatedQuerySet):
    def of_mentor(self, posting: Posting | None, participant: Participant | None) -> Self:
        return self.filter(mentor_posting__cadre=posting.cadre_id) if posting else self.filter(mentor_other=participant)


class MentorPair(Row, Dated, Scoped):
    """`until` is a year on from the first day, so that it ends by itself; ended sooner, it says why.

    A mentor is a member, or a township leader or village secretary who has no posting."""

    SCOPE = {"place": "place_code", "cadre": "mentee__cadre"}
    SEE = SEE

    mentee = models.ForeignKey(Posting, models.PROTECT, related_name="mentor_pairs", verbose_name="带谁")
    mentor_posting = models.ForeignKey(
        Posting, models.PROTECT, null=True, related_name="mentee_pairs", verbose_name="哪个队员带"
    )
    mentor_other = models.ForeignKey(
        Participant, models.PROTECT, null=True, related_name="mentee_pairs", verbose_name="哪位干部带"
    )
    place_code = CodeField("在哪里", max_length=14)
    plan = models.CharField("带什么", max_length=200, blank=True)
    paired_by = models.CharField("谁结的对", max_length=80)
    ended_because = models.CharField("为什么提前结束", max_length=200, blank=True)

    objects = MentorPairQuerySet.as_manager()

    class Meta:
        verbose_name = "导师帮带"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(mentor_posting__isnull=True, mentor_other__isnull=False)
                | Q(mentor_posting__isnull=False, mentor_other__isnull=True),
                name="mentor_is_one",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "since"], name="mentor_pair_place")]

    def __str__(self) -> str:
        return f"{self.mentor_name}带{self.mentee.cadre.person.name}"

    @property
    def mentor_name(self) -> str:
        return self.mentor_posting.cadre.person.name if self.mentor_posting else self.mentor_other.name
