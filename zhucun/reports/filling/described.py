"""A form's cells as plain objects: what the command prints and the API answers; and where each opens."""

from fractions import Fraction
from typing import Any

from django.urls import reverse

from zhucun.lib.figure import Question
from zhucun.reports.filling.filling import Filled
from zhucun.reports.told_apart.whose import Of, Whose
from zhucun.web.figures import address


def object_of(cell: Filled, question: Question) -> dict[str, Any]:
    guess, whose = cell.wanted.guess, cell.wanted.whose
    return {
        "sheet": cell.wanted.sheet,
        "cell": cell.place,
        "of": whose.name or None,
        "label": guess.label,
        "value": plain(cell.value),
        "figure": guess.figure.id if guess.figure else None,
        "field": guess.field.id if guess.field else None,
        "confidence": guess.confidence,
        "reason": cell.reason,
        "url": url_of(guess.told, whose, question, cell.cadre) or None,
    }


def plain(value: int | Fraction | str | None) -> int | float | str | None:
    return float(value) if isinstance(value, Fraction) else value


def url_of(told: str, whose: Whose, question: Question, cadre: int | None = None) -> str:
    """A figure's page, a member's, a team's, a unit's; empty where nothing was found."""
    if not told or not whose.is_known:
        return ""
    if cadre is not None:
        return reverse("dispatch:members.one", args=[cadre])
    if whose.of is Of.TEAM:
        return reverse("dispatch:teams.one", args=[whose.key])
    if whose.of is Of.UNIT:
        return reverse("dispatch:units.one", args=[whose.key])
    kind, _, key = told.partition(":")
    if kind == "field":
        return reverse("dispatch:villages.one", args=[whose.key])
    return address(key, question.within(whose.key or question.scope))
