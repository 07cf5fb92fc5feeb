"""Blueprint, KnowledgeTest, Seat and SavedAnswer: what is asked, who sits it, on which paper, what they answered."""

from collections.abc import Iterable
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import NOTHING, Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting
from zhucun.training.knowledge_tests.drawing import Item, Line
from zhucun.training.knowledge_tests.marking import shown_points
from zhucun.training.knowledge_tests.rules import (
    HOLD,
    OVER,
    SEE,
    SIT,
    WRONG_SLIPS,
    HandedInBy,
    SeatState,
    TestState,
    Way,
)
from zhucun.training.participants.models import Participant


class BlueprintQuerySet(ScopedQuerySet):
    def readable_by(self, actor: Actor) -> Self:
        """The county's are for its townships too, beside one's own."""
        county = Q(place_code=actor.county_code) if actor.may(SEE) else NOTHING
        return self.filter(county) | self.visible_to(actor, SEE)


class Blueprint(Row, Scoped):
    """组卷要求: how many questions of which topic, kind and difficulty, each of how many points."""

    SCOPE = {"place": "place_code"}
    SEE = SEE

    place_code = CodeField("谁的", max_length=14)
    title = models.CharField("名称", max_length=60)
    lines = models.JSONField("要哪些题")
    is_kept = models.BooleanField("还在用", default=True)

    objects = BlueprintQuerySet.as_manager()

    class Meta:
        verbose_name = "组卷要求"
        constraints = [
            models.UniqueConstraint(
                fields=["place_code", "title"], condition=Q(is_kept=True), name="blueprint_title_once"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def all_lines(self) -> list[Line]:
        return [Line(**line) for line in self.lines]


def is_clock(actor: Actor) -> bool:
    """A job or command: it closes what is over wherever that was held."""
    return "system" in actor.roles


class KnowledgeTestQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """A test of the county is seen by townships whose people sit it, one of a township by its county; only who
        holds it changes it."""
        if needs == HOLD and not is_clock(actor):
            return self.filter(place_code__in=actor.scope(HOLD).place)
        own = super().visible_to(actor, needs)
        if needs not in (None, SEE):
            return own
        reach = actor.scope(SEE).place
        sat_by_ours = Seat.objects.filter(within_prefixes("place_code", reach)).values("test") if reach else None
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=sat_by_ours)) if reach else own

    def standing(self) -> Self:
        return self.exclude(state=TestState.CANCELLED)


class KnowledgeTest(Row, Scoped):
    """`lines`, `bands`, `partial` and `grace` are those of the day it was planned; the seed stays secret."""

    SCOPE = {"place": "place_code"}
    SEE = SEE

    place_code = CodeField("谁办的", max_length=14)
    title = models.CharField("名称", max_length=80)
    opens_at = models.DateTimeField("几时开始")
    closes_at = models.DateTimeField("几时结束")
    minutes = models.PositiveSmallIntegerField("一场几分钟")
    state = models.CharField("办到哪一步", max_length=10, choices=TestState.choices, default=TestState.PLANNED)
    blueprint = models.ForeignKey(
        Blueprint, models.PROTECT, null=True, related_name="tests", verbose_name="按哪个组卷要求"
    )
    lines = models.JSONField("要哪些题")
    full_milli = models.PositiveIntegerField("满分")
    bands = models.JSONField("等次")
    partial = models.CharField("多选没选全怎么算", max_length=8)
    retakes = models.PositiveSmallIntegerField("可以再考几次")
    grace = models.PositiveSmallIntegerField("断网答的等几分钟")
    reason = models.CharField("这个季度再办一次的理由", max_length=200, blank=True)
    seed = models.CharField("出卷的种子", max_length=64)
    token = models.CharField("公开页的码", max_length=40, unique=True)
    planned_by = models.CharField("谁定的", max_length=80)
    ended_by = models.CharField("谁了结的", max_length=80, blank=True)
    ended_on = models.DateField("哪天了结", null=True)
    ended_because = models.CharField("为什么不办", max_length=200, blank=True)

    objects = KnowledgeTestQuerySet.as_manager()

    class Meta:
        verbose_name = "知识测验"
        constraints = [
            models.CheckConstraint(condition=Q(closes_at__gt=models.F("opens_at")), name="test_window_in_order"),
            models.CheckConstraint(
                condition=Q(state__in=[TestState.PLANNED, TestState.READY], ended_on__isnull=True, ended_by="")
                | Q(state__in=[TestState.CLOSED, TestState.CANCELLED], ended_on__isnull=False) & ~Q(ended_by=""),
                name="test_ended_by_and_on",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "opens_at"], name="test_place_opens")]

    def __str__(self) -> str:
        return self.title

    def is_held_by(self, actor: Actor) -> bool:
        return self.place_code in actor.scope(HOLD).place

    @property
    def all_lines(self) -> list[Line]:
        return [Line(**line) for line in self.lines]

    @property
    def full(self) -> str:
        return shown_points(self.full_milli)


class SeatQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """A township sees which of its people sit a test of the county, the county who sits one of a township; neither
        changes anything there or learns how anybody did."""
        if needs == HOLD and not is_clock(actor):
            return self.filter(test__place_code__in=actor.scope(HOLD).place)
        own = super().visible_to(actor, needs)
        reach = actor.scope(SEE).place
        if needs not in (None, SEE) or not reach:
            return own
        return self.filter(Q(pk__in=own.values("pk")) | within_prefixes("place_code", reach))

    def with_results_for(self, actor: Actor) -> Self:
        """Whose marks somebody may read: those of the tests one holds, and one's own (R-BUR-01)."""
        held = KnowledgeTest.objects.visible_to(actor, HOLD).values("pk")
        return self.filter(Q(test__in=held) | Q(posting__cadre__in=list(actor.scope(SIT).cadre)))

    def told_to(self, actor: Actor) -> Self:
        """Another try says how the one before went: only who holds the test sees that there is one."""
        held = KnowledgeTest.objects.visible_to(actor, HOLD).values("pk")
        return self.filter(Q(attempt=1) | Q(test__in=held))

    def sat(self) -> Self:
        return self.filter(state__in=OVER)

    def due(self, now: datetime) -> Self:
        """Whose time is over, with what a phone without signal is still given left out."""
        return self.filter(state=SeatState.SITTING, collected_at__lte=now)


class Seat(Row, Scoped):
    """One person's attempt. `paper` holds the versions of its questions and the order of their options; `ends_at` and
    `collected_at` (with the grace for answers made without signal) are set at the start, by the server's clock."""

    SCOPE = {"place": "test__place_code", "cadre": "posting__cadre"}
    SEE = SEE

    test = models.ForeignKey(KnowledgeTest, models.PROTECT, related_name="seats", verbose_name="测验")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="test_seats", verbose_name="哪个队员")
    participant = models.ForeignKey(
        Participant, models.PROTECT, null=True, related_name="test_seats", verbose_name="哪位参训的人"
    )
    attempt = models.PositiveSmallIntegerField("第几次", default=1)
    name = models.CharField("姓名", max_length=40)
    place_code = CodeField("在哪里", max_length=14)
    way = models.CharField("怎么答", max_length=6, choices=Way.choices)
    opens_at = models.DateTimeField("几时起能答")
    closes_at = models.DateTimeField("几时为止")
    number = models.PositiveSmallIntegerField("卷号")
    paper = models.JSONField("卷子", default=list)
    slip = models.CharField("四位数的密文", max_length=64, blank=True)
    wrong_slips = models.PositiveSmallIntegerField("输错几次", default=0)
    state = models.CharField("办到哪一步", max_length=10, choices=SeatState.choices, default=SeatState.WAITING)
    started_at = models.DateTimeField("几时开始的", null=True)
    ends_at = models.DateTimeField("几时到点", null=True)
    collected_at = models.DateTimeField("几时收卷", null=True)
    handed_in_at = models.DateTimeField("几时交的", null=True)
    handed_in_by = models.CharField("怎么交的", max_length=8, choices=HandedInBy.choices, blank=True)
    device = models.CharField("在哪部手机上答", max_length=40, blank=True)
    marks = models.JSONField("每题得分", default=list)
    score_milli = models.PositiveIntegerField("得分", null=True)
    grade = models.CharField("等次", max_length=20, blank=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = "测验座位"
        constraints = [
            models.UniqueConstraint(
                fields=["test", "posting", "attempt"], condition=Q(posting__isnull=False), name="seat_member_once"
            ),
            models.UniqueConstraint(
                fields=["test", "participant", "attempt"],
                condition=Q(participant__isnull=False),
                name="seat_participant_once",
            ),
            models.UniqueConstraint(fields=["test", "number"], name="seat_number_once"),
            models.CheckConstraint(
                condition=Q(posting__isnull=True, participant__isnull=False)
                | Q(posting__isnull=False, participant__isnull=True),
                name="seat_one_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=SeatState.MARKED) | Q(score_milli__isnull=False) & ~Q(grade=""),
                name="seat_marked_has_score",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "collected_at"], name="seat_to_collect"),
            models.Index(fields=["test", "state"], name="seat_test_state"),
        ]

    def __str__(self) -> str:
        return f"{self.name}的{self.test.title}"

    @property
    def items(self) -> list[Item]:
        return [Item.of(one) for one in self.paper]

    @property
    def is_locked(self) -> bool:
        """Its slip was guessed wrong too often; a new one opens it."""
        return self.wrong_slips >= WRONG_SLIPS

    @property
    def code(self) -> str:
        """On a printed paper: of which test, which paper."""
        return f"{self.test_id}-{self.number:03}"


class SavedAnswer(models.Model):
    """One answer as it came, never rewritten: whose phone, in which order it was given there, whether it counts."""

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="answers", verbose_name="座位")
    item = models.PositiveSmallIntegerField("第几题")
    answer = models.JSONField("答案")
    device = models.CharField("哪部手机", max_length=40)
    sequence = models.PositiveIntegerField("那部手机上的第几次")
    arrived_at = models.DateTimeField("几时到的")
    seconds_ago = models.PositiveIntegerField("几秒前答的", default=0)
    counts = models.BooleanField("算不算", default=True)
    is_late = models.BooleanField("到点以后才送到", default=False)

    class Meta:
        verbose_name = "存下的答案"
        constraints = [models.UniqueConstraint(fields=["seat", "device", "sequence"], name="saved_answer_once")]


def answers_of(seats: Iterable[int]) -> dict[int, list[SavedAnswer]]:
    """Seat → its answers in the order in which they arrived; one query."""
    found: dict[int, list[SavedAnswer]] = {}
    for one in SavedAnswer.objects.filter(seat__in=list(seats)).order_by("pk"):
        found.setdefault(one.seat_id, []).append(one)
    return found


for _model, _names in ((KnowledgeTest, ("seed", "token")), (Seat, ("slip", "paper", "marks", "score_milli", "grade"))):
    for _name in _names:  # not for the log: who reads that has nothing to do with how somebody did
        _model._meta.get_field(_name).is_sensitive = True
