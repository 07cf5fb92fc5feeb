"""Draft: a text somebody is writing or has been sent, whose numbers are looked through."""

from django.db import models

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped
from zhucun.files.models import holds_files
from zhucun.reports.drafts.rules import WRITE

LONGEST_TITLE = 60


class Draft(Row, Scoped):
    """One's own: a draft is read by whoever writes it, never by place."""

    SEE = WRITE
    SCOPE = {"account": "account_id"}

    county_code = CodeField("县", max_length=6, blank=True)
    account_id = models.BigIntegerField("谁的")
    title = models.CharField("标题", max_length=LONGEST_TITLE)
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


@holds_files("reports.draft")
def _drafts_reached(actor: Actor, needs: str | None) -> models.QuerySet:
    return Draft.objects.visible_to(actor, needs or WRITE)
