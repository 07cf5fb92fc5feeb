"""MonitoringClue: what somebody noticed, until the township has entered it. MonitoredHousehold: as the national
system's sheet has it, of which only little is kept (R-MON-07)."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import Team
from zhucun.org.places.models import Household, Place, places_reached
from zhucun.records.notes.models import WorkRecord
from zhucun.six_ones.monitoring.rules import SEE, Left, Result, Source, State

LONGEST, LINE = 500, 200


def _of_villages_of_teams(teams: Iterable[int]) -> Q:
    return Q(place__in=Place.objects.filter(places_reached.through("team")(teams)))


class HouseholdQuerySet(ScopedQuerySet):
    def watched_on(self, day: date) -> Self:
        """Identified by then and not yet gone."""
        gone = Q(removed_on__isnull=True) | Q(removed_on__gt=day)
        return self.filter(gone, entered_on__lte=day)

    def under_way(self) -> Self:
        """In the sheet, and not yet identified."""
        return self.filter(entered_on__isnull=True, removed_on__isnull=True)

    def standing(self) -> Self:
        return self.filter(removed_on__isnull=True)


class MonitoredHousehold(Row, Scoped):
    """监测对象, once for each time it was taken up. No income, no health, no ID number, no telephone: such columns are
    not read. `risk` is a key of the county's list, in which illness is no word of its own.

    Units and readers from above do not reach it.
    """

    SCOPE = {"place": "place_code", "team": _of_villages_of_teams}
    SEE = SEE
    NAMED_WITH = ("place", "household")

    place = models.ForeignKey(Place, models.PROTECT, related_name="monitored", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    county_code = CodeField("县", max_length=6)
    code = models.CharField("户编号", max_length=30)
    household = models.ForeignKey(
        Household, models.PROTECT, null=True, related_name="monitored", verbose_name="农户名单里的户"
    )
    head_name = models.CharField("户主", max_length=40, blank=True)
    group_name = models.CharField("组", max_length=40, blank=True)
    person_count = models.PositiveSmallIntegerField("人口", null=True)
    kind = models.CharField("类别", max_length=30)
    risk = models.CharField("风险", max_length=30, blank=True)
    measures = models.CharField("帮扶措施", max_length=LINE, blank=True)
    found_on = models.DateField("线索日期", null=True)
    publicised_on = models.DateField("公示日期", null=True)
    entered_on = models.DateField("识别日期", null=True)
    removed_on = models.DateField("移出日期", null=True)
    left = models.CharField("怎么移出的", max_length=12, choices=Left.choices, blank=True)
    next_visit = models.DateField("下次走访", null=True)
    identify_by = models.DateField("哪天前识别完", null=True)
    publicity_until = models.DateField("公示到哪天满", null=True)
    sheet_on = models.DateField("哪天的表")

    objects = HouseholdQuerySet.as_manager()

    class Meta:
        verbose_name = "监测对象"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "code"], condition=Q(removed_on__isnull=True), name="monitored_open_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True) | Q(entered_on__isnull=True) | Q(removed_on__gte=F("entered_on")),
                name="monitored_left_after",
            ),
            models.CheckConstraint(
                condition=Q(removed_on__isnull=True, left="") | Q(removed_on__isnull=False) & ~Q(left=""),
                name="monitored_left_says_how",
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "entered_on", "removed_on"], name="monitored_counted"),
            models.Index(fields=["household"], name="monitored_home", condition=Q(household__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.head_name or self.code


class ClueQuerySet(ScopedQuerySet):
    def standing(self) -> Self:
        return self.exclude(state=State.WITHDRAWN)

    def with_township(self) -> Self:
        return self.filter(state=State.WITH_TOWNSHIP)

    def awaited(self) -> Self:
        """Entered, and no sheet has said yet what came of it."""
        return self.filter(state=State.ENTERED, result="")


class MonitoringClue(Row, Scoped):
    """线索. Read by the village, its team, the township and the county's office alone."""

    SCOPE = {"place": "place_code", "team": _of_villages_of_teams}
    SEE = SEE
    NAMED_WITH = ("place", "household")

    place = models.ForeignKey(Place, models.PROTECT, related_name="clues", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="clues", verbose_name="工作队")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="clues", verbose_name="谁家")
    record = models.OneToOneField(WorkRecord, models.PROTECT, null=True, related_name="clue", verbose_name="从哪一笔来")
    source = models.CharField("怎么发现的", max_length=12, choices=Source.choices)
    text = models.TextField("出了什么事", max_length=LONGEST)
    reported_on = models.DateField("哪天发现")
    reported_by = models.CharField("谁报的", max_length=80)
    identify_by = models.DateField("哪天前识别完")
    state = models.CharField("怎么样了", max_length=14, choices=State.choices, default=State.WITH_TOWNSHIP)
    answered_on = models.DateField("哪天处理的", null=True)
    answered_by = models.CharField("谁处理的", max_length=80, blank=True)
    reason = models.CharField("为什么不需录入", max_length=LINE, blank=True)
    result = models.CharField("后来", max_length=12, choices=Result.choices, blank=True)
    monitored = models.ForeignKey(
        MonitoredHousehold, models.PROTECT, null=True, related_name="clues", verbose_name="监测对象"
    )

    objects = ClueQuerySet.as_manager()

    class Meta:
        verbose_name = "监测线索"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[State.ENTERED, State.NOT_NEEDED]) | Q(answered_on__isnull=False),
                name="clue_answered_says_when",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True) | Q(answered_on__gte=F("reported_on")), name="clue_answered_after"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.NOT_NEEDED) | ~Q(reason=""), name="clue_not_needed_says_why"
            ),
        ]
        indexes = [
            models.Index(fields=["place_code", "state", "reported_on"], name="clue_counted"),
            models.Index(fields=["household"], name="clue_home", condition=Q(household__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.text if len(self.text) <= 20 else f"{self.text[:20]}…"
