"""The values of 防返贫监测: classes and risks as lists with their days, how long things may take (R-MON). Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhucun.policy.declaring import value
from zhucun.policy.rows import Holds, PolicyRow, cell


@dataclass(frozen=True)
class MonitorClass(PolicyRow):
    """A class of 监测对象, from a day and, where it is no longer given, until another (R-MON-01).

    `also` are other words that exported sheets use for it, parted by 、.
    """

    key: str = cell("标识")
    label: str = cell("名称")
    since: str = cell("哪天起", Holds.DAY, hint="2016-01-01")
    until: str = cell("哪天起不再用", Holds.DAY, hint="空着是还在用", may_be_empty=True, default="")
    also: str = cell("表里还写作", may_be_empty=True, default="", hint="用顿号隔开")

    @property
    def short(self) -> str:
        return self.label

    @property
    def sentence(self) -> str:
        until = f"，{self.until} 起不再用" if self.until else ""
        return f"{self.label}（{self.since} 起{until}）"

    @property
    def words(self) -> tuple[str, ...]:
        return (self.label, *filter(None, self.also.split("、")))

    def holds_on(self, day: date) -> bool:
        return self.since <= day.isoformat() and not (self.until and self.until <= day.isoformat())

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        odd = next((row for row in rows if any(len(day) not in (0, 10) for day in (row.since, row.until))), None)
        if odd is not None:
            return f"“{odd.label}”的日子写成 2026-01-01 这样，带上年份。"
        backwards = next((row for row in rows if row.until and row.until <= row.since), None)
        if backwards is not None:
            return f"“{backwards.label}”不再用的日子要晚于开始用的日子。"
        return _said_twice(word for row in rows for word in row.words) or ("" if rows else "至少留一类。")


@dataclass(frozen=True)
class MonitorRisk(PolicyRow):
    """Why a household is watched, in words that tell nothing of anybody's health: illness, disability and schooling
    are one, that of large expenses (R-MON-05)."""

    key: str = cell("标识")
    label: str = cell("名称")
    also: str = cell("表里还写作", may_be_empty=True, default="", hint="用顿号隔开")

    @property
    def short(self) -> str:
        return self.label

    @property
    def sentence(self) -> str:
        return self.label

    @property
    def words(self) -> tuple[str, ...]:
        return (self.label, *filter(None, self.also.split("、")))

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        return _said_twice(word for row in rows for word in row.words) or ("" if rows else "至少留一种。")


def _said_twice(words: Iterable[str]) -> str:
    twice = [word for word, times in Counter(words).items() if times > 1]
    return f"“{twice[0]}”写了两回。" if twice else ""


# Names and standards are being re-arranged into 常态化帮扶 from 2026 on: what a county is told by then it writes here.
SHIPPED_CLASSES = (
    MonitorClass("unstable", "脱贫不稳定户", "2020-03-01", "2026-01-01", "脱贫不稳定、不稳定户"),
    MonitorClass("marginal", "边缘易致贫户", "2020-03-01", "2026-01-01", "边缘易致贫、边缘户"),
    MonitorClass("sudden_hardship", "突发严重困难户", "2021-05-01", "2026-01-01", "突发严重困难、突发困难户"),
    MonitorClass("at_risk", "防止返贫致贫对象", "2026-01-01", "", "防止返贫致贫户"),
)
SHIPPED_RISKS = (
    MonitorRisk("expenses", "刚性支出大", "因病、因残、因学、大病、患病、残疾、因病因残、上学、支出骤增"),
    MonitorRisk("disaster", "受灾", "因灾、因自然灾害、自然灾害、灾害"),
    MonitorRisk("accident", "意外事故", "因意外、因意外事故、突发事故"),
    MonitorRisk("income", "收入骤减", "收入大幅缩减、收入下降"),
    MonitorRisk("work", "务工不稳", "因务工就业不稳、务工就业不稳、失业"),
    MonitorRisk("business", "产业失败", "因产业项目失败、产业项目失败、经营亏损"),
    MonitorRisk("labour", "缺劳力", "缺劳动力、因缺劳动力、因缺劳力"),
    MonitorRisk("housing_water", "住房饮水", "住房安全、饮水安全、住房不安全、饮水不安全"),
    MonitorRisk("other", "其他", "其它"),
)


@dataclass(frozen=True)
class Monitoring:
    TITLE = "防返贫监测"
    classes: tuple[MonitorClass, ...] = value(
        "监测对象分哪几类", SHIPPED_CLASSES, rule="R-MON-01", rows_of=MonitorClass
    )
    risks: tuple[MonitorRisk, ...] = value("风险写成哪几种", SHIPPED_RISKS, rule="R-MON-05", rows_of=MonitorRisk)
    identify_days: int = value("从发现线索到识别完", 15, rule="R-MON-03", unit="天")
    publicity_days: int = value("村内公示", 5, rule="R-MON-03", unit="天")
    visit_months: int = value("监测户多久走访一次", 1, rule="R-MON-06", unit="个月")
