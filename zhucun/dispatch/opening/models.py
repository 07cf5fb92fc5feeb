"""OpeningFile: one existing sheet brought in. OpeningBalance: one value of it."""

from django.db import models
from django.db.models import Q

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.dispatch.roster.models import Team
from zhucun.org.people.models import Cadre


class OpeningFile(Row, Scoped):
    """The file an import came from: what it was, how its columns were read, what became of it."""

    SCOPE = {"place": "county_code"}

    county_code = CodeField("县", max_length=6)
    kind = models.CharField("种类", max_length=30)
    file_name = models.CharField("文件", max_length=200)
    sha256 = models.CharField("摘要", max_length=64)
    imported_at = models.DateTimeField("导入时间")
    imported_by = models.CharField("导入人", max_length=80)
    batch_id = models.UUIDField("批次号", null=True)
    counts = models.JSONField("结果", default=dict)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "导入的文件"
        indexes = [models.Index(fields=["county_code", "kind", "imported_at"], name="opening_file")]

    def __str__(self) -> str:
        return self.file_name

    @property
    def place_code(self) -> str:
        return self.county_code


class OpeningBalance(Row, Scoped):
    """期初: a value carried in, per person or team × kind × month; it never overlaps with what is recorded here."""

    SCOPE = {"place": "county_code", "cadre": "cadre", "team": "team"}

    county_code = CodeField("县", max_length=6)
    kind = models.CharField("种类", max_length=30)
    month = models.DateField("月份")
    cadre = models.ForeignKey(Cadre, models.PROTECT, null=True, related_name="opening_balances", verbose_name="干部")
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="opening_balances", verbose_name="工作队")
    amount = models.BigIntegerField("数")  # in the kind's own whole unit: half-days, fen, thousandths, count
    file = models.ForeignKey(OpeningFile, models.PROTECT, related_name="balances", verbose_name="文件")
    sheet_name = models.CharField("工作表", max_length=80)
    row_number = models.PositiveIntegerField("行号")

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "期初"
        constraints = [
            models.CheckConstraint(
                condition=Q(cadre__isnull=False, team__isnull=True) | Q(cadre__isnull=True, team__isnull=False),
                name="opening_of_person_or_team",
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="opening_month_first_day"),
            models.UniqueConstraint(
                fields=["kind", "month", "cadre"], condition=Q(cadre__isnull=False), name="opening_person_once"
            ),
            models.UniqueConstraint(
                fields=["kind", "month", "team"], condition=Q(team__isnull=False), name="opening_team_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.month:%Y-%m}"
