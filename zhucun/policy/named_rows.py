"""Rows of policy that ledgers know by their keys and people by their names."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from zhucun.policy.rows import PolicyRow, cell


@dataclass(frozen=True)
class NamedRow(PolicyRow):
    """No two of one name, and never none."""

    key: str = cell("标识")
    label: str = cell("名称")

    @property
    def short(self) -> str:
        return self.label

    @property
    def sentence(self) -> str:
        return self.label

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        twice = [label for label, times in Counter(row.label for row in rows).items() if times > 1]
        return f"“{twice[0]}”有两行。" if twice else "" if rows else "至少留一行。"
