"""PractisedQuestion: of one person's practice, when a question was last seen and when it comes again."""

from django.db import models

from zhucun.acts.rows import Row
from zhucun.acts.scope import Scoped
from zhucun.training.questions.models import Question


class PractisedQuestion(Row, Scoped):
    """One's own; neither how often nor how long is kept (R-BUR-02)."""

    SCOPE = {"account": "account_id"}

    account_id = models.BigIntegerField("账号")
    question = models.ForeignKey(Question, models.CASCADE, related_name="practised", verbose_name="题目")
    seen_on = models.DateField("最近哪天练的")
    again_on = models.DateField("哪天再来", null=True)

    class Meta:
        verbose_name = "练过的题"
        constraints = [models.UniqueConstraint(fields=["account_id", "question"], name="practised_once")]

    def __str__(self) -> str:
        return f"练过的题 {self.question_id}"
