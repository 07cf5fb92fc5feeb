"""Consequence: one thing that follows from one record, about a member, a team or a unit."""

from typing import Any, Self

from django.db import models
from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting, Team
from zhucun.org.people.models import Unit
from zhucun.oversight.consequences.rules import EVENTS, OPENINGS, SEE, State
from zhucun.web.history import told_on_its_own_page_only

Subject = Posting | Team | Unit


def exactly_one(*names: str) -> Q:
    """Of these columns one is filled and the others are not."""
    condition = Q()
    for filled in names:
        condition |= Q(**{f"{name}__isnull": name != filled for name in names})
    return condition


class EvidenceField(models.JSONField):
    """[{kind, key, sentence, url}] as it read then. What it says of people stays out of the log (R-TLK-09)."""

    is_sensitive = True


class ConsequenceQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """For the county's office only, and for nobody about themself: they read the notice (R-TLK-09)."""
        return super().visible_to(actor, needs).exclude(posting__cadre__person__in=actor.persons)

    def proposed(self) -> Self:
        return self.filter(state=State.PROPOSED)


class Consequence(Row, Scoped):
    """`evidence` is what it rests on as it read then; `source` the reference of the first of it, so that the same
    record fires once."""

    SCOPE = {"place": "place_code"}
    SEE = SEE
    NAMED_WITH = ("posting__cadre__person", "team", "unit")

    event = models.CharField("出了什么情况", max_length=20, choices=list(EVENTS.items()))
    opens = models.CharField("接着办什么", max_length=20, choices=list(OPENINGS.items()))
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="+", verbose_name="队员")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", verbose_name="工作队")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name="单位")
    place_code = CodeField("地方", max_length=14)
    evidence = EvidenceField("佐证")
    source = models.CharField("凭哪一条", max_length=80)
    fired_on = models.DateField("哪天提的")
    due_on = models.DateField("哪天前办")
    state = models.CharField("办到哪一步", max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_by = models.CharField("谁定的", max_length=80, blank=True)
    decided_on = models.DateField("哪天定的", null=True)
    reason = models.CharField("为什么不办", max_length=200, blank=True)
    opened_kind = models.CharField("办成了什么", max_length=60, blank=True)
    opened_key = models.BigIntegerField("办成的那一件", null=True)

    objects = ConsequenceQuerySet.as_manager()

    class Meta:
        verbose_name = "后果"
        constraints = [
            models.CheckConstraint(condition=exactly_one("posting", "team", "unit"), name="consequence_of_one_subject"),
            models.CheckConstraint(condition=~Q(source=""), name="consequence_with_evidence"),
            models.CheckConstraint(
                condition=Q(state=State.PROPOSED, decided_on__isnull=True, decided_by="")
                | ~Q(state=State.PROPOSED) & Q(decided_on__isnull=False) & ~Q(decided_by=""),
                name="consequence_decided_by_and_on",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.SET_ASIDE) | ~Q(reason=""), name="consequence_set_aside_because"
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPENED, opened_key__isnull=False)
                | ~Q(state=State.OPENED) & Q(opened_key__isnull=True),
                name="consequence_opened_something",
            ),
            *(
                models.UniqueConstraint(
                    fields=["event", "opens", "source", side],
                    condition=Q(**{f"{side}__isnull": False}),
                    name=f"consequence_once_per_{side}",
                )
                for side in ("posting", "team", "unit")
            ),
        ]
        indexes = [models.Index(fields=["place_code", "state"], name="consequence_place_state")]

    def __str__(self) -> str:
        """Whom it is about stands in logs that others read too."""
        return f"后果 {self.pk}"

    @property
    def subject(self) -> Subject:
        return self.posting or self.team or self.unit

    @property
    def whom(self) -> str:
        return self.posting.cadre.person.name if self.posting else self.subject.name

    @property
    def why(self) -> str:
        """The sentences of what it rests on, in one line."""
        return "；".join(one["sentence"].rstrip("。") for one in self.evidence)


def side_of(subject: Subject) -> str:
    """posting, team or unit: the column the subject stands in."""
    return subject._meta.model_name or ""


def place_of(subject: Any) -> str:
    """A unit's talks are the county's."""
    return subject.county_code if isinstance(subject, Unit) else subject.place_code


told_on_its_own_page_only(Consequence)
