"""The values of 知识测验: how often, how long, grades, what half an answer is worth. Pure."""

from dataclasses import dataclass
from typing import Any

from zhucun.policy.declaring import value
from zhucun.policy.rows import Holds, PolicyRow, cell

FULL = 100
PARTIAL = {"none": "不给分", "half": "给一半", "share": "选对几个给几个的分"}


@dataclass(frozen=True)
class GradeBand(PolicyRow):
    """A grade and from how many per cent of the points it is given."""

    label: str = cell("等次")
    least: int = cell("得分占满分的百分之几起", Holds.COUNT)

    @property
    def sentence(self) -> str:
        return f"{self.label}：{self.least}% 起"

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        least = [row.least for row in rows]
        if least != sorted(set(least), reverse=True) or (least and least[0] > FULL):
            return "等次从高到低排，一个比一个低，最高不过 100。"
        return "" if least and least[-1] == 0 else "最低一等从 0 起，谁都有等次。"


BANDS = (GradeBand("优秀", 90), GradeBand("良好", 75), GradeBand("一般", 0))


@dataclass(frozen=True)
class Testing:
    TITLE = "知识测验"
    per_quarter: int = value("一个季度最多", 1, rule="R-TRN-06", unit="次，再办要写理由")
    minutes: int = value("一场多长", 60, rule="R-TRN-05", unit="分钟")
    bands: tuple[GradeBand, ...] = value("得分分几等", BANDS, rule="R-TRN-05", rows_of=GradeBand)
    partial: str = value("多选题没选全、没选错", "half", rule="R-TRN-05", choices=PARTIAL)
    retakes: int = value("没考好可以再考", 1, rule="R-TRN-05", unit="次")
    grace_minutes: int = value("断网答的，到点以后多久内送到都算", 30, rule="R-TRN-05", unit="分钟")
