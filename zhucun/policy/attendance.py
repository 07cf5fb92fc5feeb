"""考勤类别: what a half-day may be, its mark on the sheet and whether it counts as stationed. Pure (R-ATT-03)."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

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


@dataclass(frozen=True)
class Category:
    """`mark` is the one letter on the sheet; `who` may state it, `on` which days; `ahead`: may be announced beforehand;
    `spans_rest`: a span of it holds the rest days within, where the others leave them to rest."""

    key: str
    mark: str
    label: str
    counts: bool
    who: str = "anyone"
    on: str = "any"
    ahead: bool = False
    spans_rest: bool = False

    @classmethod
    def of_json(cls, given: "Category | Mapping[str, Any]") -> "Category":
        """Raises TypeError for a field too many or too few."""
        return given if isinstance(given, Category) else cls(**given)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def sentence(self) -> str:
        return f"{self.label}（{self.mark}）：{'算' if self.counts else '不算'}驻村天数，{WHO.get(self.who, self.who)}"


CATEGORIES = (
    Category(IN_VILLAGE, "村", "在村", True),
    Category(OFFICIAL_TRIP, "公", "公务离村", True, ahead=True),
    Category(TRAINING, "训", "培训开会", True, ahead=True),
    Category(REST_DUTY, "值", "休息日值班", True, on="rest"),
    Category(ROTA_REST, "休", "轮休", False, on="working", ahead=True),
    Category(LEAVE, "假", "请假", False, who="leave", ahead=True, spans_rest=True),
    Category(ABSENCE, "缺", "无故不在村", False, who="others", on="working"),
    Category(REST, "·", "休息日", False, who="nobody", on="rest"),
    Category(UNDECIDED, "待", "说法不一，等乡镇定", False, who="nobody"),
)
KEPT = frozenset({IN_VILLAGE, REST, REST_DUTY, UNDECIDED, OFFICIAL_TRIP, TRAINING, ROTA_REST, LEAVE, ABSENCE})
