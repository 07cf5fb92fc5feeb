"""MentorPair: who learns from whom, from when, until when; MentorContact; whom an office turned down as a mentor."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting
from zhucun.records.notes.models import WorkRecord
from zhucun.records.notes.rules import State as RecordState
from zhucun.training.mentoring.rules import SEE, MenteeWish, MentorWish
from zhucun.training.participants.models import Participant


def _of_cadres(cadres: Iterable[int]) -> Q:
    told = list(cadres)
    return Q(mentee__cadre__in=told) | Q(mentor_posting__cadre__in=told)


class MentorPairQuerySet(InOrderOfPlaces, ScopedQuerySet, DatedQuerySet):
    def standing(self) -> Self:
        return self.filter(is_taken_back=False)

    def of_mentor(self, posting: Posting | None, participant: Participant | None) -> Self:
        return self.filter(mentor_posting__cadre=posting.cadre_id) if posting else self.filter(mentor_other=participant)

    def ran_out(self, day: date, within: int) -> Self:
        """Over by itself, in the last days in which each side is asked how to go on."""
        over = self.standing().filter(until__lte=day, until__gt=day - timedelta(days=within))
        return over.filter(ended_because="")

    def with_contacts(self) -> Self:
        """Adds `contact_count`, of records that stand."""
        kept = Q(contacts__record__state=RecordState.STANDING)
        return self.annotate(contact_count=Count("contacts", filter=kept))


class MentorPair(Row, Dated, Scoped):
    """`until` is a year on from the first day, so that it ends by itself; ended sooner, it says why.

    A mentor is a member, or a township leader or village secretary who has no posting."""

    SCOPE = {
        "place": "place_code",
        "cadre": _of_cadres,
        "team": "mentee__team",
        "sender": "mentee__sending_unit",
    }
    SEE = SEE
    NAMED_WITH = ("mentee__cadre__person", "mentor_posting__cadre__person", "mentor_other")

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
    is_taken_back = models.BooleanField("撤回了", default=False)
    mentee_says = models.CharField("学的人说", max_length=8, choices=MenteeWish.choices, blank=True)
    mentor_says = models.CharField("带的人说", max_length=8, choices=MentorWish.choices, blank=True)

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

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)


class MentorContact(models.Model):
    """A work record in which the mentor was chosen: there is no other log (J8)."""

    pair = models.ForeignKey(MentorPair, models.PROTECT, related_name="contacts", verbose_name="哪一对")
    record = models.OneToOneField(WorkRecord, models.PROTECT, related_name="mentor_contact", verbose_name="工作记录")

    class Meta:
        verbose_name = "帮带联系"

    def __str__(self) -> str:
        return str(self.record)


class DeclinedQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(is_taken_back=False)


class DeclinedMentor(Row, Scoped):
    """不合适: a suggestion that is not made again for this person; why is between people and is not kept."""

    SCOPE = {"place": "mentee__place_code"}
    SEE = SEE

    mentee = models.ForeignKey(Posting, models.PROTECT, related_name="declined_mentors", verbose_name="给谁")
    mentor = models.ForeignKey(Posting, models.PROTECT, related_name="declined_as_mentor", verbose_name="哪个队员")
    declined_on = models.DateField("哪天")
    declined_by = models.CharField("谁定的", max_length=80)
    is_taken_back = models.BooleanField("又考虑了", default=False)

    objects = DeclinedQuerySet.as_manager()

    class Meta:
        verbose_name = "不合适的导师"
        constraints = [
            models.UniqueConstraint(
                fields=["mentee", "mentor"], condition=Q(is_taken_back=False), name="mentor_declined_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.mentor}不带{self.mentee}"

    @property
    def place_code(self) -> str:
        return self.mentee.place_code


def without_mentor(rows: models.QuerySet, day: date) -> models.QuerySet:
    """Of these postings, those whom nobody teaches on the day."""
    running = MentorPair.objects.standing().as_of(day).filter(mentee__cadre=OuterRef("cadre"))
    return rows.filter(~Exists(running))
