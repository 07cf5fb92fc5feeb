"""By what a team weighs in the draw, and which villages are a stratum of their own. Pure (R-INS-02, R-INS-04)."""

from dataclasses import dataclass
from typing import Any

from zhucun.policy.rows import Holds, PolicyRow, cell

STRATA = {"county": "全县一起抽", "key": "重点的村和别的村分开抽"}
KEY_TAGS = {
    "key_assistance": "乡村振兴重点帮扶村",
    "weak_party_branch": "党组织软弱涣散村",
    "hard_to_govern": "治理难村",
    "resettlement": "易地搬迁集中安置点",
}


def _problem(firsts: list[int], weights: list[int], least: int) -> str:
    if not firsts or firsts[0] != 0:
        return "第一档从 0 起，哪支队都要有一档。"
    if any(one >= following for one, following in zip(firsts, firsts[1:], strict=False)):
        return "各档要一档比一档大。"
    return "" if min(weights) >= least else f"权重最小是 {least}。"


@dataclass(frozen=True)
class DayBand(PolicyRow):
    """The longer nobody has been there, the heavier."""

    from_days: int = cell("多少天没督查到起", Holds.COUNT)
    weight: int = cell("权重", Holds.COUNT)

    @property
    def sentence(self) -> str:
        return f"{self.from_days} 天起，权重 {self.weight}"

    @classmethod
    def order(cls, row: "DayBand") -> int:
        return row.from_days

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        return _problem([row.from_days for row in rows], [row.weight for row in rows], 1)


@dataclass(frozen=True)
class DoubtBand(PolicyRow):
    """What is open with a team makes it heavier."""

    from_count: int = cell("没了结的事几件起", Holds.COUNT)
    weight: int = cell("加多少权重", Holds.COUNT)

    @property
    def sentence(self) -> str:
        return f"{self.from_count} 件起，加 {self.weight}"

    @classmethod
    def order(cls, row: "DoubtBand") -> int:
        return row.from_count

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        return _problem([row.from_count for row in rows], [row.weight for row in rows], 0)


SHIPPED_DAYS = (DayBand(0, 1), DayBand(15, 2), DayBand(31, 4), DayBand(46, 6))
SHIPPED_DOUBTS = (DoubtBand(0, 0), DoubtBand(1, 2), DoubtBand(3, 4))
