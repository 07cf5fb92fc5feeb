"""SiteVisit with its answers and who was there; Finding; VisitComment."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes
from zhucun.dispatch.roster.models import InOrderOfPlaces, Posting, Team, TeamBacking
from zhucun.files.models import holds_files
from zhucun.org.people.models import Cadre, Unit
from zhucun.org.places.models import Place
from zhucun.oversight.inspection.models import DrawnTeam
from zhucun.oversight.onsite.rules import (
    SEE,
    SETTLE,
    About,
    Answer,
    Deadline,
    FindingState,
    Seen,
    Source,
    VisitKind,
    VisitState,
)


def _backed_by(units: Iterable[int]) -> Q:
    return Q(team__in=TeamBacking.objects.current().filter(unit__in=list(units)).values("team"))


def _with_people_of(units: Iterable[int]) -> Q:
    """A sender sees the visits at which its own people were looked for."""
    seen = PresenceSeen.objects.filter(visit=OuterRef("pk"), posting__sending_unit__in=list(units))
    return Q(Exists(seen))


class SiteVisitQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def standing(self) -> Self:
        return self.filter(state=VisitState.HANDED_IN)

    def with_counts(self) -> Self:
        """Adds how many were missing without a word, and how many things were found."""
        absent = PresenceSeen.objects.filter(visit=OuterRef("pk"), seen=Seen.ABSENT)
        return self.annotate(
            absent_count=_count(absent), found_count=_count(Finding.objects.filter(visit=OuterRef("pk")))
        )


def _count(rows: models.QuerySet) -> models.functions.Coalesce:
    counted = rows.order_by().values("visit").annotate(n=models.Count("pk")).values("n")
    return models.functions.Coalesce(models.Subquery(counted), 0)


class SiteVisit(Row, Scoped):
    """现场记录: there is none before it is handed in, so that nobody inspected can see one coming (R-INS-01). What
    member, village and township said is kept apart and never merged (R-INS-11)."""

    SCOPE = {"place": "place_code", "team": "team", "backer": _backed_by, "sender": _with_people_of}
    SEE = SEE
    NAMED_WITH = ("team", "place")

    team = models.ForeignKey(Team, models.PROTECT, related_name="site_visits", verbose_name="工作队")
    place = models.ForeignKey(Place, models.PROTECT, related_name="site_visits", verbose_name="到的村")
    place_code = CodeField("地点代码", max_length=14)
    kind = models.CharField("怎么去的", max_length=8, choices=VisitKind.choices)
    drawn = models.ForeignKey(
        DrawnTeam, models.PROTECT, null=True, related_name="site_visits", verbose_name="抽到的哪一支"
    )
    reason = models.CharField("为什么去", max_length=200, blank=True)
    visited_on = models.DateField("哪天去的")
    group_name = models.CharField("哪个组", max_length=40, blank=True)
    signed = models.CharField("谁签的字", max_length=120)
    member_says = models.CharField("队员说", max_length=300, blank=True)
    village_says = models.CharField("村里说", max_length=300, blank=True)
    township_says = models.CharField("乡镇说", max_length=300, blank=True)
    handed_in_at = models.DateTimeField("什么时候交回")
    handed_in_by = models.CharField("谁交的", max_length=80)
    handed_in_person = models.BigIntegerField("谁交的（自然人）", null=True)
    comment_until = models.DateField("说意见到哪天")
    state = models.CharField("状态", max_length=10, choices=VisitState.choices, default=VisitState.HANDED_IN)
    withdrawn_because = models.CharField("为什么作废", max_length=200, blank=True)

    objects = SiteVisitQuerySet.as_manager()

    class Meta:
        verbose_name = "现场记录"
        constraints = [
            models.UniqueConstraint(
                fields=["team", "visited_on"], condition=Q(state="handed_in"), name="site_visit_once_a_day"
            ),
            models.UniqueConstraint(fields=["drawn"], condition=Q(state="handed_in"), name="site_visit_once_drawn"),
            models.CheckConstraint(
                condition=Q(kind="drawn", drawn__isnull=False) | ~Q(kind="drawn") & ~Q(reason=""),
                name="site_visit_drawn_or_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state="handed_in", withdrawn_because="") | Q(state="withdrawn") & ~Q(withdrawn_because=""),
                name="site_visit_withdrawn_because",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "visited_on"], name="site_visit_place_day")]

    def __str__(self) -> str:
        return f"{self.place.name} {self.visited_on:%Y-%m-%d} 现场记录"

    def is_open_to_comments(self, day: date) -> bool:
        return self.state == VisitState.HANDED_IN and day <= self.comment_until


class SiteAnswer(models.Model):
    """What was seen of one item, beside the words of the list as it then was."""

    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="answers", verbose_name="现场记录")
    position = models.PositiveSmallIntegerField("第几样")
    item = models.CharField("哪一样", max_length=40)
    label = models.CharField("看什么", max_length=40)
    meets = models.CharField("怎样算符合", max_length=40)
    answer = models.CharField("看到的", max_length=8, choices=Answer.choices)
    note = models.CharField("说明", max_length=200, blank=True)
    asked = models.PositiveSmallIntegerField("问了几户", null=True)
    agreed = models.PositiveSmallIntegerField("几户说是", null=True)

    class Meta:
        verbose_name = "现场看的一样"
        constraints = [
            models.UniqueConstraint(fields=["visit", "item"], name="site_answer_once"),
            models.CheckConstraint(
                condition=Q(agreed__isnull=True) | Q(asked__gte=models.F("agreed")), name="site_answer_agreed_of_asked"
            ),
        ]

    @property
    def counted(self) -> str:
        return f"问 {self.asked} 户，{self.agreed} 户说是" if self.agreed is not None else ""


class PresenceSeen(models.Model):
    """Whether somebody was met, beside what their days said then."""

    visit = models.ForeignKey(SiteVisit, models.CASCADE, related_name="presences", verbose_name="现场记录")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="seen_on_site", verbose_name="队员")
    seen = models.CharField("见到没有", max_length=8, choices=Seen.choices)
    ledger = models.CharField("当时登记的", max_length=40)

    class Meta:
        verbose_name = "在不在岗"
        constraints = [models.UniqueConstraint(fields=["visit", "posting"], name="presence_once")]


class FindingQuerySet(InOrderOfPlaces, ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """Within reach; what people wrote in with only whoever settles it, until it is handed over for putting right:
        it may say who complained (R-INS-01)."""
        seen = super().visible_to(actor, needs)
        quiet = Q(source=Source.PETITION) & ~Q(state=FindingState.IN_LETTER)
        return seen.filter(~quiet | within_prefixes("place_code", actor.scope(SETTLE).place))

    def open(self) -> Self:
        return self.filter(state=FindingState.OPEN)


def _of_unit(units: Iterable[int]) -> Q:
    return Q(unit__in=list(units))


def _of_unit_or_backed(units: Iterable[int]) -> Q:
    return Q(unit__in=list(units)) | _backed_by(units)


class Finding(Row, Scoped):
    """发现的问题: of a visit, a township, a petition. `kind_label` is what the kind was called when it was found."""

    SCOPE = {
        "place": "place_code",
        "team": "team",
        "backer": _of_unit_or_backed,
        "sender": _of_unit,
        "cadre": "cadre",
    }
    SEE = SEE
    NAMED_WITH = ("team", "cadre__person", "unit")

    visit = models.ForeignKey(SiteVisit, models.PROTECT, null=True, related_name="findings", verbose_name="现场记录")
    source = models.CharField("从哪里来", max_length=10, choices=Source.choices)
    team = models.ForeignKey(Team, models.PROTECT, related_name="findings", verbose_name="工作队")
    place_code = CodeField("地点代码", max_length=14)
    kind = models.CharField("哪类问题", max_length=40)
    kind_label = models.CharField("问题类型", max_length=40)
    about = models.CharField("说的是", max_length=10, choices=About.choices)
    item = models.CharField("看哪一样时发现的", max_length=40, blank=True)
    text = models.CharField("什么问题", max_length=300)
    cadre = models.ForeignKey(Cadre, models.PROTECT, null=True, related_name="findings", verbose_name="涉及的人")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="findings", verbose_name="责任单位")
    deadline_class = models.CharField("几时改好", max_length=8, choices=Deadline.choices)
    found_on = models.DateField("哪天发现")
    found_by = models.CharField("谁发现的", max_length=120)
    wants_revisit = models.BooleanField("改了要再去看", default=False)
    state = models.CharField("到哪一步", max_length=10, choices=FindingState.choices, default=FindingState.OPEN)
    closed_on = models.DateField("哪天处理的", null=True)
    closed_by = models.CharField("谁处理的", max_length=80, blank=True)
    reason = models.CharField("怎么处理的", max_length=200, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "发现的问题"
        constraints = [
            models.CheckConstraint(
                condition=Q(source="visit", visit__isnull=False) | ~Q(source="visit") & Q(visit__isnull=True),
                name="finding_of_a_visit",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_on__isnull=True, closed_by="")
                | ~Q(state="open") & Q(closed_on__isnull=False) & ~Q(closed_by=""),
                name="finding_closed_by_and_on",
            ),
            models.CheckConstraint(condition=~Q(state="dropped") | ~Q(reason=""), name="finding_dropped_because"),
        ]
        indexes = [
            models.Index(fields=["place_code", "found_on", "state", "kind"], name="finding_place_day"),
            models.Index(fields=["team", "kind"], name="finding_team_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_label}：{self.text}"


class VisitComment(models.Model):
    """What the inspected say to a record: side by side with it, changing nothing in it (R-INS-06)."""

    visit = models.ForeignKey(SiteVisit, models.PROTECT, related_name="comments", verbose_name="现场记录")
    text = models.CharField("意见", max_length=300)
    said_by = models.CharField("谁说的", max_length=80)
    said_for = models.CharField("代表哪一方", max_length=120)
    person = models.BigIntegerField("谁说的（自然人）", null=True)
    said_on = models.DateField("哪天说的")

    class Meta:
        verbose_name = "被督查的意见"


@holds_files("oversight.sitevisit")
def visits_reached(actor: Actor, needs: str | None) -> models.QuerySet:
    return SiteVisit.objects.visible_to(actor, needs)
