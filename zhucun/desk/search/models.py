"""SearchEntry: by which words a person, team, place or unit is found."""

from django.db import models
from django.db.models import TextChoices

from zhucun.acts.rows import CodeField


class Kind(TextChoices):
    PERSON = "person", "人"
    TEAM = "team", "工作队"
    PLACE = "place", "乡镇和村"
    UNIT = "unit", "单位"
    LETTER = "letter", "整改交办函"


class SearchEntry(models.Model):
    """Only finds; what is found is always read through `visible_to` of its own model, so it needs no scope.

    A plain text per row, looked through county by county: at a hundred counties (140 000 rows) a search over all of
    them stays under 60 ms on either database, over one county under 3 ms, and no engine's own index has to be kept.
    """

    county_code = CodeField("县", max_length=6)
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    key = models.BigIntegerField("记录")
    words = models.CharField("写法", max_length=600)  # each after a blank, in lower case

    class Meta:
        verbose_name = "搜索条目"
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="search_entry_once")]
        indexes = [models.Index(fields=["kind", "county_code"], name="search_county")]

    def __str__(self) -> str:
        return self.words.strip()
