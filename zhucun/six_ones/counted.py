"""A card of a page counts the rows of its ledger and names the first that are under way: one query for both."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, Value, When, Window
from django.db.models.expressions import Combinable


def counted_with_first(
    rows: QuerySet, how_many: Mapping[str, Count], named: Q, most: int
) -> tuple[dict[str, int], list[Any]]:
    """The counts over all rows, and the first of those `named` in the order the rows have."""
    counts: dict[str, Combinable] = {f"counted_{name}": Window(count) for name, count in how_many.items()}
    is_named = Case(When(named, then=Value(1)), default=Value(0))
    found = list(rows.annotate(is_named=is_named, **counts).order_by("-is_named", *rows.query.order_by)[:most])
    counted = {name: getattr(found[0], f"counted_{name}") if found else 0 for name in how_many}
    return counted, [row for row in found if row.is_named]
