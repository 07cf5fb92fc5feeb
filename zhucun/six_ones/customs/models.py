"""VillageCouncil (one of 一约四会), VillageRules in editions, MonthlyItem and what was said of it later."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.org.places.models import Place
from zhucun.records.meetings.models import Meeting
from zhucun.six_ones import served
from zhucun.six_ones.customs.rules import SEE, Owner, State

LINE, LONGEST, RULES_LONGEST = 200, 300, 8000


class DatedRows(ScopedQuerySet, DatedQuerySet):
    pass


class VillageCouncil(Row, Dated, Scoped):
    """One of 一约四会 in a village, from the day it was set up: 村规民约 among them, which has no members."""

    SCOPE = {"place": "place_code", "team": served.by_teams(), "backer": served.by_backers()}
    SEE = SEE
    NAMED_WITH = ("place",)

    place = models.ForeignKey(Place, models.PROTECT, related_name="councils", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    kind = models.CharField("哪一样", max_length=30)
    member_count = models.PositiveSmallIntegerField("几个人", default=0)
    registered_by = models.CharField("谁登记的", max_length=80)

    objects = DatedRows.as_manager()

    class Meta:
        verbose_name = "一约四会"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["place", "kind"], condition=Q(until__isnull=True), name="village_council_open_once"
            ),
        ]
        indexes = [models.Index(fields=["place_code", "kind", "since"], name="village_council_counted")]

    def __str__(self) -> str:
        return self.kind


class VillageRules(Row, Dated, Scoped):
    """村规民约, an edition: adopted on `since`, until the next one was."""

    SCOPE = {"place": "place_code", "team": served.by_teams(), "backer": served.by_backers()}
    SEE = SEE
    NAMED_WITH = ("place",)

    place = models.ForeignKey(Place, models.PROTECT, related_name="village_rules", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    edition = models.PositiveSmallIntegerField("第几版")
    text = models.TextField("条文", max_length=RULES_LONGEST)
    adopted_by = models.CharField("怎么通过的", max_length=LINE, blank=True)
    registered_by = models.CharField("谁登记的", max_length=80)

    objects = DatedRows.as_manager()

    class Meta:
        verbose_name = "村规民约"
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["place", "edition"], name="village_rules_edition_once"),
            models.UniqueConstraint(fields=["place"], condition=Q(until__isnull=True), name="village_rules_in_force"),
        ]

    def __str__(self) -> str:
        return f"第 {self.edition} 版"


class ItemQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state=State.WITHDRAWN)

    def open_before(self, day: date) -> Self:
        """Decided at a meeting before the day and not settled before it: what that day's meeting asks about."""
        settled = Q(state__in=(State.DONE, State.DROPPED), done_on__lt=day)
        return self.standing().filter(decided_on__lt=day).exclude(settled)

    def late(self, day: date) -> Self:
        return self.filter(state=State.OPEN, due_on__lt=day)


class MonthlyItem(Row, Scoped):
    """月列会议题: what was on the table, what was decided, who sees to it and by when.

    The meeting is the one that the work record opened, `decided_on` its day; of what is settled `done_on` says since
    when."""

    SCOPE = {"place": "place_code", "team": served.by_teams(), "backer": served.by_backers()}
    SEE = SEE
    NAMED_WITH = ("place", "meeting__record")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="monthly_items", verbose_name="哪次会")
    place = models.ForeignKey(Place, models.PROTECT, related_name="monthly_items", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    decided_on = models.DateField("哪天议的")
    item = models.CharField("议题", max_length=LINE)
    decision = models.CharField("定了什么", max_length=LONGEST)
    owner = models.CharField("谁来办", max_length=10, choices=Owner.choices, default=Owner.VILLAGE)
    due_on = models.DateField("哪天以前办好", null=True)
    state = models.CharField("办到哪一步", max_length=10, choices=State.choices, default=State.OPEN)
    done_on = models.DateField("哪天办结", null=True)
    result = models.CharField("办成什么样、为什么不办", max_length=LINE, blank=True)
    registered_by = models.CharField("谁登记的", max_length=80)

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = "月列会议题"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=(State.DONE, State.DROPPED)) | Q(done_on__isnull=False),
                name="monthly_item_settled_says_when",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=F("decided_on")), name="monthly_item_done_after"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DROPPED) | ~Q(result=""), name="monthly_item_drop_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "decided_on"], name="monthly_item_counted"),
            models.Index(fields=["owner", "due_on"], name="monthly_item_due", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return self.item

    def is_late(self, day: date) -> bool:
        return self.state == State.OPEN and self.due_on is not None and self.due_on < day


class MonthlyFollowUp(Row, Scoped):
    """问到的: what a later meeting was told of an item; one answer at each meeting."""

    SCOPE = {
        "place": "item__place_code",
        "team": served.by_teams("item__place"),
        "backer": served.by_backers("item__place"),
    }
    SEE = SEE

    item = models.ForeignKey(MonthlyItem, models.PROTECT, related_name="follow_ups", verbose_name="议题")
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="follow_ups", verbose_name="在哪次会上问的")
    asked_on = models.DateField("哪天问的")
    said = models.CharField("怎么说", max_length=LINE)
    told_by = models.CharField("谁记的", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "月列会上问到的"
        constraints = [models.UniqueConstraint(fields=["item", "meeting"], name="monthly_follow_up_once")]

    @property
    def place_code(self) -> str:
        return self.item.place_code
