"""Households under monitoring and the clues to them, as values: as the national system's sheet has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from zhucun.demo.invented import Dice

SEED = 1307
SHEET_ON, LATEST_SHEET_ON = date(2022, 6, 6), date(2022, 7, 4)  # two exports of the national system
FIRST, LAST = date(2020, 6, 1), date(2022, 5, 27)
EVERY = 3  # of the villages that have a team, besides those of which more is told
IN_A_VILLAGE = (1, 4)
SURNAMES = "李王唐蒋周刘陈黄张杨邓何骆柏胡罗谢廖雷石潘吴程田曾彭"
GIVEN = ("满姑", "冬生", "长庚", "金莲", "土生", "先贵", "云香", "福生", "月娥", "友林", "运来", "细妹", "克俭", "春兰")
CLASSES = ("unstable",) * 4 + ("marginal",) * 4 + ("sudden_hardship",) * 2
RISKS = ("expenses",) * 4 + ("work", "labour", "disaster", "income", "business", "accident")
MEASURES = {
    "expenses": "临时救助，教育资助",
    "work": "介绍到县里的厂做工",
    "labour": "公益岗，土地流转",
    "disaster": "修房补助，救灾物资",
    "income": "小额信贷，产业奖补",
    "business": "合作社带着种",
    "accident": "临时救助，公益岗",
}
REMOVED = 34  # per cent
GROUPS = 8
CLUES = (
    ("household", "开春种的辣椒全被水淹了，本钱没了。", 40, "listed"),
    ("visit", "在外面做工的厂子关了，一家人没了收入。", 36, "listed"),
    ("visit", "房子后墙裂了缝，下雨不敢住。", 33, "entered"),
    ("warning", "教育部门说两个孩子的学费缓交了一学期。", 29, "not_needed"),
    ("household", "借来养猪的钱还不上，猪也卖不起价。", 24, "entered"),
    ("visit", "老两口没有劳力，地荒了两年。", 19, "entered"),
    ("visit", "家里开支突然大了，把耕牛都卖了。", 13, "entered"),
    ("household", "车祸以后没法出去做工，赔偿还没到。", 11, "entered"),
    ("warning", "住建部门说这户的房子鉴定是危房。", 8, "not_needed"),
    ("visit", "水源断了，挑水要走两里路。", 6, "with_township"),
    ("household", "大水进了屋，粮食都湿了。", 4, "with_township"),
    ("visit", "打工的儿子回来了，在家里待着没有活。", 2, "with_township"),
)
WHY_NOT = ("上门看过，助学金到了，没有风险。", "已经列进今年的危房改造，不用再录。")
TO_VISIT = (-6, 24)  # days from the county's day to the next visit


@dataclass(frozen=True)
class Watched:
    """A row of the sheet; `head` is empty where the household is one of the village's list."""

    seat: str
    code: str
    head: str
    group: str
    persons: int
    kind: str
    risk: str
    entered_on: date
    removed_on: date | None
    next_visit: date | None


def watched(seats: Sequence[str], today: date) -> list[Watched]:
    dice = Dice(SEED)
    made: list[Watched] = []
    for seat in seats:
        for _ in range(dice.between(*IN_A_VILLAGE)):
            made.append(_one(seat, len(made), dice, today))
    return made


def _one(seat: str, number: int, dice: Dice, today: date) -> Watched:
    entered_on = FIRST + timedelta(days=dice.below((LAST - FIRST).days))
    left = dice.chance(REMOVED)
    removed_on = entered_on + timedelta(days=dice.between(150, 400)) if left else None
    if removed_on is not None and removed_on > SHEET_ON:
        removed_on = None
    return Watched(
        seat,
        f"{seat[:6]}8{number + 1:07}",
        f"{dice.pick(SURNAMES)}{dice.pick(GIVEN)}",
        f"{dice.between(1, GROUPS)}组",
        dice.between(1, 6),
        dice.pick(CLASSES),
        dice.pick(RISKS),
        entered_on,
        removed_on,
        None if removed_on else today + timedelta(days=dice.between(*TO_VISIT)),
    )
