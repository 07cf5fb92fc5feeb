"""QuestionFile: the questions of a sheet until they are in the bank; nobody's business but who brought it."""

from django.db import models

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped
from zhucun.policy.documents.models import RuleDocument
from zhucun.training.questions.rules import Difficulty


class QuestionFile(Row, Scoped):
    """`lines` are `plan.Line`s as plain values, in the order of the sheet."""

    SCOPE = {"account": "account_id"}

    account_id = models.BigIntegerField("账号")
    place_code = CodeField("放进谁的题库", max_length=14)
    file_name = models.CharField("文件", max_length=200)
    topic = models.CharField("专题", max_length=40)
    difficulty = models.CharField("难度", max_length=6, choices=Difficulty.choices, default=Difficulty.MEDIUM)
    document = models.ForeignKey(RuleDocument, models.PROTECT, null=True, related_name="+", verbose_name="出自哪个文件")
    lines = models.JSONField("读出的题", default=list)
    notes = models.JSONField("整份的说明", default=list)
    brought_at = models.DateTimeField("什么时候传的")

    class Meta:
        verbose_name = "导入的一份题"
        indexes = [models.Index(fields=["account_id", "brought_at"], name="question_file_own")]

    def __str__(self) -> str:
        return self.file_name
