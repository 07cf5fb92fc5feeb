"""What the shared tools remember: saved views of lists, confirmed column mappings, imports under way."""

from django.db import models

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped


class SavedView(Row, Scoped):
    """A person's own filter of a list, under a name."""

    SCOPE = {"account": "account_id"}

    account_id = models.BigIntegerField("账号")
    table = models.CharField("列表", max_length=40)
    name = models.CharField("名称", max_length=20)
    query = models.CharField("筛选", max_length=400)

    class Meta:
        verbose_name = "常用视图"
        constraints = [models.UniqueConstraint(fields=["account_id", "table", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name


class RememberedMapping(models.Model):
    """How a county's file heads were read last time, by the head's fingerprint."""

    county_code = CodeField("县", max_length=6)
    kind = models.CharField("种类", max_length=30)
    fingerprint = models.CharField("表头指纹", max_length=64)
    mapping = models.JSONField("对应")

    class Meta:
        verbose_name = "记住的对应"
        constraints = [models.UniqueConstraint(fields=["county_code", "kind", "fingerprint"], name="mapping_once")]


class ImportDraft(Row, Scoped):
    """A file somebody is bringing in: kept until it is carried out or dropped, so that answers are not lost."""

    SCOPE = {"account": "account_id"}

    account_id = models.BigIntegerField("账号")
    county_code = CodeField("县", max_length=6)
    file_name = models.CharField("文件", max_length=200)
    content = models.BinaryField("内容")  # sealed, and emptied when it is done
    sha256 = models.CharField("摘要", max_length=64)
    size = models.PositiveIntegerField("字节数", default=0)
    kind = models.CharField("种类", max_length=30, blank=True)
    choices = models.JSONField("已答", default=dict)  # sheet, mapping, answers, rows left out
    shown = models.JSONField("方案", null=True)  # the plan as it was last looked at
    problem = models.TextField("读不了的原因", blank=True)  # why there is no plan
    job_key = models.BigIntegerField("正在办", null=True)  # the job that looks at it or brings it in
    file_key = models.BigIntegerField("导入记录", null=True)  # the record of what was written
    made_at = models.DateTimeField("上传时间")
    done_at = models.DateTimeField("办完", null=True)

    class Meta:
        verbose_name = "导入草稿"
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["account_id", "made_at"], name="import_draft")]

    def __str__(self) -> str:
        return self.file_name
