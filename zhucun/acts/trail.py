"""What acts leave behind: the audit log and its seals, downloads, deliveries, acts sent once."""

import uuid
from collections.abc import Iterable

from django.db import models

from zhucun.acts.permissions import permission
from zhucun.acts.rows import CodeField
from zhucun.acts.scope import Scoped, ScopedQuerySet, within_prefixes

SETTLE_DELIVERIES = permission("delivery.settle", "处理没送出的通知")


class AuditLog(models.Model):
    """One act by one actor on one row. The database refuses changes; no foreign keys to business rows."""

    act_id = models.UUIDField("动作号", default=uuid.uuid4, editable=False)
    cause_id = models.UUIDField("起因动作号", null=True)
    batch_id = models.UUIDField("批次号", null=True)
    recorded_at = models.DateTimeField("记录时间")
    happened_at = models.DateTimeField("业务时间")
    actor_name = models.CharField("谁", max_length=80)
    account_id = models.BigIntegerField("账号", null=True)
    person_id = models.BigIntegerField("自然人", null=True)
    on_behalf_of = models.BigIntegerField("代谁", null=True)
    door = models.CharField("从哪里", max_length=12)
    verb = models.CharField("动作", max_length=60)
    row_kind = models.CharField("记录类别", max_length=60)
    row_key = models.BigIntegerField("记录")
    subject_kind = models.CharField("关于类别", max_length=60, blank=True)
    subject_key = models.BigIntegerField("关于", null=True)
    place_code = CodeField("地点", max_length=14, blank=True)
    changes = models.JSONField("改了什么", default=dict)
    told = models.JSONField("填了什么", default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["row_kind", "row_key"], name="audit_row"),
            models.Index(fields=["subject_kind", "subject_key"], name="audit_subject"),
            models.Index(fields=["place_code", "id"], name="audit_place"),
            models.Index(fields=["account_id", "id"], name="audit_account"),
            models.Index(fields=["batch_id"], name="audit_batch", condition=models.Q(batch_id__isnull=False)),
        ]


class AuditText(models.Model):
    """Free text of a line. The line holds its salted digest, so erasing the text does not break the chain."""

    line = models.ForeignKey(AuditLog, models.DO_NOTHING, related_name="texts", db_constraint=False)
    field = models.CharField("栏", max_length=60)
    salt = models.CharField("盐", max_length=32)
    text = models.TextField("内容", blank=True)
    erased_at = models.DateTimeField("抹去时间", null=True)


class Seal(models.Model):
    """Closes a run of audit lines into the hash chain. It names its lines, since a lower id may commit later."""

    sealed_at = models.DateTimeField("封签时间")
    ranges = models.JSONField("行号区间")  # [[first, last], …], both included
    line_count = models.PositiveIntegerField("行数")
    previous = models.CharField("上一封签", max_length=64, blank=True)
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        # The chain never forks. As an expression, which makes an index: SQLite would otherwise make the table anew
        # and lose the triggers that refuse changes.
        constraints = [models.UniqueConstraint(models.F("previous"), name="seal_follows_once")]


class AccessLog(models.Model):
    """Who looked at or took away personal data, and why. Kept for twelve months (R-SEC-08)."""

    at = models.DateTimeField("时间")
    actor_name = models.CharField("谁", max_length=80)
    account_id = models.BigIntegerField("账号", null=True)
    door = models.CharField("从哪里", max_length=12)
    what = models.CharField("看了、取了什么", max_length=200)
    reason = models.CharField("理由", max_length=200, blank=True)
    row_kind = models.CharField("记录类别", max_length=60, blank=True)
    row_key = models.BigIntegerField("记录", null=True)
    place_code = CodeField("地点", max_length=14, blank=True)
    row_count = models.PositiveIntegerField("条数", default=1)

    class Meta:
        indexes = [
            models.Index(fields=["row_kind", "row_key"], name="access_row"),
            models.Index(fields=["place_code", "id"], name="access_place"),
        ]


def _of_a_line_within(prefixes: Iterable[str]) -> models.Q:
    """Asked of each delivery, which are few: in a join the county's whole log would be gone through for them."""
    lines = AuditLog.objects.filter(within_prefixes("place_code", prefixes), pk=models.OuterRef("line"))
    return models.Q(models.Exists(lines))


class Delivery(Scoped):
    """A consequence of an act waiting to be carried out by the clock, with retries."""

    SCOPE = {"place": _of_a_line_within}
    SEE = SETTLE_DELIVERIES

    line = models.ForeignKey(AuditLog, models.DO_NOTHING, related_name="deliveries", db_constraint=False)
    handler = models.CharField("处理", max_length=120)
    due_at = models.DateTimeField("何时")
    tries = models.PositiveSmallIntegerField("次数", default=0)
    last_error = models.TextField("上次错误", blank=True)
    done_at = models.DateTimeField("办完", null=True)
    dead_at = models.DateTimeField("放弃", null=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["line", "handler"], name="delivery_once")]
        indexes = [
            models.Index(
                fields=["due_at"],
                name="delivery_open",
                condition=models.Q(done_at__isnull=True, dead_at__isnull=True),
            )
        ]


class SentAct(models.Model):
    """The outcome of an act whose sender gave it an id: a second sending gets the first answer."""

    id = models.UUIDField(primary_key=True)
    account_id = models.BigIntegerField("账号", null=True)
    at = models.DateTimeField("时间")
    verb = models.CharField("动作", max_length=60)
    row_key = models.BigIntegerField("记录", null=True)
