"""Which tables are remembered, and which of their columns: those above tell what they ask of the past."""

from collections.abc import Iterable, Mapping
from functools import cache

from django.apps import apps
from django.db import models

_labels: set[str] = set()
ALWAYS_NEW = "version"  # goes up with every change, and no figure reads it


def remember(labels: Iterable[str]) -> None:
    """Register models by `app.Model`, before any connection is used."""
    _labels.update(labels)
    models_by_table.cache_clear()


@cache
def models_by_table() -> Mapping[str, type[models.Model]]:
    found = (apps.get_model(label) for label in sorted(_labels))
    return {model._meta.db_table: model for model in found}


def columns_of(model: type[models.Model]) -> list[str]:
    """Columns whose former values are kept: neither sensitive ones nor free text, which are to be gone when they are
    gone (R-DAT-04, R-DAT-07)."""
    return [field.column for field in model._meta.local_concrete_fields if _is_kept(field)]


def columns_left_out(model: type[models.Model]) -> list[str]:
    kept = {*columns_of(model), key_of(model)}
    return [field.column for field in model._meta.local_concrete_fields if field.column not in kept]


def key_of(model: type[models.Model]) -> str:
    return model._meta.pk.column


def _is_kept(field: models.Field) -> bool:
    if field.primary_key or field.name == ALWAYS_NEW or getattr(field, "is_sensitive", False):
        return False
    return not isinstance(field, models.TextField | models.BinaryField)
