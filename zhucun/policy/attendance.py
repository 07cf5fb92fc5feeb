"""考勤类别: what a half-day may be, its mark on the sheet and whether it counts as stationed. Pure (R-ATT-03)."""

from collections import Counter
from dataclasses import dataclass
from typing import Any, ClassVar

from zhucun.policy.rows import Holds, PolicyRow, cell

WHO = {
    "anyone": "本人、村和乡镇都可以记",
    "others": "只由村和乡镇认定，本人不记",
    "leave": "请假批准后自动记，或由乡镇代记",
    "nobody": "由系统得出，不用记",
}
ON = {"any": "哪天都可以", "working": "只在工作日", "rest": "只在休息日"}

IN_VILLAGE, REST, REST_DUTY, UNDECIDED = "in_village", "rest", "rest_duty", "undecided"
OFFICIAL_TRIP, TRAINING, ROTA_REST = "official_trip", "meeting_or_training", "rota_rest"
LEAVE, ABSENCE = "leave", "unexcused_absence"


KEPT = frozenset({IN_VILLAGE, REST, REST_DUTY, UNDECIDED, OFFICIAL_TRIP, TRAINING, ROTA_REST, LEAVE, ABSENCE})


@dataclass(frozen=True)
class Category(PolicyRow):
    """`mark` is the one letter on the sheet; `who` may state it, `on` which days; `ahead`: may be announced beforehand;
    `spans_rest`: a span of it holds the rest days within, where the others leave them to rest."""

    NEEDED: ClassVar[frozenset[str]] = KEPT

    key: str = cell("标识")
    mark: str = cell("记号", hint="一个字")
    label: str = cell("名称")
    counts: bool = cell("算驻村天数", Holds.FLAG)
    who: str = cell("谁来记", Holds.CHOICE, choices=WHO, default="anyone")
    on: str = cell("哪些天", Holds.CHOICE, choices=ON, default="any")
    ahead: bool = cell("可以提前报", Holds.FLAG, default=False)
    spans_rest: bool = cell("连休息日", Holds.FLAG, default=False)

    @property
    def short(self) -> str:
        return f"{self.mark} {self.label}"

    @property
    def sentence(self) -> str:
        return f"{self.label}（{self.mark}）：{'算' if self.counts else '不算'}驻村天数，{WHO.get(self.who, self.who)}"

    @classmethod
    def problem_of_all(cls, rows: tuple[Any, ...]) -> str:
        """A cell of the month sheet has room for one letter, and each letter means one thing."""
        if long := next((row.mark for row in rows if len(row.mark) != 1), ""):
            return f"记号“{long}”要是一个字，考勤表一格只写得下一个字。"
        if digit := next((row.mark for row in rows if row.mark.isdigit()), ""):
            return f"记号不能用数字“{digit}”，考勤表上数字是天数。"
        twice = [mark for mark, times in Counter(row.mark for row in rows).items() if times > 1]
        return f"记号“{twice[0]}”用了两次，一个记号只能指一类。" if twice else ""


CATEGORIES = (
    Category(IN_VILLAGE, "村", "在村", True, on="working"),
    Category(OFFICIAL_TRIP, "公", "公务离村", True, ahead=True),
    Category(TRAINING, "训", "培训开会", True, ahead=True),
    Category(REST_DUTY, "值", "休息日值班", True, on="rest"),
    Category(ROTA_REST, "休", "轮休", False, on="working", ahead=True),
    Category(LEAVE, "假", "请假", False, who="leave", ahead=True, spans_rest=True),
    Category(ABSENCE, "缺", "无故不在村", False, who="others", on="working"),
    Category(REST, "·", "休息日", False, who="others", on="rest"),
    Category(UNDECIDED, "待", "说法不一，等乡镇定", False, who="nobody"),
)
