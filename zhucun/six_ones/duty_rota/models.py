"""RotaPost, how many stood there on a day, and PostDuty: a member of a team at a post."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import Posting, TeamBacking
from zhucun.org.places.models import Place
from zhucun.six_ones import served
from zhucun.six_ones.duty_rota.rules import SEE

LINE = 60


class StandingQuerySet(ScopedQuerySet, DatedQuerySet):
    def standing(self) -> Self:
        return self.filter(withdrawn_on__isnull=True)


class PostQuerySet(StandingQuerySet):
    def with_day(self, day: date) -> Self:
        """Adds `people`, how many of the teams stand there on the day, and `headcount` as reported or null."""
        there = PostDuty.objects.standing().as_of(day).filter(post=OuterRef("pk")).order_by().values("post")
        told = RotaDay.objects.filter(post=OuterRef("pk"), day=day).values("headcount")[:1]
        counted = Subquery(there.annotate(n=models.Count("pk")).values("n"))
        return self.annotate(people=models.functions.Coalesce(counted, 0), headcount=Subquery(told))

    def empty_on(self, day: date) -> Self:
        """Standing on the day, and nobody of the teams there."""
        there = PostDuty.objects.standing().as_of(day).filter(post=OuterRef("pk"))
        return self.standing().as_of(day).filter(~Exists(there))


class RotaPost(Row, Dated, Scoped):
    """岗位: where somebody stands while an emergency lasts. `period` is that emergency's key, `basis` its words: it is
    opened within it and ends with it."""

    SCOPE = {
        "place": "place_code",
        "team": served.by_teams(),
        "backer": served.by_backers(),
    }
    SEE = SEE
    NAMED_WITH = ("place",)

    place = models.ForeignKey(Place, models.PROTECT, related_name="rota_posts", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    kind = models.CharField("做什么", max_length=30)
    name = models.CharField("在哪里", max_length=LINE)
    wanted = models.PositiveSmallIntegerField("每天要几个队员", default=1)
    period = models.BigIntegerField("哪次应急值守")
    title = models.CharField("应急值守", max_length=30)
    basis = models.CharField("依据", max_length=120)
    opened_by = models.CharField("谁开的", max_length=80)
    withdrawn_on = models.DateField("撤回", null=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = "应急值守岗位"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(until__isnull=False), name="rota_post_ends"),
            models.CheckConstraint(condition=Q(wanted__gte=1), name="rota_post_wants_somebody"),
            models.UniqueConstraint(
                fields=["place", "name", "since"], condition=Q(withdrawn_on__isnull=True), name="rota_post_once"
            ),
        ]
        indexes = [models.Index(fields=["place_code", "until"], name="rota_post_running")]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)


class RotaDay(Row, Scoped):
    """How many stood at a post on a day, villagers and volunteers among them: a number, no names."""

    SCOPE = {
        "place": "post__place_code",
        "team": served.by_teams("post__place"),
        "backer": served.by_backers("post__place"),
    }
    SEE = SEE

    post = models.ForeignKey(RotaPost, models.PROTECT, related_name="days", verbose_name="岗位")
    day = models.DateField("哪天")
    headcount = models.PositiveSmallIntegerField("到岗人数")
    entered_by = models.CharField("谁报的", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "岗位到岗人数"
        constraints = [models.UniqueConstraint(fields=["post", "day"], name="rota_day_once")]
        indexes = [models.Index(fields=["day"], name="rota_day")]

    @property
    def place_code(self) -> str:
        return self.post.place_code


def _of_teams_backed(units: Iterable[int]) -> Q:
    backed = TeamBacking.objects.current().filter(unit__in=list(units)).values("team")
    return Q(posting__team__in=backed)


def _of_team_or_its_places(teams: Iterable[int]) -> Q:
    """Its own people wherever they stand, and who stands where it serves."""
    keys = list(teams)
    return Q(posting__team__in=keys) | served.by_teams("post__place")(keys)


class PostDuty(Row, Dated, Scoped):
    """值守: a member of a team at a post for some days. `is_copied` where it was laid out as on the day before."""

    SCOPE = {
        "place": "place_code",
        "team": _of_team_or_its_places,
        "sender": "posting__sending_unit",
        "backer": _of_teams_backed,
        "cadre": "posting__cadre",
    }
    SEE = SEE
    NAMED_WITH = ("post__place", "posting__cadre__person", "posting__team")

    post = models.ForeignKey(RotaPost, models.PROTECT, related_name="duties", verbose_name="岗位")
    posting = models.ForeignKey(Posting, models.PROTECT, related_name="post_duties", verbose_name="队员")
    place_code = CodeField("地点代码", max_length=14)
    is_copied = models.BooleanField("照前一天排的", default=False)
    entered_by = models.CharField("谁排的", max_length=80)
    withdrawn_on = models.DateField("撤下", null=True)

    objects = StandingQuerySet.as_manager()

    class Meta:
        verbose_name = "值守"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(until__isnull=False), name="post_duty_ends"),
            models.UniqueConstraint(
                fields=["posting", "since"], condition=Q(withdrawn_on__isnull=True), name="post_duty_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["place_code", "since", "until"], name="post_duty_counted")]

    def __str__(self) -> str:
        return f"{self.posting.cadre.person.name}在{self.post}"

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)
