"""StoredFile: one upload, which hangs on a row of a topic above and is seen by whoever sees that row."""

from collections.abc import Callable
from typing import Self

from django.db import models
from django.db.models import Q, QuerySet

from zhucun.acts.actor import Actor
from zhucun.acts.rows import CodeField, Row
from zhucun.acts.scope import NOTHING, Scoped, ScopedQuerySet
from zhucun.files.rules import ENDINGS, KB, MB, FileKind

Reached = Callable[[Actor, str | None], QuerySet]
_holders: dict[str, Reached] = {}


def holds_files(kind: str) -> Callable[[Reached], Reached]:
    """Register a kind of row that files hang on: `f(actor, needs)` gives those the actor sees."""

    def register(reached: Reached) -> Reached:
        _holders[kind] = reached
        return reached

    return register


class StoredFileQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Actor, needs: str | None = None) -> Self:
        """Never by place alone: a photo in somebody's house is as narrow as the record it hangs on."""
        condition = NOTHING
        for kind, reached in _holders.items():
            condition |= Q(holder_kind=kind, holder_key__in=reached(actor, needs).values("pk"))
        return self.filter(condition)

    def of(self, row: models.Model) -> Self:
        return self.filter(holder_kind=row._meta.label_lower, holder_key=row.pk, removed_at__isnull=True).order_by("pk")


class StoredFile(Row, Scoped):
    SCOPE = {"place": "place_code"}

    holder_kind = models.CharField("挂在哪一类", max_length=60)
    holder_key = models.BigIntegerField("挂在哪一条")
    place_code = CodeField("地点", max_length=14)
    kind = models.CharField("种类", max_length=10, choices=FileKind.choices)
    title = models.CharField("名称", max_length=60, blank=True)
    content_type = models.CharField("格式", max_length=80)
    size = models.PositiveIntegerField("字节数")
    sha256 = models.CharField("摘要", max_length=64)
    stored_as = models.CharField(max_length=80, editable=False)
    kept_by = models.CharField("谁放的", max_length=80)
    kept_at = models.DateTimeField("什么时候放的")
    removed_at = models.DateTimeField("去掉的时间", null=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        verbose_name = "照片、录音、材料"
        indexes = [models.Index(fields=["holder_kind", "holder_key"], name="file_holder")]

    def __str__(self) -> str:
        return f"{self.title or self.get_kind_display()}（{self.size_in_words}）"

    @property
    def file_name(self) -> str:
        return f"{self.title or f'{self.get_kind_display()}{self.pk}'}.{ENDINGS[self.content_type]}"

    @property
    def size_in_words(self) -> str:
        return f"{self.size / MB:.1f} MB" if self.size >= MB else f"{self.size // KB + 1} KB"
