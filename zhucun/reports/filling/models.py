"""Form: a superior's blank form, kept as it came; Filling: what it was filled with; and labels that were settled."""

from typing import Any

from django.db import models

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped
from zhucun.files.models import holds_files
from zhucun.reports.filling.rules import OWN

LONGEST_TITLE = 60
VALUE, WHY = 3, 8  # of a cell of a label


class Form(Row, Scoped):
    """One's own. The file hangs on it and is never changed."""

    SEE = OWN
    SCOPE = {"account": "account_id"}

    county_code = CodeField("县", max_length=6, blank=True)
    account_id = models.BigIntegerField("谁的")
    title = models.CharField("名称", max_length=LONGEST_TITLE)
    kind = models.CharField("格式", max_length=4)
    chosen = models.JSONField("选定的", default=dict)  # label as remembered → what it means here
    brought_at = models.DateTimeField("放进来的时间")
    removed_at = models.DateTimeField("删去的时间", null=True)

    class Meta:
        verbose_name = "要填的表"
        indexes = [models.Index(fields=["account_id", "removed_at"], name="form_of_account")]

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> str:
        return self.county_code


class Filling(Row, Scoped):
    """A form filled for a territory as of a day; the copy hangs on it. The same question again takes its place."""

    SEE = OWN
    SCOPE = {"account": "form__account_id"}

    form = models.ForeignKey(Form, models.CASCADE, related_name="fillings", verbose_name="表")
    as_of = models.DateField("截止哪天")
    since = models.DateField("变动从")
    until = models.DateField("变动到（不含）")
    scope = CodeField("范围", max_length=14)
    filled_at = models.DateTimeField("填的时间")
    known = models.PositiveIntegerField("填了几格")
    open = models.PositiveIntegerField("没填几格")
    notes = models.JSONField("要知道的", default=list)

    class Meta:
        verbose_name = "填过的一份"
        ordering = ["-filled_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["form", "as_of", "since", "until", "scope"], name="filling_once"),
            models.CheckConstraint(condition=models.Q(until__gt=models.F("since")), name="filling_period"),
        ]

    def __str__(self) -> str:
        return f"{self.form}（{self.as_of:%Y-%m-%d}）"

    @property
    def place_code(self) -> str:
        return self.scope


class FormLabel(models.Model):
    """What a column or row of a filled form asked, what it was taken for and how surely, and each of its cells."""

    filling = models.ForeignKey(Filling, models.CASCADE, related_name="labels")
    position = models.PositiveIntegerField("第几个")
    label = models.CharField("写法", max_length=200)
    said = models.CharField("记作", max_length=200)
    told = models.CharField("是什么", max_length=80, blank=True)  # figure:…, field:…
    is_settled = models.BooleanField("定过", default=False)
    confidence = models.PositiveSmallIntegerField("把握")
    reason = models.CharField("理由", max_length=200)
    likely = models.JSONField("可能是", default=list)
    known = models.PositiveIntegerField("填了几格")
    cells = models.JSONField("各格")  # sheet, row, column, value, whose it is, its key, its name, whose file, why not

    class Meta:
        verbose_name = "表里的一栏"
        ordering = ["filling", "position"]

    def __str__(self) -> str:
        return self.label

    @property
    def why_open(self) -> str:
        """Of the first cell that is not filled although one knows what is asked."""
        return next((cell[WHY] for cell in self.cells if cell[VALUE] is None and cell[WHY]), "台账里是空的。")


class RememberedLabel(Row, Scoped):
    """What a label means in this county, settled by somebody and used for every form that has it."""

    SEE = OWN
    SCOPE = {"account": "account_id"}

    county_code = CodeField("县", max_length=6)
    said = models.CharField("写法", max_length=200)
    label = models.CharField("表里写的", max_length=200)
    told = models.CharField("是什么", max_length=80)
    account_id = models.BigIntegerField("谁定的", null=True)  # none of the machine's own operator
    settled_by = models.CharField("谁定的（姓名）", max_length=80)
    settled_at = models.DateTimeField("什么时候定的")

    class Meta:
        verbose_name = "记住的写法"
        constraints = [models.UniqueConstraint(fields=["county_code", "said"], name="label_remembered_once")]

    def __str__(self) -> str:
        return self.label

    @property
    def place_code(self) -> str:
        return self.county_code


@holds_files("reports.form")
def _forms_reached(actor: Actor, needs: str | None) -> models.QuerySet[Any]:
    return Form.objects.visible_to(actor, OWN)


@holds_files("reports.filling")
def _fillings_reached(actor: Actor, needs: str | None) -> models.QuerySet[Any]:
    return Filling.objects.visible_to(actor, OWN)
