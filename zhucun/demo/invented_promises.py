"""What the teams promised their villages for 2022: a handful each, of the kinds that villages ask for; all invented."""

from dataclasses import dataclass
from datetime import date

from zhucun.demo.invented import Dice

YEAR = 2022
FEWEST, MOST = 4, 7
# What, least and most of its number, in which steps; who looks.
KINDS = (
    ("硬化组道 {n} 米，通到最里头那几户", 300, 1200, 50, "village"),
    ("装太阳能路灯 {n} 盏，晚上能走路", 12, 60, 2, "village"),
    ("修水渠 {n} 米，下半村的田灌得上水", 200, 900, 50, "village"),
    ("给 {n} 户监测户各办成一件事", 3, 12, 1, "township"),
    ("把村集体收入做到 {n} 万元", 6, 20, 1, "township"),
    ("办夜校 {n} 场，教种养和用手机", 6, 12, 1, "village"),
    ("清理房前屋后垃圾点 {n} 处", 8, 30, 1, "village"),
    ("帮 {n} 名在外的年轻人回村就业", 3, 10, 1, "township"),
    ("发展党员和入党积极分子 {n} 名", 2, 5, 1, "township"),
    ("给 60 岁以上独居老人每月上门，共 {n} 户", 6, 25, 1, "village"),
    ("种上九嶷香菇 {n} 亩，签好收购合同", 10, 60, 5, "township"),
    ("把村规民约改一遍，开户主会 {n} 次定下来", 2, 4, 1, "village"),
    ("修好村卫生室和取水点 {n} 处", 1, 4, 1, "village"),
)
DUE = tuple(date(YEAR, month, day) for month, day in ((3, 31), (5, 31), (6, 30), (9, 30), (10, 31), (12, 20)))
NOTES = ("通了，群众都在走。", "办好了，账在村部。", "比原定的多办了几处。", "")


@dataclass(frozen=True)
class Promise:
    """`done_on` is when the team said so; `is_accepted` whether somebody had looked by July."""

    text: str
    due_on: date
    accepted_by: str
    done_on: date | None
    note: str
    is_accepted: bool


def promises_of(dice: Dice, today: date) -> list[Promise]:
    """Of one team. Most of what was due is done, some a little before its day, one in fourteen late."""
    chosen = dice.shuffled(KINDS)[: dice.between(FEWEST, MOST)]
    return [_promise(kind, dice.pick(DUE), dice, today) for kind in chosen]


def _promise(kind: tuple[str, int, int, int, str], due_on: date, dice: Dice, today: date) -> Promise:
    text, least, most, step, by = kind
    number = least + step * dice.below((most - least) // step + 1)
    is_done = due_on < today and dice.below(14) > 0
    done_on = date(YEAR, due_on.month, dice.between(5, 28)) if is_done else None
    return Promise(text.format(n=number), due_on, by, done_on, dice.pick(NOTES), is_done and dice.below(9) > 0)
