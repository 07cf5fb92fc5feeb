"""HolidayDay: one day on which a county works or rests other than the library says."""

from django.db import models

from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import Scoped, ScopedQuerySet
from zhucun.policy.versions.rules import SEE


class HolidayDay(Row, Scoped):
    """节假日: a day off, or a working day in place of one."""

    SCOPE = {"place": "county_code"}
    SEE = SEE

    county_code = CodeField("县", max_length=6)
    day = models.DateField("哪天")
    is_working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40)
    basis = models.CharField("依据", max_length=120, blank=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = "节假日"
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["county_code", "day"], name="holiday_once")]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"

    @property
    def place_code(self) -> str:
        return self.county_code
