"""How a number that a county may set is declared: its label, unit, rule and shape. Pure."""

from collections.abc import Mapping
from dataclasses import field
from enum import Enum
from typing import Any

from zhucun.policy.rows import PolicyRow


class Shape(Enum):
    """What a value is, which follows from its default and whether there are choices."""

    COUNT = "count"
    COUNTS = "counts"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    TEXTS = "texts"
    ITEMS = "items"
    ROWS = "rows"


def value(
    label: str,
    default: Any,
    *,
    rule: str,
    unit: str = "",
    choices: Mapping[str, str] | None = None,
    rows_of: type[PolicyRow] | None = None,
) -> Any:
    """Declare a value a county may set; its page, help text and printed list are made from this."""
    told = {"label": label, "rule": rule, "unit": unit, "choices": choices, "rows_of": rows_of}
    return field(default=default, metadata=told)
