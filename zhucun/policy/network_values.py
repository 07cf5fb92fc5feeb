"""How many households somebody keeps in touch with at most, how often each household is visited. Pure."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from zhucun.policy.declaring import value
from zhucun.policy.rows import Holds, PolicyRow, cell


def _problem_of(rows: tuple[Any, ...], number: str, what: str) -> str:
    """Of a list of labels with a number each."""
    twice = [label for label, times in Counter(row.label for row in rows).items() if times > 1]
    if twice:
        return f"“{twice[0]}”有两行。"
    return "" if all(getattr(row, number) > 0 for row in rows) else f"{what}要大于 0。"


@dataclass(frozen=True)
class LinkBound(PolicyRow):
    """How many households somebody of this age keeps in touch with at most: 一联十, 一联五 (R-TASK-08)."""

    key: str = cell("标识")
    label: str = cell("年龄段")
    most: int = cell("最多联几户", Holds.COUNT)

    @property
    def sentence(self) -> str:
        return f"{self.label} {self.most} 户"

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        return _problem_of(rows, "most", "最多联几户") if rows else "至少留一个年龄段。"


YOUNG, OLD = "young", "old"
SHIPPED_BOUNDS = (LinkBound(YOUNG, "年轻的", 10), LinkBound(OLD, "年纪大的", 5))

EX_POOR, EVERY = "ex_poor", "every"
WORDS = {30: "每月一次", 90: "每季度一次", 365: "每年一次"}


@dataclass(frozen=True)
class VisitRhythm(PolicyRow):
    """How often households of a kind are visited; of one that is of several kinds the shortest holds (R-MON-06). Of
    monitored ones the ledger of 防返贫监测 has its own number."""

    NEEDED = frozenset({EX_POOR, EVERY})

    key: str = cell("标识")
    label: str = cell("哪类户")
    days: int = cell("多少天走一次", Holds.COUNT)

    @property
    def how_often(self) -> str:
        return WORDS.get(self.days, f"{self.days} 天一次")

    @property
    def sentence(self) -> str:
        return f"{self.label}{self.how_often}"

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        return _problem_of(rows, "days", "多少天走一次") if rows else "至少留一类户。"


SHIPPED_RHYTHMS = (
    VisitRhythm(EX_POOR, "脱贫户", 90),
    VisitRhythm(EVERY, "其他户", 365),
)


@dataclass(frozen=True)
class Network:
    TITLE = "联户和走访"
    bounds: tuple[LinkBound, ...] = value("一个人最多联几户", SHIPPED_BOUNDS, rule="R-TASK-08", rows_of=LinkBound)
    rhythms: tuple[VisitRhythm, ...] = value(
        "监测户以外，多久走访一次", SHIPPED_RHYTHMS, rule="R-MON-06", rows_of=VisitRhythm
    )
    offline_days: int = value("村户名单在手机里留几天", 30, rule="R-MON-06", unit="天")

    def most_of(self, age: str) -> int:
        """Of an age nobody told the largest bound holds: no warning without a reason."""
        found = {one.key: one.most for one in self.bounds}
        return found.get(age, max(found.values()))
