"""CommitteeMember: somebody in a post of a village's two committees, from a day to before a day."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Dated, DatedQuerySet, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.lib.periods import full_years, latest_birth_month
from zhucun.org.people.rules import Education, Sex
from zhucun.org.places.models import Place, places_reached
from zhucun.six_ones.committees.rules import SEE, YOUNG_YEARS, Left, PartyPost, VillagePost, posts_in_words


def _where_they_serve(teams: Iterable[int]) -> Q:
    return Q(place__in=Place.objects.filter(places_reached.through("team")(teams)))


class MemberQuerySet(ScopedQuerySet, DatedQuerySet):
    def standing(self) -> Self:
        """One that was registered by mistake and taken back sat there on no day."""
        return self.filter(withdrawn_at__isnull=True)

    def as_of(self, day: date) -> Self:
        return super().as_of(day).standing()


def young(day: date, prefix: str = "") -> Q:
    """35 周岁及以下 on the day; whose birth month is unknown is not among them."""
    return Q(**{f"{prefix}birth_month__gt": latest_birth_month(YOUNG_YEARS + 1, day)})


def schooled(prefix: str = "") -> Q:
    """大专及以上."""
    return Q(**{f"{prefix}education__gte": Education.COLLEGE})


def of_both(prefix: str = "") -> Q:
    """一肩挑: secretary and director at once."""
    return Q(**{f"{prefix}party_post": PartyPost.SECRETARY, f"{prefix}village_post": VillagePost.DIRECTOR})


class CommitteeMember(Row, Dated, Scoped):
    """村“两委”干部. A new post is a new row, so that each day has its own committee; `term_ends_on` is the last day of
    the committee's term. No ID number, no telephone."""

    SCOPE = {"place": "place_code", "team": _where_they_serve}
    SEE = SEE
    NAMED_WITH = ("place",)

    place = models.ForeignKey(Place, models.PROTECT, related_name="committee", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    name = models.CharField("姓名", max_length=40)
    sex = models.CharField("性别", max_length=10, choices=Sex.choices, blank=True)
    birth_month = models.DateField("出生年月", null=True)  # the first of the month
    education = models.PositiveSmallIntegerField("学历", choices=Education.choices, null=True)
    party_post = models.CharField("支部职务", max_length=10, choices=PartyPost.choices, blank=True)
    village_post = models.CharField("村委会职务", max_length=10, choices=VillagePost.choices, blank=True)
    is_party_member = models.BooleanField("党员", default=False)
    is_returned_talent = models.BooleanField("引回的能人", default=False)
    term_ends_on = models.DateField("任期到哪天")
    left_how = models.CharField("怎么离任", max_length=10, choices=Left.choices, blank=True)
    withdrawn_at = models.DateTimeField("撤回", null=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = "村“两委”干部"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=~Q(party_post="", village_post=""), name="committee_member_has_a_post"),
            models.CheckConstraint(
                condition=Q(birth_month__isnull=True) | Q(birth_month__day=1), name="committee_member_birth_month"
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(party_post=PartyPost.SECRETARY, until__isnull=True, withdrawn_at__isnull=True),
                name="committee_one_secretary",
            ),
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(village_post=VillagePost.DIRECTOR, until__isnull=True, withdrawn_at__isnull=True),
                name="committee_one_director",
            ),
        ]
        indexes = [models.Index(fields=["place_code", "since", "until"], name="committee_counted")]

    def __str__(self) -> str:
        return self.name

    @property
    def posts(self) -> str:
        return posts_in_words(self.party_post, self.village_post)

    @property
    def holds_both(self) -> bool:
        return self.party_post == PartyPost.SECRETARY and self.village_post == VillagePost.DIRECTOR

    def age_on(self, day: date) -> int | None:
        return full_years(self.birth_month, day) if self.birth_month else None


class CommitteeRenewal(Row, Scoped):
    """换届: one of a village, as a whole, so that it is taken back as a whole. `before` has of everybody who sat there
    what the renewal wrote over: by the row's key, whether they left or changed post, and what was on file."""

    SCOPE = {"place": "place_code", "team": _where_they_serve}
    SEE = SEE
    NAMED_WITH = ("place",)

    place = models.ForeignKey(Place, models.PROTECT, related_name="committee_renewals", verbose_name="哪个村")
    place_code = CodeField("地点代码", max_length=14)
    on = models.DateField("从哪天起")
    made_on = models.DateField("哪天办的")
    made_by = models.CharField("谁办的", max_length=80)
    before = models.JSONField("换届以前", default=dict)
    taken_back = models.BooleanField("撤回了", default=False)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "村“两委”换届"
        indexes = [models.Index(fields=["place", "on"], name="committee_renewal_of")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} 换届"
