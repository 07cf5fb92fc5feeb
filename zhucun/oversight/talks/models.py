"""TalkRecord, from notice to follow-up; DualTalk, complete only with both its parts (R-TLK-03)."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import NOTHING, Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting, Team
from zhucun.org.people.models import Unit
from zhucun.oversight.consequences.models import Consequence, EvidenceField, exactly_one
from zhucun.oversight.talks.rules import (
    DONE,
    DUAL,
    OF_PERSON,
    SEE,
    SEE_PROGRESS,
    TO_HOLD,
    DualState,
    Holder,
    Kind,
    State,
)
from zhucun.web.history import told_on_its_own_page_only

COUNTY_DIGITS = 6
EARLIER = 0  # the year in which those are numbered that were noticed elsewhere


class DualTalkQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """Whose it is reads the notices, not the list (R-TLK-09)."""
        return super().visible_to(actor, needs).exclude(posting__cadre__person__in=actor.persons)

    def standing(self) -> Self:
        return self.exclude(state=DualState.WITHDRAWN)


class DualTalk(Row, Scoped):
    """双约谈 of one member: township and sending unit each hold a talk. What was said stands in the parts alone."""

    SCOPE = {"place": "place_code", "sender": "posting__sending_unit"}
    SEE = SEE_PROGRESS
    NAMED_WITH = ("posting__cadre__person",)

    posting = models.ForeignKey(Posting, models.PROTECT, related_name="dual_talks", verbose_name="队员")
    place_code = CodeField("驻地", max_length=14)
    consequence = models.OneToOneField(Consequence, models.PROTECT, related_name="+", verbose_name="凭哪一件")
    opened_on = models.DateField("哪天开始")
    due_on = models.DateField("哪天前谈完")
    township_held_on = models.DateField("乡镇哪天谈的", null=True)
    unit_held_on = models.DateField("单位哪天谈的", null=True)
    state = models.CharField("办到哪一步", max_length=9, choices=DualState.choices, default=DualState.OPEN)

    objects = DualTalkQuerySet.as_manager()

    class Meta:
        verbose_name = "双约谈"
        constraints = [
            models.CheckConstraint(
                condition=Q(state=DualState.COMPLETE, township_held_on__isnull=False, unit_held_on__isnull=False)
                | ~Q(state=DualState.COMPLETE) & (Q(township_held_on__isnull=True) | Q(unit_held_on__isnull=True)),
                name="dual_talk_complete_with_both",
            )
        ]
        indexes = [models.Index(fields=["place_code", "state"], name="dual_talk_place_state")]

    def __str__(self) -> str:
        return f"双约谈 {self.pk}"

    @property
    def name(self) -> str:
        return self.posting.cadre.person.name

    @property
    def page_url(self) -> str:
        return reverse("oversight:talks.dual", args=[self.pk])

    @property
    def completed_on(self) -> date | None:
        if self.township_held_on is None or self.unit_held_on is None:
            return None
        return max(self.township_held_on, self.unit_held_on)

    def take(self, kind: str, held_on: date) -> None:
        """One part is done; with both it is complete."""
        if kind == Kind.DUAL_TOWNSHIP:
            self.township_held_on = held_on
        else:
            self.unit_held_on = held_on
        if self.completed_on:
            self.state = DualState.COMPLETE


def _within(prefixes: Iterable[str]) -> Q:
    """The county's few read all of the county; a township what it holds itself, and nothing else (R-TLK-09)."""
    asked = list(prefixes)
    whole = [code for code in asked if len(code) <= COUNTY_DIGITS]
    parts = [code for code in asked if len(code) > COUNTY_DIGITS]
    own = within_prefixes("place_code", parts) & Q(holder=Holder.TOWNSHIP) if parts else NOTHING
    return within_prefixes("place_code", whole) | own


def _of_units(units: Any) -> Q:
    """A unit what it holds with whom it sent, and the notices to itself."""
    ids = list(units)
    return Q(holder=Holder.UNIT, posting__sending_unit__in=ids) | Q(unit__in=ids)


class TalkQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def to_hold(self) -> Self:
        return self.filter(state__in=TO_HOLD)

    def held(self) -> Self:
        return self.filter(state__in=DONE)

    def standing(self) -> Self:
        return self.exclude(state=State.WITHDRAWN)

    def about(self, actor: Actor) -> Self:
        """Those in which the actor, or the unit they speak for, is the one talked to."""
        mine = actor.scope(SEE)
        own = Q(posting__cadre__person__in=actor.persons) | Q(unit__in=mine.sender) | Q(team__in=mine.team)
        return self.filter(own)


class TalkRecord(Row, Scoped):
    """One talk, one 人次. It is about a member, a team or a unit; content is read by few, see the scope."""

    SCOPE = {"place": _within, "sender": _of_units, "team": "team", "cadre": "posting__cadre"}
    SEE = SEE
    NAMED_WITH = ("posting__cadre__person", "team", "unit")

    kind = models.CharField("种类", max_length=13, choices=Kind.choices)
    holder = models.CharField("哪一方谈", max_length=8, choices=Holder.choices)
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="talks", verbose_name="队员")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="talks", verbose_name="工作队")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="talks", verbose_name="单位")
    place_code = CodeField("地方", max_length=14)
    county_code = CodeField("县", max_length=6)
    year = models.PositiveSmallIntegerField("年")
    number = models.PositiveIntegerField("通知第几号")
    because = models.TextField("为什么谈")
    evidence = EvidenceField("佐证", default=list)
    consequence = models.ForeignKey(
        Consequence, models.PROTECT, null=True, related_name="talks", verbose_name="凭哪一件"
    )
    dual = models.ForeignKey(DualTalk, models.PROTECT, null=True, related_name="parts", verbose_name="双约谈")
    noticed_on = models.DateField("哪天通知")
    noticed_by = models.CharField("谁通知的", max_length=80)
    planned_on = models.DateField("定在哪天谈", null=True)
    answer_due_on = models.DateField("哪天前作说明")
    due_on = models.DateField("哪天前谈")
    statement = models.TextField("本人（本单位）的说明", blank=True)
    stated_on = models.DateField("哪天说明的", null=True)
    stated_by = models.CharField("谁说明的", max_length=80, blank=True)
    held_on = models.DateField("哪天谈的", null=True)
    held_by = models.CharField("谁谈的", max_length=80, blank=True)
    points = models.TextField("谈了什么", blank=True)
    commitment = models.TextField("答应怎么改", blank=True)
    fix_by = models.DateField("哪天前改好", null=True)
    followed_up_on = models.DateField("哪天回访的", null=True)
    followed_up_by = models.CharField("谁回访的", max_length=80, blank=True)
    outcome = models.TextField("回访看到什么", blank=True)
    state = models.CharField("办到哪一步", max_length=11, choices=State.choices, default=State.NOTICED)
    reason = models.TextField("为什么不谈了", blank=True)

    objects = TalkQuerySet.as_manager()

    class Meta:
        verbose_name = "约谈"
        constraints = [
            models.CheckConstraint(condition=exactly_one("posting", "team", "unit"), name="talk_of_one_subject"),
            models.CheckConstraint(
                condition=(~Q(kind__in=OF_PERSON) | Q(posting__isnull=False))
                & (~Q(kind=Kind.UNIT_HEAD) | Q(unit__isnull=False))
                & (~Q(kind=Kind.TEAM) | Q(team__isnull=False)),
                name="talk_kind_fits_subject",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DUAL, dual__isnull=False) | ~Q(kind__in=DUAL) & Q(dual__isnull=True),
                name="talk_part_of_dual",
            ),
            models.CheckConstraint(
                condition=Q(state__in=DONE, held_on__isnull=False) & ~Q(held_by="")
                | ~Q(state__in=DONE) & Q(held_on__isnull=True, held_by=""),
                name="talk_held_by_and_on",
            ),
            models.CheckConstraint(
                condition=Q(stated_on__isnull=True, statement="") | Q(stated_on__isnull=False) & ~Q(statement=""),
                name="talk_stated_on",
            ),
            models.UniqueConstraint(fields=["county_code", "year", "number"], name="talk_number_once"),
            models.UniqueConstraint(
                fields=["dual", "kind"],
                condition=Q(dual__isnull=False) & ~Q(state="withdrawn"),
                name="talk_part_once",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state"], name="talk_place_state"),
            models.Index(fields=["county_code", "held_on"], name="talk_county_held"),
        ]

    def __str__(self) -> str:
        """Whom it is about stands in logs that others read too."""
        return f"约谈 {self.pk}"

    @property
    def subject(self) -> Posting | Team | Unit:
        return self.posting or self.team or self.unit

    @property
    def whom(self) -> str:
        return self.posting.cadre.person.name if self.posting else self.subject.name

    @property
    def page_url(self) -> str:
        return reverse("oversight:talks.one", args=[self.pk])

    @property
    def is_earlier(self) -> bool:
        """Held before the county began here: its notice was not written here and has no number of ours."""
        return self.year == EARLIER

    @property
    def is_holders_own(self) -> bool:
        """The holder has called it; not so where the county's consequence said who is to talk."""
        return self.holder == Holder.COUNTY or self.consequence_id is None

    @property
    def notice_number(self) -> str:
        return "" if self.is_earlier else f"约谈〔{self.year}〕{self.number}号"


told_on_its_own_page_only(TalkRecord)
told_on_its_own_page_only(DualTalk)
