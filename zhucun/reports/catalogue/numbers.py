"""The county's numbers behind a figure: which hold on its day, and whether they moved a record in or out (R-SEL-21)."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from zhucun.lib.figure import Figure, Question, ask, numbers_behind
from zhucun.policy import in_force as policy
from zhucun.policy.profile import about
from zhucun.policy.versions.models import PolicyVersion
from zhucun.policy.versions.setting import NewValue, new_values, value_in_words
from zhucun.web.figures import rows_shown

COUNTY = 6  # digits of a code


class Definitions:
    """Definitions with the values of the day in them; only figures that rest on a value look them up."""

    def __init__(self, question: Question) -> None:
        self._question = question
        self._values: dict[str, str] = {}
        self._words: dict[str, str] = {}

    @cached_property
    def _versions(self) -> list[PolicyVersion]:
        county = self._question.scope[:COUNTY]
        return policy.versions_known_to(self._question.actor, self._question.as_of, [county])[county]

    def values(self, figure: Figure) -> str:
        """“每队至少人数”现在为 2 人（县办法，2022-07-11 起）; nothing where each county has its own."""
        if figure.id not in self._values:
            self._values[figure.id] = self._said_of(figure)
        return self._values[figure.id]

    def _said_of(self, figure: Figure) -> str:
        keys = numbers_behind(figure)
        if not keys or len(self._question.scope) < COUNTY:
            return ""
        when = "现在" if self._question.as_of == self._question.actor.today else f" {self._question.as_of:%Y-%m-%d} "
        return "，".join(f"“{about(key).label}”{when}为 {self._in_words(key)}" for key in keys)

    def _in_words(self, key: str) -> str:
        if key not in self._words:
            self._words[key] = value_in_words(self._versions, key)
        return self._words[key]

    def of(self, figure: Figure) -> str:
        return self._with_values(figure.definition, figure)

    def short(self, figure: Figure) -> str:
        """Without its conditions, which stand on the figure's own page."""
        return self._with_values(figure.definition.split("；")[0], figure)

    def _with_values(self, said: str, figure: Figure) -> str:
        return "；".join(filter(None, [said.removesuffix("。"), self.values(figure)])) + "。"


class Judged:
    """Which rows came, went or weigh otherwise only because the numbers are others than on an earlier day."""

    def __init__(self, figure: Figure, question: Question, then: date) -> None:
        self._figure, self._question, self._then = figure, question, then
        self._keys = numbers_behind(figure)

    def reasons(self, rows: Collection[Any], *, came: bool) -> dict[int, NewValue]:
        """Row → the value that moved it: by the earlier day's numbers it would stand today where it stood then."""
        new = self._new_values(rows)
        if not new:
            return {}
        kept = set(self._by_old_numbers().filter(pk__in=[row.pk for row in rows]).values_list("pk", flat=True))
        return {row.pk: new[self._county(row)] for row in rows if self._county(row) in new and (row.pk in kept) != came}

    def reasons_for_amounts(self, rows: Collection[Any], was: Mapping[int, int]) -> dict[int, NewValue]:
        new = self._new_values(rows)
        if not new:
            return {}
        amounts = self._by_old_numbers().filter(pk__in=[row.pk for row in rows]).values_list("pk", "amount")
        by_old = dict(amounts)
        unmoved = (row for row in rows if by_old.get(row.pk, 0) == was.get(row.pk, 0))
        return {row.pk: new[self._county(row)] for row in unmoved if self._county(row) in new}

    def _by_old_numbers(self) -> Any:
        return ask(self._figure.id, self._question.by_numbers_of(self._then)).records

    def _new_values(self, rows: Iterable[Any]) -> dict[str, NewValue]:
        """County → the first of the figure's values that is another now."""
        counties = {self._county(row) for row in rows} if self._keys else set()
        by_county = policy.versions_known_to(self._question.actor, self._question.as_of, counties)
        found = {code: new_values(versions, self._then, self._keys) for code, versions in by_county.items()}
        return {code: values[0] for code, values in found.items() if values}

    def _county(self, row: Any) -> str:
        path = rows_shown(self._figure).place
        if not path:
            return self._question.scope[:COUNTY]
        value = row
        for name in path.split("__"):
            value = getattr(value, name)
        return str(value)[:COUNTY]
