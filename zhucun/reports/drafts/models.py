"""Draft: a text somebody is writing or has been sent, whose numbers are looked through; and those tied to figures."""

from django.db import models
from django.db.models import F, Q

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped
from zhucun.files.models import holds_files
from zhucun.reports.drafts.rules import WRITE

LONGEST_TITLE = 60

LONGEST_SENTENCE = 400


class Draft(Row, Scoped):
    """One's own: a draft is read by whoever writes it, never by place.

    `text` holds a number of the ledgers as ⟦3⟧, the 3 being the mark of one of its DraftNumbers (slots.py). `kind` is
    the template a report was begun from, nothing of a text of one's own.
    """

    SEE = WRITE
    SCOPE = {"account": "account_id"}

    county_code = CodeField("县", max_length=6, blank=True)
    account_id = models.BigIntegerField("谁的")
    title = models.CharField("标题", max_length=LONGEST_TITLE)
    kind = models.CharField("哪种材料", max_length=40, blank=True)
    text = models.TextField("正文")
    as_of = models.DateField("数字截止哪天")
    begun_at = models.DateTimeField("什么时候起的稿")
    changed_at = models.DateTimeField("最后一次改")
    removed_at = models.DateTimeField("删去的时间", null=True)

    class Meta:
        verbose_name = "材料稿"
        indexes = [models.Index(fields=["account_id", "removed_at"], name="draft_of_account")]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        return self.county_code


class DraftNumber(Row, Scoped):
    """A number of a draft that is tied to a figure: asked whenever the draft is read, until it is frozen to a day.

    `as_of`, `since` and `until` (not included) are nothing where the draft's own day is meant. What is frozen keeps the
    words it had, so that no later correction moves it.
    """

    SEE = WRITE
    SCOPE = {"account": "draft__account_id"}

    draft = models.ForeignKey(Draft, models.CASCADE, verbose_name="材料稿", related_name="numbers")
    mark = models.PositiveIntegerField("第几个")
    figure_id = models.CharField("哪个数字", max_length=80)
    scope = CodeField("范围", max_length=14)
    as_of = models.DateField("截止哪天", null=True)
    since = models.DateField("从哪天", null=True)
    until = models.DateField("到哪天（不含）", null=True)
    scale = models.PositiveIntegerField("以多少为单位", default=1)
    decimals = models.PositiveSmallIntegerField("几位小数", null=True)
    with_unit = models.BooleanField("带单位", default=False)
    rounds_down = models.BooleanField("只舍不入", default=False)
    frozen_on = models.DateField("定在哪天", null=True)
    frozen_because = models.TextField("为什么定住", blank=True)
    frozen_words = models.CharField("定住的数", max_length=40, blank=True)

    class Meta:
        verbose_name = "连着台账的数"
        constraints = [
            models.UniqueConstraint(fields=["draft", "mark"], name="draft_number_mark"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=F("since")),
                name="draft_number_until_after_since",
                violation_error_message="结束日期要在开始日期之后",
            ),
            models.CheckConstraint(
                condition=Q(frozen_on__isnull=True, frozen_because="", frozen_words="")
                | Q(frozen_on__isnull=False) & ~Q(frozen_because="") & ~Q(frozen_words=""),
                name="draft_number_frozen_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure_id}（第 {self.mark} 个）"

    @property
    def place_code(self) -> str:
        return self.draft.county_code

    @property
    def is_frozen(self) -> bool:
        return self.frozen_on is not None


class DraftVersion(models.Model):
    """What a draft said after one of the acts that change its words: who, when, of which day, and as people read it.

    `words` are the text with its numbers as they were then; `text` is what is had again when it is taken back.
    """

    draft = models.ForeignKey(Draft, models.CASCADE, verbose_name="材料稿", related_name="versions")
    number = models.PositiveIntegerField("第几稿")
    title = models.CharField("标题", max_length=LONGEST_TITLE)
    text = models.TextField("正文")
    words = models.TextField("当时的样子")
    as_of = models.DateField("数字截止哪天")
    did = models.CharField("做了什么", max_length=40)
    written_by = models.CharField("谁", max_length=40)
    written_at = models.DateTimeField("什么时候")

    class Meta:
        verbose_name = "历次稿"
        constraints = [models.UniqueConstraint(fields=["draft", "number"], name="draft_version_number")]

    def __str__(self) -> str:
        return f"第 {self.number} 稿"


class Dismissal(Row, Scoped):
    """不用改: a finding its writer leaves as it is, with the reason. Known by what it says, wherever that stands."""

    SEE = WRITE
    SCOPE = {"account": "draft__account_id"}

    draft = models.ForeignKey(Draft, models.CASCADE, verbose_name="材料稿", related_name="dismissals")
    says = models.CharField("说的是", max_length=LONGEST_SENTENCE)
    reason = models.TextField("为什么不用改")
    dismissed_at = models.DateTimeField("什么时候")
    dropped_at = models.DateTimeField("又要改的时间", null=True)

    class Meta:
        verbose_name = "不用改的"
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "says"], condition=Q(dropped_at__isnull=True), name="draft_dismissed_once"
            )
        ]

    def __str__(self) -> str:
        return self.says

    @property
    def place_code(self) -> str:
        return self.draft.county_code


@holds_files("reports.draft")
def _drafts_reached(actor: Actor, needs: str | None) -> models.QuerySet:
    return Draft.objects.visible_to(actor, needs or WRITE)
