"""Screening, its doubts and what was said of them."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import Posting, Team, TeamBacking
from zhucun.dispatch.screening.rules import SEE, Decision, Opinion, Side, State, may_be_decided, sides_asked


class Screening(Row, Scoped):
    """过筛子 once: the roster of a day against the items and team rules in force on it."""

    SCOPE = {"place": "place_code"}
    SEE = SEE

    place_code = CodeField("县", max_length=6, db_index=True)
    on = models.DateField("哪一天的名册")
    items = models.JSONField("选派条件", default=list)
    member_count = models.PositiveIntegerField("在册人数")
    team_count = models.PositiveIntegerField("队数")
    run_at = models.DateTimeField("什么时候过的")
    run_by = models.CharField("谁过的", max_length=80)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "过筛子"
        constraints = [models.UniqueConstraint(fields=["place_code", "on"], name="screening_once_a_day")]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} 的过筛子"


def _backed(units: Iterable[int]) -> Q:
    """The unit behind a team is asked about the team, not about other units' people in it."""
    teams = TeamBacking.objects.current().filter(unit__in=list(units)).values("team")
    return Q(posting__isnull=True, team__in=teams)


class DoubtQuerySet(ScopedQuerySet):
    def open(self) -> Self:
        return self.filter(state=State.ASKED)

    def with_answer_count(self) -> Self:
        """By a subquery, so that the rows can be counted themselves."""
        said = DoubtAnswer.objects.filter(doubt=OuterRef("pk")).order_by().values("doubt").annotate(n=Count("pk"))
        return self.annotate(answer_count=Coalesce(Subquery(said.values("n")), 0))

    def ready(self, today: date) -> Self:
        """Undecided, with all sides heard or the days over."""
        heard = Q(answer_count__gte=F("asked_count"))
        return self.open().with_answer_count().filter(Q(due_on__lt=today) | heard)

    def unanswered_by(self, side: Side) -> Self:
        said = DoubtAnswer.objects.filter(side=side).values("doubt")
        return self.open().exclude(pk__in=said)


class Doubt(Row, Scoped):
    """What one member, or one team, hit. `hits` stay as they were found; each sentence may stand beside a name."""

    SCOPE = {"place": "place_code", "sender": "posting__sending_unit", "backer": _backed, "cadre": "posting__cadre"}
    SEE = SEE
    NAMED_WITH = ("posting__cadre__person", "team")

    screening = models.ForeignKey(Screening, models.PROTECT, related_name="doubts", verbose_name="哪次过筛子")
    team = models.ForeignKey(Team, models.PROTECT, related_name="doubts", verbose_name="工作队")
    posting = models.ForeignKey(Posting, models.PROTECT, null=True, related_name="doubts", verbose_name="派驻")
    place_code = CodeField("驻地", max_length=14, db_index=True)
    hits = models.JSONField("碰到哪几条")
    asked_count = models.PositiveSmallIntegerField("问了几方")
    asked_on = models.DateField("问的日子")
    due_on = models.DateField("答复期限")
    state = models.CharField("到哪一步", max_length=10, choices=State.choices, default=State.ASKED)
    decision = models.CharField("处理", max_length=12, choices=Decision.choices, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    mend_by = models.DateField("改到哪天", null=True)
    decided_on = models.DateField("哪天定的", null=True)
    decided_by = models.CharField("谁定的", max_length=80, blank=True)

    objects = DoubtQuerySet.as_manager()

    class Meta:
        verbose_name = "疑问"
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "posting"], condition=Q(posting__isnull=False), name="doubt_once_a_posting"
            ),
            models.UniqueConstraint(
                fields=["screening", "team"], condition=Q(posting__isnull=True), name="doubt_once_a_team"
            ),
            models.CheckConstraint(
                condition=Q(state=State.ASKED, decision="", decided_on__isnull=True)
                | (Q(state=State.DECIDED, decided_on__isnull=False) & ~Q(decision="") & ~Q(decided_by="")),
                name="doubt_decided_on_and_by",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="doubt_open")]

    def __str__(self) -> str:
        return f"{self.posting.cadre if self.posting else self.team}的疑问"

    @property
    def sides(self) -> tuple[Side, ...]:
        return sides_asked(self.posting_id is not None)

    @property
    def is_carried_on(self) -> bool:
        """Kept by an earlier screening already, for the same."""
        return self.decided_on is not None and self.decided_on < self.asked_on

    @property
    def item_keys(self) -> list[str]:
        return [hit["key"] for hit in self.hits]

    def is_ready(self, today: date) -> bool:
        answered = [answer.side for answer in self.answers.all()]
        return self.state == State.ASKED and may_be_decided(answered, self.sides, self.due_on, today)

    def sentences(self) -> list[str]:
        """Each once: two private ones say the same."""
        return list(dict.fromkeys(hit["sentence"] for hit in self.hits))


class DoubtAnswer(models.Model):
    """What one side said; the last word counts."""

    doubt = models.ForeignKey(Doubt, models.CASCADE, related_name="answers", verbose_name="疑问")
    side = models.CharField("哪一方", max_length=10, choices=Side.choices)
    opinion = models.CharField("意见", max_length=10, choices=Opinion.choices)
    text = models.CharField("说明", max_length=300)
    answered_on = models.DateField("哪天")
    answered_by = models.CharField("谁写的", max_length=80)
    is_taken_down = models.BooleanField("驻村办代记", default=False)

    class Meta:
        verbose_name = "疑问说明"
        constraints = [models.UniqueConstraint(fields=["doubt", "side"], name="doubt_answer_once_a_side")]

    def __str__(self) -> str:
        return f"{self.get_side_display()}：{self.text}"

    @property
    def written_by(self) -> str:
        return f"{self.answered_by}代记" if self.is_taken_down else self.answered_by


Hits = list[dict[str, Any]]
