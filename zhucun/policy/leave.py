"""What a county may set about leave: who approves how long (R-LEA-01), kinds, suspended periods, late returns. Pure."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, ClassVar

from zhucun.lib.amounts import shown_half_days
from zhucun.policy.rows import Holds, PolicyRow, cell, said_steps

LEAVE_APPROVERS = {
    "team_leader": "队长",
    "township_organiser": "乡镇组织委员",
    "township_secretary": "乡镇党委书记",
    "sending_unit": "派出单位",
    "county_office": "县驻村办",
    "organisation_department": "组织部",
    "county_leader": "县领导",
}
INFORMED = {**LEAVE_APPROVERS, "village_secretary": "村书记", "prefecture": "市级备案"}
COUNTED = {"working": "工作日", "calendar": "日历天"}
WHO_MAY = {"all": "所有队员", "women": "女队员", "men": "男队员"}


@dataclass(frozen=True)
class Tier(PolicyRow):
    """A leave up to so long goes this way; 0 is the last tier, for whatever is longer."""

    up_to_halfdays: int = cell("多长以内（天）", Holds.HALF_DAYS, hint="空着：更长的")
    steps: tuple[tuple[str, ...], ...] = cell(
        "由谁批", Holds.STEPS, choices=LEAVE_APPROVERS, hint="先后用 → 隔开，同时批的用顿号"
    )
    informed: tuple[tuple[str, ...], ...] = cell(
        "另外告诉谁", Holds.STEPS, choices=INFORMED, hint="几家用顿号隔开", may_be_empty=True, default=()
    )

    @property
    def told(self) -> tuple[str, ...]:
        return tuple(one for together in self.informed for one in together)

    @property
    def short(self) -> str:
        return f"{self._length}{said_steps(self.steps, LEAVE_APPROVERS)}"

    @property
    def sentence(self) -> str:
        told = "、".join(INFORMED.get(one, one) for one in self.told)
        return self.short + (f"，告诉{told}" if told else "")

    @property
    def _length(self) -> str:
        return f"{shown_half_days(self.up_to_halfdays)}以内：" if self.up_to_halfdays else "更长的："

    @classmethod
    def order(cls, row: "Tier") -> tuple[bool, int]:
        return row.up_to_halfdays == 0, row.up_to_halfdays

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        """Every length has one way, so that nobody's request stands without an approver."""
        lengths = [row.up_to_halfdays for row in rows]
        if not lengths or lengths[-1] != 0:
            return "最后一档的天数空着：再长的假也要有人批。"
        limited = lengths[:-1]
        if 0 in limited or any(one >= following for one, following in zip(limited, limited[1:], strict=False)):
            return "各档的天数要一档比一档长，只有最后一档空着。"
        return ""


@dataclass(frozen=True)
class LeaveKind(PolicyRow):
    """`yearly_halfdays` 0 is no limit; `by_service` is the State's 5, 10 or 15 days by years of work (R-LEA-05)."""

    NEEDED: ClassVar[frozenset[str]] = frozenset({"personal", "sick", "annual"})

    key: str = cell("标识")
    label: str = cell("名称")
    counted: str = cell("按什么算天数", Holds.CHOICE, choices=COUNTED)
    yearly_halfdays: int = cell("一年最多（天）", Holds.HALF_DAYS, hint="空着：不限", default=0)
    by_service: bool = cell("按工龄定", Holds.FLAG, default=False)
    who: str = cell("谁可以请", Holds.CHOICE, choices=WHO_MAY, default="all")

    @property
    def short(self) -> str:
        return self.label

    @property
    def sentence(self) -> str:
        said = [f"{self.label}：按{COUNTED.get(self.counted, self.counted)}算"]
        if self.by_service:
            said.append("一年几天按工龄")
        elif self.yearly_halfdays:
            said.append(f"一年最多 {shown_half_days(self.yearly_halfdays)}")
        if self.who != "all":
            said.append(f"限{WHO_MAY.get(self.who, self.who)}")
        return "，".join(said)

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        twice = [label for label, times in Counter(row.label for row in rows).items() if times > 1]
        return f"“{twice[0]}”有两行。" if twice else ""


@dataclass(frozen=True)
class NoLeavePeriod(PolicyRow):
    """Flood and fire periods in which no leave is given unless the county allows it (R-LEA-08)."""

    label: str = cell("名称")
    since: str = cell("从", Holds.DAY, hint="06-15 是每年")
    until: str = cell("到（含）", Holds.DAY, hint="或写 2022-06-15")
    basis: str = cell("依据", may_be_empty=True, default="")

    @property
    def short(self) -> str:
        return f"{self.label} {self.since} 到 {self.until}"

    @property
    def sentence(self) -> str:
        return self.short + (f"（{self.basis}）" if self.basis else "")

    def touches(self, first: date, last: date) -> bool:
        """Whether any day of a span, both days included, lies in the period."""
        days = ((first + timedelta(days=n)) for n in range((last - first).days + 1))
        return any(self._holds(day) for day in days)

    def _holds(self, day: date) -> bool:
        since, until = _padded(self.since), _padded(self.until)
        if len(since) != len(until):
            return False
        said = f"{day:%Y-%m-%d}"[-len(since) :]
        return since <= said <= until if since <= until else said >= since or said <= until

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        for row in rows:
            since, until = _padded(row.since), _padded(row.until)
            if len(since) != len(until):
                return f"“{row.label}”的起止要写法一样：都写年，或都不写。"
            if since > until and since.count("-") > 1:
                return f"“{row.label}”的止日早于起日。"
        return ""


def _padded(day: str) -> str:
    """7-1 → 07-01."""
    return "-".join(part.zfill(2) for part in day.split("-"))


@dataclass(frozen=True)
class LateReturn(PolicyRow):
    """What follows the first, second, third late return of a year."""

    times: int = cell("一年里第几次", Holds.COUNT)
    follows: str = cell("怎么办")

    @property
    def sentence(self) -> str:
        return f"第 {self.times} 次：{self.follows}"

    @classmethod
    def order(cls, row: "LateReturn") -> int:
        return row.times

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        times = [row.times for row in rows]
        return "" if times == sorted(set(times)) else "次数要从小到大，不重复。"


SHIPPED_TIERS = (
    Tier(2, (("team_leader",),), (("township_secretary",),)),
    Tier(6, (("township_secretary",),), (("sending_unit", "county_office"),)),
    Tier(19, (("township_secretary",), ("county_office",)), (("sending_unit",),)),
    Tier(0, (("sending_unit", "township_secretary"), ("county_office",), ("organisation_department",))),
)
SHIPPED_KINDS = (
    LeaveKind("personal", "事假", "calendar"),
    LeaveKind("sick", "病假", "calendar"),
    LeaveKind("annual", "年休假", "working", by_service=True),
    LeaveKind("family_visit", "探亲假", "calendar"),
    LeaveKind("marriage", "婚假", "working"),
    LeaveKind("maternity", "产假", "calendar", who="women"),
    LeaveKind("paternity", "陪产假", "calendar", who="men"),
    LeaveKind("bereavement", "丧假", "working"),
)
SHIPPED_LADDER = (LateReturn(1, "提醒谈话"), LateReturn(2, "写出书面说明"), LateReturn(3, "交组织部处理"))
